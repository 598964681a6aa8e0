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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables of the care model by name, read from resources; one that no table is asked of stays unread. */
public final class CanonicalTables {
    /** The first also says what columns all facts have; in this order a table is looked for. */
    static final List<String> RESOURCES =
            List.of("care-model.yaml", "organisation.yaml", "workforce.yaml", "sales.yaml", "targets.yaml");

    private static final List<String> COLUMN_KEYS = List.of("type", "description", "sql", "where", "optional");

    private final Map<String, CanonicalColumn> factColumns = new LinkedHashMap<>();
    private final Map<String, CanonicalColumn> factDerived = new LinkedHashMap<>();
    private final Map<String, CanonicalTable> tables = new LinkedHashMap<>();
    private int read;

    private CanonicalTables() {}

    /** The care model; a mistake in its resources is a defect of CareSQL. */
    public static CanonicalTables load() {
        CanonicalTables model = new CanonicalTables();
        model.readNext();
        return model;
    }

    /** The table of that name. */
    public synchronized Optional<CanonicalTable> table(String name) {
        while (!tables.containsKey(name) && read < RESOURCES.size()) {
            readNext();
        }
        return Optional.ofNullable(tables.get(name));
    }

    /** All tables in the order of the resources. */
    public synchronized Map<String, CanonicalTable> all() {
        while (read < RESOURCES.size()) {
            readNext();
        }
        return Collections.unmodifiableMap(tables);
    }

    private void readNext() {
        String resource = RESOURCES.get(read++);
        Problems problems = new Problems();
        ConfigFile.parseMap(resource, text(resource), problems).ifPresent(root -> {
            factColumns.putAll(columns(root, "factColumns", problems));
            factDerived.putAll(columns(root, "factDerived", problems));
            root.map("tables").ifPresent(all -> {
                for (String name : all.keys()) {
                    all.map(name).ifPresent(map -> add(name, map, resource, problems));
                }
            });
        });
        problems.throwIfAny(ErrorCode.INTERNAL);
    }

    private void add(String name, ConfigMap map, String resource, Problems problems) {
        CanonicalTable table = table(name, map, problems);
        if (tables.putIfAbsent(name, table) != null) {
            problems.add(resource, 0, name, "the table is defined twice");
        }
        checkNames(table, resource, problems);
    }

    private CanonicalTable table(String name, ConfigMap map, Problems problems) {
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
        map.allowOnly(COLUMN_KEYS);
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

    private static void checkNames(CanonicalTable table, String resource, Problems problems) {
        List<String> names = new ArrayList<>(table.key());
        names.addAll(table.references().keySet());
        table.timeColumn().ifPresent(names::add);
        names.addAll(table.eventTimes());
        names.stream()
                .filter(column -> !table.columns().containsKey(column))
                .forEach(column -> problems.add(resource, 0, table.name(), "there is no column " + column));
    }

    private static String text(String resource) {
        try (InputStream stream = CanonicalTables.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new CareSqlException(ErrorCode.INTERNAL, "The resource " + resource + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the resource " + resource, e);
        }
    }
}
