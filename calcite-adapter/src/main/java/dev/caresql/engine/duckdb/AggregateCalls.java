package dev.caresql.engine.duckdb;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.Litmus;

/** Calls in which DuckDB has between the parentheses what standard SQL has behind them: {@code STRING_AGG(x, ',' ORDER BY x)}. */
final class AggregateCalls {
    private AggregateCalls() {}

    /** Writes an aggregate with an order, or one that skips NULLs; false for any other call. */
    static boolean unparse(SqlWriter writer, SqlCall call) {
        if (call.getKind() == SqlKind.IGNORE_NULLS) {
            SqlCall aggregate = call.operand(0);
            SqlWriter.Frame frame = start(writer, name(aggregate), aggregate);
            writer.keyword("IGNORE NULLS");
            writer.endFunCall(frame);
            return true;
        }
        if (call.getKind() != SqlKind.WITHIN_GROUP) {
            return false;
        }
        SqlCall aggregate = call.operand(0);
        SqlNodeList order = call.operand(1);
        if (aggregate.getKind() == SqlKind.FILTER) {
            SqlCall ordered = call.getOperator().createCall(call.getParserPosition(), aggregate.operand(0), order);
            SqlStdOperatorTable.FILTER
                    .createCall(aggregate.getParserPosition(), ordered, aggregate.operand(1))
                    .unparse(writer, 0, 0);
        } else {
            ordered(writer, aggregate, order);
        }
        return true;
    }

    private static void ordered(SqlWriter writer, SqlCall aggregate, SqlNodeList order) {
        if (aggregate.getFunctionQuantifier() != null) {
            order.forEach(item -> checkAmong(aggregate.getOperandList(), item));
        }
        SqlWriter.Frame frame = start(writer, name(aggregate), aggregate);
        writer.keyword("ORDER BY");
        order.unparse(writer, 0, 0);
        writer.endFunCall(frame);
    }

    private static String name(SqlCall aggregate) {
        return aggregate.getKind() == SqlKind.LISTAGG
                ? "STRING_AGG"
                : aggregate.getOperator().getName();
    }

    /** The order of distinct values by something else, of which one value may have several, is not defined. */
    private static void checkAmong(List<SqlNode> arguments, SqlNode item) {
        SqlNode key = item;
        while (key.getKind() == SqlKind.DESCENDING
                || key.getKind() == SqlKind.NULLS_FIRST
                || key.getKind() == SqlKind.NULLS_LAST) {
            key = ((SqlCall) key).operand(0);
        }
        for (SqlNode argument : arguments) {
            if (key.equalsDeep(argument, Litmus.IGNORE)) {
                return;
            }
        }
        throw new UnsupportedOperationException(
                "an aggregate of DISTINCT values can be ordered by these values only, not by another expression");
    }

    /** Writes a plain call under a name, with the DISTINCT that it may have. */
    static void function(SqlWriter writer, String name, SqlCall call) {
        writer.endFunCall(start(writer, name, call));
    }

    private static SqlWriter.Frame start(SqlWriter writer, String name, SqlCall call) {
        SqlWriter.Frame frame = writer.startFunCall(name);
        if (call.getFunctionQuantifier() != null) {
            writer.keyword(String.valueOf(call.getFunctionQuantifier().toValue()));
        }
        for (SqlNode operand : call.getOperandList()) {
            writer.sep(",");
            operand.unparse(writer, 0, 0);
        }
        return frame;
    }
}
