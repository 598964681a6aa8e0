package dev.caresql.engine.duckdb;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/** Writes DuckDB's SQL around an operand that Calcite writes. */
final class OperandText {
    /** Stands for the operand while the text around it is made. */
    static final String OPERAND = "\0";

    private OperandText() {}

    /** Writes the text with the operand wherever {@link #OPERAND} stands. */
    static void write(SqlWriter writer, String sql, SqlNode operand) {
        String[] around = sql.split(OPERAND, -1);
        writer.literal(around[0]);
        for (int i = 1; i < around.length; i++) {
            operand.unparse(writer, 0, 0);
            writer.literal(around[i]);
        }
    }
}
