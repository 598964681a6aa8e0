package dev.caresql.kpi;

import static dev.caresql.kpi.RandomRows.text;
import static dev.caresql.kpi.RandomRows.whole;

import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** Random rows of what agents did and what it cost. */
final class WorkforceRows {
    private WorkforceRows() {}

    static void columns(String table, Map<String, Function<Random, Object>> columns) {
        switch (table) {
            case "operating_costs" -> costs(columns);
            default -> throw new IllegalArgumentException(table);
        }
    }

    private static void costs(Map<String, Function<Random, Object>> columns) {
        columns.put("source_row_id", text("key"));
        columns.put("source_system", text("S1", "S2"));
        columns.put("department_id", text("D1", "D2", ""));
        columns.put("cost_type", text("SALARY", "RENT"));
        columns.put("amount", whole(-5, 900));
    }
}
