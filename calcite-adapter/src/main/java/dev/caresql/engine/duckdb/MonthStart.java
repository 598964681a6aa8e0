package dev.caresql.engine.duckdb;

import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/** The first day of a month as a date. Taking the day off a date is faster than DuckDB's DATE_TRUNC. */
final class MonthStart {
    private MonthStart() {}

    /** The date of CAST(FLOOR(date TO MONTH) AS DATE); empty for every other call. */
    static Optional<SqlNode> operand(SqlCall call) {
        boolean found = call.getKind() == SqlKind.CAST
                && call.operand(1) instanceof SqlDataTypeSpec type
                && "DATE".equals(type.getTypeName().getSimple())
                && call.operand(0) instanceof SqlCall floor
                && floor.getKind() == SqlKind.FLOOR
                && floor.operandCount() == 2
                && isMonth(floor.operand(1));
        return found ? Optional.of(((SqlCall) call.operand(0)).operand(0)) : Optional.empty();
    }

    private static boolean isMonth(SqlNode unit) {
        return unit instanceof SqlIntervalQualifier qualifier
                ? qualifier.timeUnitRange == TimeUnitRange.MONTH
                : unit instanceof SqlLiteral literal && literal.getValue() == TimeUnitRange.MONTH;
    }

    static void unparse(SqlWriter writer, SqlNode date) {
        SqlWriter.Frame frame = writer.startList("(", ")");
        writer.literal("CAST(");
        date.unparse(writer, 0, 0);
        writer.literal("AS DATE) - CAST(DAY(");
        date.unparse(writer, 0, 0);
        writer.literal(") - 1 AS INTEGER)");
        writer.endList(frame);
    }
}
