package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.excel.formula.ExcelFormulas;
import dev.caresql.excel.formula.ExcelSpan;
import dev.caresql.excel.poi.KpiCalculator;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The tables of the data sheets, and for which figures of the scorecard their rows give the very same number. Where they do
 * not, for instance because a KPI belongs to the team of another time than the row, the figure stays a value.
 */
final class LiveData {
    private static final double TOLERANCE = 1e-9;

    private final ExcelFormulas formulas;
    private final List<DataTable> tables;
    private final Set<String> same;
    private final Map<String, Origin> origins;

    private LiveData(ExcelFormulas formulas, List<DataTable> tables, Set<String> same, Map<String, Origin> origins) {
        this.formulas = formulas;
        this.tables = List.copyOf(tables);
        this.same = Set.copyOf(same);
        this.origins = new LinkedHashMap<>(origins);
    }

    /** Plans the tables and compares what their rows give with the scorecard. */
    static LiveData read(Rows rows, DataSettings settings, ReportData data) throws SQLException {
        ExcelFormulas formulas = settings.formulas();
        Map<String, Origin> origins = new LinkedHashMap<>();
        if (settings.maxRows() == 0) {
            data.definitions().keySet().forEach(code -> origins.put(code, Origin.of("note.fixed")));
            return new LiveData(formulas, List.of(), Set.of(), origins);
        }
        Counted counted = count(rows, settings, data);
        Set<String> same = same(formulas, data, counted.figures());
        Set<String> used = used(formulas, data, same);
        for (String code : data.definitions().keySet()) {
            boolean isEmpty = data.entries().stream()
                    .noneMatch(entry -> entry.kpi().code().equals(code) && isShown(entry, data));
            origins.put(code, isEmpty ? Origin.of("note.none") : origin(formulas, code, used, counted.tooLong()));
        }
        List<DataTable> shown = counted.tables().stream()
                .map(table -> table.with(table.kpis().stream()
                        .filter(kpi -> used.contains(kpi.code()))
                        .toList()))
                .filter(table -> !table.kpis().isEmpty())
                .toList();
        return new LiveData(formulas, shown, same, origins);
    }

    /** What the rows of the tables give, table by table. */
    private static Counted count(Rows rows, DataSettings settings, ReportData data) throws SQLException {
        Counted counted = new Counted(new ArrayList<>(), new HashMap<>(), new HashMap<>());
        Set<Scope> scopes =
                new LinkedHashSet<>(List.of(Scope.COMPANY, data.request().by()));
        for (DataTable table : new DataPlanner(rows, settings, data.request().period())
                .plan(data.definitions().keySet())) {
            long count =
                    rows.list(table.count(), row -> row.getLong("row_count")).get(0);
            if (count > settings.maxRows()) {
                Origin origin = Origin.of(
                        "note.long", table.table(), Long.toString(count), Integer.toString(settings.maxRows()));
                table.kpis().forEach(kpi -> counted.tooLong().put(kpi.code(), origin));
                continue;
            }
            counted.tables().add(table);
            for (Scope scope : scopes) {
                if (scope == Scope.COMPANY || table.scopes().containsKey(scope)) {
                    count(rows, table, scope, counted.figures());
                }
            }
        }
        return counted;
    }

    /** The KPIs of which a figure is live, and those that they are made of. */
    private static Set<String> used(ExcelFormulas formulas, ReportData data, Set<String> same) {
        Set<String> used = new HashSet<>();
        for (String code : data.definitions().keySet()) {
            if (same.stream().anyMatch(key -> key.startsWith(code + "|"))) {
                used.add(code);
                used.addAll(bound(formulas, code));
            }
        }
        return used;
    }

    private static Origin origin(ExcelFormulas formulas, String code, Set<String> used, Map<String, Origin> tooLong) {
        if (used.contains(code)) {
            return Origin.of("note.live");
        }
        for (String part : bound(formulas, code)) {
            String reason = formulas.reasons().get(part);
            if (reason != null) {
                return Origin.lacking(reason);
            }
            if (tooLong.containsKey(part)) {
                return requireNonNull(tooLong.get(part));
            }
        }
        return Origin.of("note.differs");
    }

    /** The KPIs of one table that a KPI is made of; itself, where it is of one. */
    private static Set<String> bound(ExcelFormulas formulas, String code) {
        Optional<ExcelSpan> span = formulas.findSpan(code);
        if (span.isEmpty()) {
            return Set.of(code);
        }
        Set<String> bound = new LinkedHashSet<>();
        span.get().parts().forEach(part -> bound.addAll(bound(formulas, part)));
        return bound;
    }

    /** What the rows give for the members of a scope that have any. */
    private static void count(Rows rows, DataTable table, Scope scope, Map<String, OptionalDouble> counted)
            throws SQLException {
        rows.list(table.figures(scope), row -> {
            String member = Rows.text(row, "member");
            for (int i = 0; i < table.kpis().size(); i++) {
                counted.put(key(table.kpis().get(i).code(), scope, member), Rows.number(row, "kpi_" + i));
            }
            return member;
        });
    }

    private static boolean isShown(Entry entry, ReportData data) {
        return entry.start().equals(data.request().period().start())
                && entry.result().actual().isPresent();
    }

    /** The figures of the scorecard that the rows give as it does. */
    private static Set<String> same(ExcelFormulas formulas, ReportData data, Map<String, OptionalDouble> counted) {
        Set<String> same = new HashSet<>();
        for (Entry entry : data.entries()) {
            OptionalDouble expected = entry.result().actual();
            if (isShown(entry, data)) {
                String code = entry.kpi().code();
                OptionalDouble found = value(formulas, code, entry.scope(), entry.scopeId(), counted)
                        .orElse(OptionalDouble.empty());
                if (found.isPresent()
                        && Math.abs(expected.getAsDouble() - found.getAsDouble())
                                <= TOLERANCE * Math.max(1, Math.abs(expected.getAsDouble()))) {
                    same.add(key(code, entry.scope(), entry.scopeId()));
                }
            }
        }
        return same;
    }

    /** What the rows give; not known where a KPI has no rows of the member, which a worksheet counts as 0 and SQL as NULL. */
    private static Optional<OptionalDouble> value(
            ExcelFormulas formulas, String code, Scope scope, String member, Map<String, OptionalDouble> counted) {
        Optional<ExcelSpan> span = formulas.findSpan(code);
        if (span.isEmpty()) {
            return Optional.ofNullable(counted.get(key(code, scope, member)));
        }
        List<OptionalDouble> parts = new ArrayList<>();
        for (String part : span.get().parts()) {
            Optional<OptionalDouble> value = value(formulas, part, scope, member, counted);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            parts.add(value.get());
        }
        return Optional.of(new KpiCalculator(Optional.empty()).value(span.get(), parts));
    }

    List<DataTable> tables() {
        return tables;
    }

    /** Where the figures of a KPI come from. */
    Origin origin(String kpi) {
        return origins.getOrDefault(kpi, Origin.of("note.fixed"));
    }

    /** The tables whose rows a KPI counts. */
    List<DataTable> tables(String kpi) {
        Set<String> bound = bound(formulas, kpi);
        return tables.stream()
                .filter(table -> table.kpis().stream().anyMatch(candidate -> bound.contains(candidate.code())))
                .toList();
    }

    /** How a KPI is made of others; empty for one of one table. */
    Optional<ExcelSpan> span(String kpi) {
        return formulas.findSpan(kpi);
    }

    /** Whether the rows of the data sheets give a figure of the scorecard. */
    boolean gives(String kpi, Scope scope, String member) {
        return same.contains(key(requireNonNull(kpi, "kpi is null"), scope, member));
    }

    private static String key(String kpi, Scope scope, String member) {
        return kpi + "|" + scope + "|" + member;
    }

    /**
     * What the rows give.
     *
     * @param tables whose rows fit
     * @param figures by KPI, scope and member
     * @param tooLong why a KPI's table is none of them
     */
    private record Counted(List<DataTable> tables, Map<String, OptionalDouble> figures, Map<String, Origin> tooLong) {}
}
