package dev.caresql.plan;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.caresql.catalog.ExampleRows;
import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiExample;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.config.Located;
import dev.caresql.engine.EngineTable;
import dev.caresql.engine.duckdb.ExampleEngine;
import dev.caresql.engine.duckdb.ExampleEngine.Filled;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.CanonicalColumn;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import dev.caresql.model.CareModel;
import dev.caresql.model.TableMapping;
import dev.caresql.sql.ColumnType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computes a worked example of a KPI: puts its rows into tables of their own, derives what an import derives by the model's
 * settings, and asks its calls there.
 */
public final class WorkedExample {
    private static final String CALLERS_ROWS = "rows";

    private final CareDatabase database;
    private final CareModel model;
    private final Kpi kpi;
    private final KpiExample example;

    /** Of a KPI of a database; its model's settings hold and its catalog. */
    public WorkedExample(CareDatabase database, CareModel model, Kpi kpi, KpiExample example) {
        this.database = requireNonNull(database, "database is null");
        this.model = requireNonNull(model, "model is null");
        this.kpi = requireNonNull(kpi, "kpi is null");
        this.example = requireNonNull(example, "example is null");
    }

    /**
     * What each answer's call gives, in their order; NULL where there is nothing to compute. Throws CareSqlException when the
     * rows do not fit their tables or a call cannot be asked.
     */
    public List<@Nullable Double> values() throws SQLException {
        List<Filled> tables = tables();
        List<TableMapping> mappings = tables.stream()
                .map(table -> new TableMapping(table.table(), List.of()))
                .toList();
        CareModel own = new CareModel(
                model.name(),
                model.file(),
                model.timeZone(),
                model.asOf(),
                model.catalogs(),
                model.onBadRow(),
                model.repeatWindow(),
                model.calendars(),
                Map.of(),
                mappings,
                model.derivedTables());
        Instant asOf = asOf();
        List<@Nullable Double> values = new ArrayList<>();
        try (CareDatabase rows = new CareDatabase(
                        ExampleEngine.open(own, tables), database.catalog(), asOf, Optional.of(own), FanOut.CORRECT);
                Connection session = rows.connect();
                Statement statement = session.createStatement()) {
            for (KpiExample.Answer answer : example.answers()) {
                String sql = rows.plan(question(answer.call()), asOf).sql().text();
                try (ResultSet result = statement.executeQuery(sql)) {
                    result.next();
                    double value = result.getDouble(1);
                    values.add(result.wasNull() ? null : value);
                }
            }
        }
        return values;
    }

    private Instant asOf() {
        try {
            return example.asOf().map(text -> Instant.parse(text.text())).orElseGet(database::asOf);
        } catch (DateTimeException e) {
            throw new CareSqlException(
                    ErrorCode.CATALOG,
                    "as_of '" + example.asOf().map(Located::text).orElse("") + "' is not an instant such as"
                            + " 2025-03-31T00:00:00Z",
                    e);
        }
    }

    /** Those of the example, and the empty ones that its KPI counts; what queries derive is not among the latter. */
    private List<Filled> tables() {
        Map<String, Filled> tables = new LinkedHashMap<>();
        example.tables().forEach((name, rows) -> tables.put(name.text(), filled(table(name.text()), rows)));
        List<Kpi> counted = kpi.spans().isEmpty()
                ? List.of(kpi)
                : kpi.spans().stream()
                        .flatMap(part -> database.catalog().find(part.text()).stream())
                        .toList();
        for (Kpi part : counted) {
            part.binding()
                    .map(binding -> table(binding.table().text()))
                    .filter(table -> table.query().isEmpty())
                    .ifPresent(table ->
                            tables.putIfAbsent(table.name(), filled(table, new ExampleRows(List.of(), List.of()))));
        }
        return List.copyOf(tables.values());
    }

    private Filled filled(CanonicalTable table, ExampleRows rows) {
        Map<String, ColumnType> own = new LinkedHashMap<>();
        database.tables().stream()
                .filter(known -> known.name().equals(table.name()))
                .map(EngineTable::rowType)
                .flatMap(type -> type.getFieldList().stream())
                .filter(field -> table.column(field.getName()).isEmpty())
                .forEach(field -> ColumnType.ofName(
                                field.getType().getSqlTypeName().getName())
                        .ifPresent(type -> own.put(field.getName(), type)));
        List<String> columns =
                rows.columns().stream().map(ExampleRows.Column::name).toList();
        return new Filled(table, own, columns, columns.isEmpty() ? List.of() : rows.rows());
    }

    private CanonicalTable table(String name) {
        CanonicalTable known = Optional.ofNullable(model.derivedTables().get(name))
                .orElseGet(() -> CanonicalTables.load().all().get(name));
        return known == null ? callersRows(name) : known;
    }

    /** What a KPI without a table of its own counts: a column for each of its parameters. */
    private CanonicalTable callersRows(String name) {
        Map<String, CanonicalColumn> columns = new LinkedHashMap<>();
        for (KpiParameter parameter : kpi.parameters()) {
            columns.put(
                    parameter.name(),
                    new CanonicalColumn(parameter.name(), parameter.type(), parameter.name(), Optional.empty()));
        }
        return new CanonicalTable(
                name, name, List.of(), Optional.empty(), List.of(), columns, Map.of(), Map.of(), Optional.empty());
    }

    private String question(String call) {
        String where =
                example.where().map(condition -> " WHERE " + condition.text()).orElse("");
        if (!kpi.spans().isEmpty()) {
            return "SELECT AGGREGATE(" + call.replace("()", "") + ") FROM kpis" + where;
        }
        if (kpi.binding().isPresent()) {
            return "SELECT " + call + " FROM \"" + kpi.binding().get().table().text() + '"' + where;
        }
        int open = call.indexOf('(');
        String options = call.substring(open + 1, call.length() - 1);
        String columns = kpi.columns().stream().map(KpiParameter::name).collect(joining(", "));
        String table = example.tables().keySet().stream()
                .map(Located::text)
                .findFirst()
                .orElse(CALLERS_ROWS);
        return "SELECT " + call.substring(0, open + 1) + columns + (options.isEmpty() ? "" : ", " + options)
                + ") FROM \"" + table + '"' + where;
    }
}
