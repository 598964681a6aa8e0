package dev.caresql.engine.duckdb;

import dev.caresql.sql.CareOperators;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;

/** Histories and tallies in DuckDB: lists of rows that begin with a key, and what is read from them. */
final class KeyedLists {
    private static final int INSTANT = 1;
    private static final int NONE = -1;

    private KeyedLists() {}

    /** Writes a call of one of these operators; false for any other. */
    static boolean unparse(SqlWriter writer, SqlCall call) {
        SqlOperator operator = call.getOperator();
        if (operator == CareOperators.HISTORY) {
            list(writer, call, INSTANT);
        } else if (operator == CareOperators.TALLY) {
            list(writer, call, NONE);
        } else if (operator == CareOperators.PLACE_IN_HISTORY) {
            instant(writer, call.operand(0));
        } else if (operator == CareOperators.LAST_TRUE) {
            count(writer, () -> lastTrue(writer, call.operand(0)));
        } else if (operator == CareOperators.FIRST_TRUE) {
            count(writer, () -> firstTrue(writer, call.operand(0)));
        } else if (operator == CareOperators.FIRST_AND_LAST_TRUE) {
            count(writer, () -> both(writer, call));
        } else if (operator == CareOperators.TALLY_COUNT) {
            tallyCount(writer, call);
        } else if (operator == CareOperators.TALLY_MEDIAN) {
            writer.literal("LIST_AGGREGATE(");
            valuesOfKeys(writer, call.operand(0));
            writer.literal(", 'median')");
        } else {
            return false;
        }
        return true;
    }

    private static void count(SqlWriter writer, Runnable list) {
        writer.literal("COALESCE(LEN(");
        list.run();
        writer.literal("), 0)");
    }

    /** No key stands twice in either list, so those of both stand beside each other when all are sorted. LIST_INTERSECT takes twice as long. */
    private static void both(SqlWriter writer, SqlCall call) {
        writer.literal("LIST_TRANSFORM([LIST_SORT(LIST_CONCAT(");
        firstTrue(writer, call.operand(0));
        writer.literal(", ");
        lastTrue(writer, call.operand(1));
        writer.literal("))], LAMBDA h: LIST_FILTER(h, LAMBDA e, i: h[i - 1] = e))[1]");
    }

    /** A row without a key or value stays in the list and is left out when the list is read. */
    private static void list(SqlWriter writer, SqlCall call, int instant) {
        SqlWriter.Frame list = writer.startFunCall("LIST");
        SqlWriter.Frame row = writer.startFunCall("ROW");
        for (int i = 0; i < call.operandCount(); i++) {
            writer.sep(",");
            if (i == instant) {
                instant(writer, call.operand(i));
            } else {
                call.operand(i).unparse(writer, 0, 0);
            }
        }
        writer.endFunCall(row);
        writer.endFunCall(list);
    }

    /** A missing instant is before all others; within a row, DuckDB would sort NULL after them. */
    private static void instant(SqlWriter writer, SqlNode operand) {
        SqlWriter.Frame known = writer.startFunCall("COALESCE");
        operand.unparse(writer, 0, 0);
        writer.sep(",");
        writer.literal("TIMESTAMP '-infinity'");
        writer.endFunCall(known);
    }

    /** Sorted by key, instant and flag, an entry is its key's last when another key follows. */
    private static void lastTrue(SqlWriter writer, SqlNode history) {
        flagged(writer, history, "h[i + 1]");
    }

    /** And its key's first when another key precedes; there is no entry 0. */
    private static void firstTrue(SqlWriter writer, SqlNode history) {
        flagged(writer, history, "h[i - 1]");
    }

    /** The keys whose entry with a true flag has another key, or none, beside it. */
    private static void flagged(SqlWriter writer, SqlNode history, String neighbour) {
        writer.literal("LIST_TRANSFORM([LIST_SORT(");
        history.unparse(writer, 0, 0);
        writer.literal(")], LAMBDA h: LIST_TRANSFORM(LIST_FILTER(h, LAMBDA e, i: e[3] AND e[1] IS NOT NULL AND "
                + neighbour + "[1] IS DISTINCT FROM e[1]), LAMBDA e: e[1]))[1]");
    }

    private static void tallyCount(SqlWriter writer, SqlCall call) {
        writer.literal("COALESCE(LEN(LIST_FILTER(");
        valuesOfKeys(writer, call.operand(0));
        writer.literal(", LAMBDA n: n >= ");
        call.operand(1).unparse(writer, 0, 0);
        writer.literal(")), 0)");
    }

    /** The number of distinct values of each key. */
    private static void valuesOfKeys(SqlWriter writer, SqlNode tally) {
        writer.literal("MAP_VALUES(LIST_AGGREGATE(LIST_TRANSFORM(LIST_DISTINCT(LIST_FILTER(");
        tally.unparse(writer, 0, 0);
        writer.literal(", LAMBDA e: e[1] IS NOT NULL AND e[2] IS NOT NULL)), LAMBDA e: e[1]), 'histogram'))");
    }
}
