package dev.caresql.model;

import dev.caresql.config.ConfigFile;
import dev.caresql.config.ConfigMap;
import dev.caresql.config.Problems;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of the care model by name, read from the resource {@code care-model.yaml}. */
public final class CanonicalTables {
    private static final List<String> RESOURCES = List.of("care-model.yaml", "derived-tables.yaml");

    private final Map<String, CanonicalTable> tables;

    private CanonicalTables(Map<String, CanonicalTable> tables) {
        this.tables = Collections.unmodifiableMap(tables);
    }

    /** Reads the resource; a mistake in it is a defect of CareSQL. */
    public static CanonicalTables load() {
        Problems problems = new Problems();
        Map<String, CanonicalTable> tables = new LinkedHashMap<>();
        for (String resource : RESOURCES) {
            ConfigFile.parseMap(resource, resource(resource), problems)
                    .ifPresent(root -> read(root, tables, problems));
        }
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

    /** The tables that CareSQL derives from others. */
    public Map<String, CanonicalTable> derived() {
        Map<String, CanonicalTable> derived = new LinkedHashMap<>(tables);
        derived.values().removeIf(table -> table.query().isEmpty());
        return derived;
    }

    private static void read(ConfigMap root, Map<String, CanonicalTable> tables, Problems problems) {
        TableReader reader = new TableReader(
                problems,
                TableReader.columns(root, "factColumns", problems),
                TableReader.columns(root, "factDerived", problems));
        root.map("tables").ifPresent(all -> {
            for (String name : all.keys()) {
                all.map(name)
                        .ifPresent(map -> tables.put(name, reader.read(name, map.about("table " + name))));
            }
        });
    }

    private static void checkNames(Map<String, CanonicalTable> tables, Problems problems) {
        for (CanonicalTable table : tables.values()) {
            table.references().forEach((column, target) -> {
                if (!tables.containsKey(target) || !table.allColumns().containsKey(column)) {
                    problems.add("care-model.yaml", 0, table.name(), "bad reference " + column + " to " + target);
                }
            });
            table.key().stream()
                    .filter(column -> !table.allColumns().containsKey(column))
                    .forEach(column -> problems.add("care-model.yaml", 0, table.name(), "no key column " + column));
            table.timeColumn()
                    .filter(column -> !table.allColumns().containsKey(column))
                    .ifPresent(column -> problems.add("care-model.yaml", 0, table.name(), "no time column " + column));
            table.eventTimes().stream()
                    .filter(column -> !table.allColumns().containsKey(column))
                    .forEach(column -> problems.add("care-model.yaml", 0, table.name(), "no event column " + column));
        }
    }

    private static String resource(String resource) {
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
