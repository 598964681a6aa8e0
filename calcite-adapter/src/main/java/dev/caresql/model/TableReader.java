package dev.caresql.model;

import dev.caresql.config.ConfigMap;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.sql.ColumnType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the definition of a table of the care model, one of CareSQL's or a derived one of a user's. */
final class TableReader {
    private static final List<String> COLUMN_KEYS = List.of("type", "description", "sql", "where", "optional");
    private static final List<String> DERIVED_KEYS =
            List.of("description", "needs", "sql", "materialized", "mappable", "key", "time", "references", "columns");

    private final Problems problems;
    private final Map<String, CanonicalColumn> factColumns;
    private final Map<String, CanonicalColumn> factDerived;

    /** Creates a reader of tables of which facts also have the given columns. */
    TableReader(Problems problems, Map<String, CanonicalColumn> factColumns, Map<String, CanonicalColumn> factDerived) {
        this.problems = problems;
        this.factColumns = new LinkedHashMap<>(factColumns);
        this.factDerived = new LinkedHashMap<>(factDerived);
    }

    /** A table, which is a derived one when it has the key 'sql'. */
    CanonicalTable read(String name, ConfigMap map) {
        if (map.has("sql")) {
            return derived(name, map);
        }
        Map<String, CanonicalColumn> columns = columns(map, "columns", problems);
        Map<String, CanonicalColumn> derived = new LinkedHashMap<>();
        if (map.flag("fact", false)) {
            columns.putAll(factColumns);
            derived.putAll(factDerived);
        }
        derived.putAll(columns(map, "derived", problems));
        return table(name, map, columns, derived, Optional.empty());
    }

    /** A table that a query derives: all its columns are derived ones, but of a mappable table, which a model may feed instead. */
    CanonicalTable derived(String name, ConfigMap map) {
        map.allowOnly(DERIVED_KEYS);
        Optional<List<TableNeed>> needs = map.has("needs")
                ? Optional.of(map.texts("needs").stream()
                        .map(text -> TableNeed.parse(text.text()))
                        .toList())
                : Optional.empty();
        Optional<TableQuery> query =
                map.requiredText("sql").map(sql -> new TableQuery(sql, map.flag("materialized", false), needs));
        Map<String, CanonicalColumn> columns = columns(map, "columns", problems);
        if (columns.isEmpty()) {
            problems.add(map.place(), map.subject(), "'columns' is missing: name the query's columns and their types");
        }
        boolean isMappable = map.flag("mappable", false);
        return table(name, map, isMappable ? columns : Map.of(), isMappable ? Map.of() : columns, query);
    }

    private static CanonicalTable table(
            String name,
            ConfigMap map,
            Map<String, CanonicalColumn> columns,
            Map<String, CanonicalColumn> derived,
            Optional<TableQuery> query) {
        Map<String, String> references = new LinkedHashMap<>();
        map.textMap("references").forEach((column, table) -> references.put(column, table.text()));
        return new CanonicalTable(
                name,
                map.requiredText("description").map(Located::text).orElse(""),
                texts(map, "key"),
                map.text("time").map(Located::text),
                texts(map, "events"),
                columns,
                derived,
                references,
                query);
    }

    static Map<String, CanonicalColumn> columns(ConfigMap parent, String key, Problems problems) {
        Map<String, CanonicalColumn> columns = new LinkedHashMap<>();
        parent.map(key).ifPresent(map -> {
            for (String name : map.keys()) {
                map.map(name).ifPresent(column -> columns.put(name, column(name, column, problems)));
            }
        });
        return columns;
    }

    private static CanonicalColumn column(String name, ConfigMap map, Problems problems) {
        map.allowOnly(COLUMN_KEYS);
        String type = map.requiredText("type").map(Located::text).orElse("");
        Optional<ColumnType> known = ColumnType.ofName(type);
        if (known.isEmpty()) {
            problems.add(map.place(), name, "there is no type '" + type + "'; there are " + ColumnType.names());
        }
        return new CanonicalColumn(
                name,
                known.orElse(ColumnType.VARCHAR),
                map.requiredText("description").map(Located::text).orElse(""),
                map.text("sql").map(sql -> new Derivation(sql, map.text("where"), texts(map, "optional"))));
    }

    private static List<String> texts(ConfigMap map, String key) {
        return map.texts(key).stream().map(Located::text).toList();
    }
}
