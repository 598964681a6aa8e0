package dev.caresql.sql;

import java.util.Map;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Intervals of weeks and quarters in days and months, which SQL has; Calcite multiplies the others twice. */
final class Intervals {
    private static final Map<TimeUnit, Part> PARTS =
            Map.of(TimeUnit.WEEK, new Part(TimeUnit.DAY, 7), TimeUnit.QUARTER, new Part(TimeUnit.MONTH, 3));

    private Intervals() {}

    /** INTERVAL '2' WEEK becomes INTERVAL '14' DAY. */
    static SqlNode standard(SqlIntervalLiteral literal) {
        SqlIntervalLiteral.IntervalValue value = literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
        Optional<Part> part = part(value.getIntervalQualifier());
        String amount = value.getIntervalLiteral();
        if (part.isEmpty() || !amount.matches("[0-9]{1,9}")) {
            return literal;
        }
        SqlParserPos pos = literal.getParserPosition();
        String times = Long.toString(Long.parseLong(amount) * part.get().count());
        return SqlLiteral.createInterval(value.getSign(), times, part.get().qualifier(pos), pos);
    }

    /** INTERVAL n WEEK becomes INTERVAL n * 7 DAY. */
    static SqlNode standard(SqlCall call) {
        return part((SqlIntervalQualifier) call.operand(1))
                .map(part -> {
                    SqlParserPos pos = call.getParserPosition();
                    SqlNode count = SqlLiteral.createExactNumeric(Integer.toString(part.count()), pos);
                    SqlNode times = SqlStdOperatorTable.MULTIPLY.createCall(pos, call.operand(0), count);
                    return (SqlNode) SqlStdOperatorTable.INTERVAL.createCall(pos, times, part.qualifier(pos));
                })
                .orElse(call);
    }

    private static Optional<Part> part(SqlIntervalQualifier qualifier) {
        return Optional.ofNullable(PARTS.get(qualifier.timeUnitRange.startUnit));
    }

    private record Part(TimeUnit unit, int count) {
        SqlIntervalQualifier qualifier(SqlParserPos pos) {
            return new SqlIntervalQualifier(unit, null, pos);
        }
    }
}
