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

/** The tables of the care model by name, read from resources; one that no table is asked of stays unread. */
public final class CanonicalTables {
    private static final String DERIVED = "derived-tables.yaml";

    /** The first also says what columns all facts have; in this order a table is looked for. */
    static final List<String> RESOURCES =
            List.of("care-model.yaml", "organisation.yaml", "workforce.yaml", "sales.yaml", "targets.yaml", DERIVED);

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

    /** The tables whose rows are computed when they are asked for; no model can map them. */
    public static Map<String, CanonicalTable> computed() {
        CanonicalTables computed = new CanonicalTables();
        computed.read("scorecard.yaml");
        return computed.tables;
    }

    /** The tables that CareSQL derives from others; no other resource is read for them. */
    public static Map<String, CanonicalTable> derived() {
        return DerivedOnce.TABLES;
    }

    private void readNext() {
        read(RESOURCES.get(read++));
    }

    private void read(String resource) {
        Problems problems = new Problems();
        ConfigFile.parseMap(resource, text(resource), problems).ifPresent(root -> {
            factColumns.putAll(TableReader.columns(root, "factColumns", problems));
            factDerived.putAll(TableReader.columns(root, "factDerived", problems));
            TableReader reader = new TableReader(problems, factColumns, factDerived);
            root.map("tables").ifPresent(all -> {
                for (String name : all.keys()) {
                    all.map(name)
                            .map(map -> map.about("table " + name))
                            .ifPresent(map -> add(reader.read(name, map), map, problems));
                }
            });
        });
        problems.throwIfAny(ErrorCode.INTERNAL);
    }

    private void add(CanonicalTable table, ConfigMap map, Problems problems) {
        if (tables.putIfAbsent(table.name(), table) != null) {
            problems.add(map.place(), map.subject(), "the table is defined twice");
        }
        table.checkNames(reason -> problems.add(map.place(), map.subject(), reason));
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

    /** Every opening of a model asks for them, a few times. */
    private static final class DerivedOnce {
        static final Map<String, CanonicalTable> TABLES = read();

        private static Map<String, CanonicalTable> read() {
            CanonicalTables model = new CanonicalTables();
            model.read(DERIVED);
            return Collections.unmodifiableMap(model.tables);
        }
    }
}
