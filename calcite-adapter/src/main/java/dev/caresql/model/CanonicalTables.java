package dev.caresql.model;

import dev.caresql.config.ConfigFile;
import dev.caresql.config.ConfigMap;
import dev.caresql.config.Problems;
import dev.caresql.error.ErrorCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of the care model by name, read from resources; one that no table is asked of stays unread. */
public final class CanonicalTables {
    private static final String DERIVED = "derived-tables.yaml";
    private static final String COMPUTED = "scorecard.yaml";

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
        return ComputedOnce.TABLES;
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
        ConfigFile.parseMap(resource, ConfigFile.resource(CanonicalTables.class, resource), problems)
                .ifPresent(root -> {
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

    /** Every opening of a model asks for them, a few times. */
    private static final class DerivedOnce {
        static final Map<String, CanonicalTable> TABLES = alone(DERIVED);
    }

    private static final class ComputedOnce {
        static final Map<String, CanonicalTable> TABLES = alone(COMPUTED);
    }

    private static Map<String, CanonicalTable> alone(String resource) {
        CanonicalTables model = new CanonicalTables();
        model.read(resource);
        return Collections.unmodifiableMap(model.tables);
    }
}
