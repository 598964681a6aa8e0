package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The tables of the data sheets, and for which figures of the scorecard their rows give the very same number. Where they do
 * not, for instance because a KPI belongs to the team of another time than the row, the figure stays a value.
 */
final class LiveData {
    private static final double TOLERANCE = 1e-9;

    private final List<DataTable> tables;
    private final Set<String> same;

    private LiveData(List<DataTable> tables, Set<String> same) {
        this.tables = List.copyOf(tables);
        this.same = Set.copyOf(same);
    }

    /** No data sheets. */
    static LiveData none() {
        return new LiveData(List.of(), Set.of());
    }

    /** Plans the tables and compares what their rows give with the scorecard. */
    static LiveData read(Rows rows, DataSettings settings, ReportData data) throws SQLException {
        if (settings.maxRows() == 0) {
            return none();
        }
        Period period = data.request().period();
        Map<String, OptionalDouble> scorecard = new HashMap<>();
        for (Entry entry : data.entries()) {
            if (entry.start().equals(period.start())) {
                scorecard.put(
                        key(entry.kpi().code(), entry.scope(), entry.scopeId()),
                        entry.result().actual());
            }
        }
        List<DataTable> tables = new ArrayList<>();
        Set<String> same = new HashSet<>();
        for (DataTable table :
                new DataPlanner(rows, settings, period).plan(data.definitions().keySet())) {
            long count =
                    rows.list(table.count(), row -> row.getLong("row_count")).get(0);
            if (count > settings.maxRows()) {
                continue;
            }
            Set<String> found = new HashSet<>();
            for (Scope scope :
                    new LinkedHashSet<>(List.of(Scope.COMPANY, data.request().by()))) {
                if (scope == Scope.COMPANY || table.scopes().containsKey(scope)) {
                    found.addAll(same(rows, table, scope, scorecard));
                }
            }
            List<DataKpi> live = table.kpis().stream()
                    .filter(kpi -> found.stream().anyMatch(key -> key.startsWith(kpi.code() + "|")))
                    .toList();
            if (!live.isEmpty()) {
                tables.add(table.with(live));
                same.addAll(found);
            }
        }
        return new LiveData(tables, same);
    }

    /** The figures of a scope that the rows give as the scorecard does. */
    private static Set<String> same(Rows rows, DataTable table, Scope scope, Map<String, OptionalDouble> scorecard)
            throws SQLException {
        Set<String> same = new HashSet<>();
        rows.list(table.figures(scope), row -> {
            String member = Rows.text(row, "member");
            for (int i = 0; i < table.kpis().size(); i++) {
                String key = key(table.kpis().get(i).code(), scope, member);
                OptionalDouble expected = scorecard.getOrDefault(key, OptionalDouble.empty());
                OptionalDouble counted = Rows.number(row, "kpi_" + i);
                if (expected.isPresent()
                        && counted.isPresent()
                        && Math.abs(expected.getAsDouble() - counted.getAsDouble())
                                <= TOLERANCE * Math.max(1, Math.abs(expected.getAsDouble()))) {
                    same.add(key);
                }
            }
            return member;
        });
        return same;
    }

    List<DataTable> tables() {
        return tables;
    }

    /** Whether the rows of the data sheets give a figure of the scorecard. */
    boolean gives(String kpi, Scope scope, String member) {
        return same.contains(key(requireNonNull(kpi, "kpi is null"), scope, member));
    }

    private static String key(String kpi, Scope scope, String member) {
        return kpi + "|" + scope + "|" + member;
    }
}
