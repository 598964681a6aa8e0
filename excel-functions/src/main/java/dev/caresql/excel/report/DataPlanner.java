package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.KpiBinding;
import dev.caresql.config.Located;
import dev.caresql.excel.formula.ExcelKpi;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides which columns of which rows a workbook needs, so that its KPIs can be counted there again. */
final class DataPlanner {
    private static final List<String> AGENTS = List.of("agent_id", "assignee_agent_id", "owner_agent_id");
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final Rows rows;
    private final DataSettings settings;
    private final Period period;

    DataPlanner(Rows rows, DataSettings settings, Period period) {
        this.rows = requireNonNull(rows, "rows is null");
        this.settings = requireNonNull(settings, "settings is null");
        this.period = requireNonNull(period, "period is null");
    }

    /** A table for each of those that the KPIs and their parts count; KPIs that a worksheet cannot say have none. */
    List<DataTable> plan(Iterable<String> codes) throws SQLException {
        Map<String, List<ExcelKpi>> byTable = new LinkedHashMap<>();
        for (String code : withParts(codes)) {
            Optional<ExcelKpi> kpi = settings.formulas().find(code);
            Optional<String> table = kpi.flatMap(known -> known.kpi().binding())
                    .map(KpiBinding::table)
                    .map(Located::text);
            if (kpi.isPresent() && table.isPresent()) {
                byTable.computeIfAbsent(table.get(), name -> new ArrayList<>()).add(kpi.get());
            }
        }
        List<DataTable> tables = new ArrayList<>();
        for (Map.Entry<String, List<ExcelKpi>> entry : byTable.entrySet()) {
            tables.add(table(entry.getKey(), entry.getValue()));
        }
        tables.removeIf(table -> table.kpis().isEmpty());
        return tables;
    }

    /** The KPIs and those that they are made of, each once. */
    private Set<String> withParts(Iterable<String> codes) {
        Set<String> all = new LinkedHashSet<>();
        for (String code : codes) {
            all.add(code);
            settings.formulas().findSpan(code).ifPresent(span -> all.addAll(withParts(span.parts())));
        }
        return all;
    }

    private DataTable table(String name, List<ExcelKpi> kpis) throws SQLException {
        Map<String, Integer> types = rows.columnTypes(name);
        Map<String, DataColumn> columns = new LinkedHashMap<>();
        types.keySet().stream().limit(1).forEach(first -> add(columns, first, first));
        Map<Scope, DataColumn> scopes = new LinkedHashMap<>();
        for (Scope scope : List.of(Scope.DEPARTMENT, Scope.TEAM, Scope.AGENT)) {
            List<String> candidates = scope == Scope.AGENT ? AGENTS : List.of(scope.key());
            candidates.stream()
                    .filter(types::containsKey)
                    .findFirst()
                    .ifPresent(column -> scopes.put(scope, add(columns, column, column)));
        }
        List<DataKpi> planned = new ArrayList<>();
        for (ExcelKpi kpi : kpis) {
            // Without the column of its time a KPI belongs to no period.
            if (types.containsKey(kpi.kpi().binding().orElseThrow().time().text())) {
                planned.add(kpi(kpi, types, columns));
            }
        }
        return new DataTable(name, List.copyOf(columns.values()), scopes, planned);
    }

    private DataKpi kpi(ExcelKpi kpi, Map<String, Integer> types, Map<String, DataColumn> columns) {
        KpiBinding binding = kpi.kpi().binding().orElseThrow();
        String code = kpi.kpi().name().text().toLowerCase(Locale.ROOT);
        String time = binding.time().text();
        add(columns, time, time);
        Map<String, DataColumn> arguments = new LinkedHashMap<>();
        kpi.arguments().forEach(argument -> {
            String parameter = argument.parameter().name();
            binding.expression(argument.parameter()).ifPresent(expression -> {
                String sql = overTable(expression.text(), binding, types);
                String header = types.containsKey(sql) ? sql : code + "_" + parameter;
                arguments.put(parameter, add(columns, sql, header));
            });
        });
        String where = binding.where()
                .map(condition -> "(" + overTable(condition.text(), binding, types) + ") AND ")
                .orElse("");
        String flag = "CASE WHEN " + where + inPeriod(time, types) + " THEN 1 ELSE 0 END";
        return new DataKpi(kpi, arguments, add(columns, flag, "counts_for_" + code));
    }

    /** A column of the same expression is there once. */
    private static DataColumn add(Map<String, DataColumn> columns, String sql, String name) {
        return columns.computeIfAbsent(sql, expression -> new DataColumn(name, expression));
    }

    /** A column that the model need not map, and does not, is NULL. */
    private static String overTable(String expression, KpiBinding binding, Map<String, Integer> types) {
        String text = expression;
        for (String column : binding.optional()) {
            if (!types.containsKey(column)) {
                text = text.replaceAll("\\b" + column + "\\b", "NULL");
            }
        }
        return text;
    }

    /** Periods begin at midnight of the business time zone; timestamps are in UTC, dates are already local. */
    private String inPeriod(String time, Map<String, Integer> types) {
        boolean isDate = types.getOrDefault(time, Types.TIMESTAMP) == Types.DATE;
        return time + " >= " + literal(period.start(), isDate) + " AND " + time + " < " + literal(period.end(), isDate);
    }

    private String literal(LocalDate day, boolean isDate) {
        return isDate
                ? "DATE '" + day + "'"
                : "TIMESTAMP '"
                        + day.atStartOfDay(settings.zone())
                                .withZoneSameInstant(ZoneOffset.UTC)
                                .format(TIMESTAMP) + "'";
    }
}
