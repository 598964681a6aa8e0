package dev.caresql.model;

import dev.caresql.config.ConfigFile;
import dev.caresql.config.ConfigMap;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.sql.ColumnType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables of the care model by name, read from the resource {@code care-model.yaml}. */
public final class CanonicalTables {
    private static final String RESOURCE = "care-model.yaml";

    private final Map<String, CanonicalTable> tables;

    private CanonicalTables(Map<String, CanonicalTable> tables) {
        this.tables = Collections.unmodifiableMap(tables);
    }

    /** Reads the resource; a mistake in it is a defect of CareSQL. */
    public static CanonicalTables load() {
        Problems problems = new Problems();
        Map<String, CanonicalTable> tables = new LinkedHashMap<>();
        ConfigFile.parseMap(RESOURCE, resource(), problems).ifPresent(root -> {
            Map<String, CanonicalColumn> factColumns = columns(root, "factColumns", problems);
            Map<String, CanonicalColumn> factDerived = columns(root, "factDerived", problems);
            root.map("tables").ifPresent(all -> {
                for (String name : all.keys()) {
                    all.map(name)
                            .ifPresent(map -> tables.put(name, table(name, map, factColumns, factDerived, problems)));
                }
            });
        });
        checkNames(tables, problems);
        problems.throwIfAny(ErrorCode.INTERNAL);
        return new CanonicalTables(tables);
    }

    /** The table of that name. */
    public Optional<CanonicalTable> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** All tables in the order of the resource. */
    public Map<String, CanonicalTable> all() {
        return tables;
    }

    private static CanonicalTable table(
            String name,
            ConfigMap map,
            Map<String, CanonicalColumn> factColumns,
            Map<String, CanonicalColumn> factDerived,
            Problems problems) {
        Map<String, CanonicalColumn> columns = columns(map, "columns", problems);
        Map<String, CanonicalColumn> derived = new LinkedHashMap<>();
        if (map.flag("fact", false)) {
            columns.putAll(factColumns);
            derived.putAll(factDerived);
        }
        derived.putAll(columns(map, "derived", problems));
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
                references);
    }

    private static Map<String, CanonicalColumn> columns(ConfigMap parent, String key, Problems problems) {
        Map<String, CanonicalColumn> columns = new LinkedHashMap<>();
        parent.map(key).ifPresent(map -> {
            for (String name : map.keys()) {
                map.map(name).ifPresent(column -> columns.put(name, column(name, column, problems)));
            }
        });
        return columns;
    }

    private static CanonicalColumn column(String name, ConfigMap map, Problems problems) {
        String type = map.requiredText("type").map(Located::text).orElse("");
        Optional<ColumnType> known = ColumnType.ofName(type);
        if (known.isEmpty()) {
            problems.add(map.place(), name, "there is no type '" + type + "'");
        }
        return new CanonicalColumn(
                name,
                known.orElse(ColumnType.VARCHAR),
                map.requiredText("description").map(Located::text).orElse(""),
                map.text("sql").map(sql -> new Derivation(sql, map.text("where"), Set.copyOf(texts(map, "optional")))));
    }

    private static List<String> texts(ConfigMap map, String key) {
        return map.texts(key).stream().map(Located::text).toList();
    }

    private static void checkNames(Map<String, CanonicalTable> tables, Problems problems) {
        for (CanonicalTable table : tables.values()) {
            table.references().forEach((column, target) -> {
                if (!tables.containsKey(target) || !table.columns().containsKey(column)) {
                    problems.add(RESOURCE, 0, table.name(), "bad reference " + column + " to " + target);
                }
            });
            table.key().stream()
                    .filter(column -> !table.columns().containsKey(column))
                    .forEach(column -> problems.add(RESOURCE, 0, table.name(), "no key column " + column));
            table.timeColumn()
                    .filter(column -> !table.columns().containsKey(column))
                    .ifPresent(column -> problems.add(RESOURCE, 0, table.name(), "no time column " + column));
            table.eventTimes().stream()
                    .filter(column -> !table.columns().containsKey(column))
                    .forEach(column -> problems.add(RESOURCE, 0, table.name(), "no event column " + column));
        }
    }

    private static String resource() {
        try (InputStream stream = CanonicalTables.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new CareSqlException(ErrorCode.INTERNAL, "The resource " + RESOURCE + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the resource " + RESOURCE, e);
        }
    }
}
