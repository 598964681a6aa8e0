package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of a table of the model that count in the period, as a data sheet shows them.
 *
 * @param table its name
 * @param columns in their order
 * @param scopes the column that tells the department, team or agent
 * @param kpis over it
 */
record DataTable(String table, List<DataColumn> columns, Map<Scope, DataColumn> scopes, List<DataKpi> kpis) {
    DataTable {
        requireNonNull(table, "table is null");
        columns = List.copyOf(columns);
        scopes = Map.copyOf(scopes);
        kpis = List.copyOf(kpis);
    }

    /** All rows of the sheet. */
    String query() {
        Set<String> flags = new LinkedHashSet<>();
        kpis.forEach(kpi -> flags.add(kpi.flag().sql() + " = 1"));
        return "SELECT "
                + columns.stream()
                        .map(column -> column.sql() + " AS " + Rows.identifier(column.name()))
                        .collect(joining(", "))
                + " FROM " + Rows.identifier(table) + " WHERE " + String.join(" OR ", flags);
    }

    /** How many rows it has. */
    String count() {
        return "SELECT COUNT(*) AS row_count FROM (" + query() + ") AS data_rows";
    }

    /** The KPIs over the rows of the sheet, for each member of a scope. */
    String figures(Scope scope) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < kpis.size(); i++) {
            values.add(kpis.get(i).call() + " AS kpi_" + i);
        }
        String member = scope == Scope.COMPANY
                ? ""
                : Rows.identifier(requireNonNull(scopes.get(scope), "no column of " + scope)
                        .name());
        return "SELECT " + (member.isEmpty() ? "'ALL'" : member) + " AS member, " + String.join(", ", values)
                + " FROM (" + query() + ") AS data_rows" + (member.isEmpty() ? "" : " GROUP BY " + member);
    }

    /** The same with fewer KPIs. */
    DataTable with(List<DataKpi> fewer) {
        return new DataTable(table, columns, scopes, fewer);
    }
}
