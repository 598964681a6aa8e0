package dev.caresql.jdbc;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.engine.EngineTable;
import dev.caresql.model.CanonicalColumn;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import dev.caresql.plan.CareDatabase;
import dev.caresql.sql.CareTypeFactory;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.jspecify.annotations.Nullable;

/** The rows of DatabaseMetaData's answers, in the columns of {@link MetadataTable} and the order that JDBC prescribes. */
final class MetadataRows {
    private static final String TABLE = "TABLE";
    private static final int DECIMAL_RADIX = 10;

    private final CareDatabase database;

    MetadataRows(CareDatabase database) {
        this.database = requireNonNull(database, "database is null");
    }

    List<Object> tables(NamePattern schema, NamePattern name, @Nullable List<String> types) {
        List<Object> rows = new ArrayList<>();
        if (!schema.matches(CareDatabase.SCHEMA) || types != null && !types.contains(TABLE)) {
            return rows;
        }
        for (EngineTable table : sortedTables(name)) {
            String remarks =
                    canonical(table.name()).map(CanonicalTable::description).orElse("");
            rows.add(row(null, CareDatabase.SCHEMA, table.name(), TABLE, remarks, null, null, null, null, null));
        }
        return rows;
    }

    List<Object> columns(NamePattern schema, NamePattern tableName, NamePattern columnName) {
        List<Object> rows = new ArrayList<>();
        if (!schema.matches(CareDatabase.SCHEMA)) {
            return rows;
        }
        for (EngineTable table : sortedTables(tableName)) {
            Optional<CanonicalTable> canonical = canonical(table.name());
            for (RelDataTypeField field : table.rowType().getFieldList()) {
                if (columnName.matches(field.getName())) {
                    rows.add(column(table.name(), field, canonical.flatMap(known -> known.column(field.getName()))));
                }
            }
        }
        return rows;
    }

    private static Object column(String table, RelDataTypeField field, Optional<CanonicalColumn> canonical) {
        JdbcType type = JdbcType.of(field.getType());
        boolean nullable = field.getType().isNullable();
        return row(
                null,
                CareDatabase.SCHEMA,
                table,
                field.getName(),
                type.id(),
                type.name(),
                type.precision(),
                null,
                type.scale(),
                type.isSigned() ? DECIMAL_RADIX : null,
                nullable ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
                canonical.map(CanonicalColumn::description).orElse(""),
                null,
                null,
                null,
                type.javaClass() == String.class ? type.precision() : null,
                field.getIndex() + 1,
                nullable ? "YES" : "NO",
                null,
                null,
                null,
                null,
                "NO",
                "NO");
    }

    List<Object> primaryKeys(NamePattern schema, NamePattern tableName) {
        List<Object> rows = new ArrayList<>();
        for (EngineTable table :
                schema.matches(CareDatabase.SCHEMA) ? sortedTables(tableName) : List.<EngineTable>of()) {
            List<String> key = key(table);
            key.stream()
                    .sorted()
                    .forEach(column -> rows.add(row(
                            null,
                            CareDatabase.SCHEMA,
                            table.name(),
                            column,
                            key.indexOf(column) + 1,
                            keyName(table.name()))));
        }
        return rows;
    }

    /** The foreign keys from some tables to others. */
    List<Object> foreignKeys(NamePattern parent, NamePattern child, boolean parentsFirst) {
        record Reference(String parent, String parentColumn, String child, String childColumn) {}
        List<Reference> references = new ArrayList<>();
        for (EngineTable table : sortedTables(child)) {
            Map<String, String> known =
                    canonical(table.name()).map(CanonicalTable::references).orElse(Map.of());
            known.forEach((column, target) -> sortedTables(parent).stream()
                    .filter(candidate -> candidate.name().equals(target) && has(table, column))
                    .filter(candidate -> key(candidate).size() == 1)
                    .forEach(candidate ->
                            references.add(new Reference(target, key(candidate).get(0), table.name(), column))));
        }
        Comparator<Reference> order =
                parentsFirst ? Comparator.comparing(Reference::parent) : Comparator.comparing(Reference::child);
        List<Object> rows = new ArrayList<>();
        references.stream()
                .sorted(order.thenComparing(Reference::childColumn))
                .forEach(reference -> rows.add(row(
                        null,
                        CareDatabase.SCHEMA,
                        reference.parent(),
                        reference.parentColumn(),
                        null,
                        CareDatabase.SCHEMA,
                        reference.child(),
                        reference.childColumn(),
                        1,
                        DatabaseMetaData.importedKeyNoAction,
                        DatabaseMetaData.importedKeyNoAction,
                        "fk_" + reference.child() + "_" + reference.childColumn(),
                        keyName(reference.parent()),
                        DatabaseMetaData.importedKeyNotDeferrable)));
        return rows;
    }

    /** One unique index for each primary key. */
    List<Object> indexes(NamePattern tableName) {
        List<Object> rows = new ArrayList<>();
        for (EngineTable table : sortedTables(tableName)) {
            int position = 0;
            for (String column : key(table)) {
                position++;
                rows.add(row(
                        null,
                        CareDatabase.SCHEMA,
                        table.name(),
                        false,
                        null,
                        keyName(table.name()),
                        DatabaseMetaData.tableIndexOther,
                        position,
                        column,
                        "A",
                        0,
                        0,
                        null));
            }
        }
        return rows;
    }

    List<Object> rowIdentifiers(NamePattern tableName, int scope) {
        List<Object> rows = new ArrayList<>();
        for (EngineTable table : sortedTables(tableName)) {
            for (String column : key(table)) {
                JdbcType type = JdbcType.of(requireNonNull(table.rowType().getField(column, true, false))
                        .getType());
                rows.add(row(
                        scope,
                        column,
                        type.id(),
                        type.name(),
                        type.precision(),
                        null,
                        type.scale(),
                        DatabaseMetaData.bestRowNotPseudo));
            }
        }
        return rows;
    }

    List<Object> functions(NamePattern schema, NamePattern name) {
        List<Object> rows = new ArrayList<>();
        for (Kpi kpi : schema.matches(CareDatabase.SCHEMA) ? sortedKpis(name) : List.<Kpi>of()) {
            String function = kpi.name().text();
            rows.add(
                    row(null, CareDatabase.SCHEMA, function, remarks(kpi), DatabaseMetaData.functionNoTable, function));
        }
        return rows;
    }

    List<Object> functionColumns(NamePattern schema, NamePattern name, NamePattern columnName) {
        List<Object> rows = new ArrayList<>();
        for (Kpi kpi : schema.matches(CareDatabase.SCHEMA) ? sortedKpis(name) : List.<Kpi>of()) {
            String function = kpi.name().text();
            if (columnName.matches("")) {
                String unit = kpi.measure().unit();
                rows.add(functionColumn(function, "", 0, database.typeOf(kpi), unit));
            }
            int position = 0;
            for (KpiParameter parameter : kpi.parameters()) {
                position++;
                if (columnName.matches(parameter.name())) {
                    String remarks = parameter
                            .defaultValue()
                            .map(value -> "optional; " + value.text() + " when left out")
                            .orElse("a column");
                    RelDataType type = parameter.type().relType(CareTypeFactory.shared());
                    rows.add(functionColumn(function, parameter.name(), position, type, remarks));
                }
            }
        }
        return rows;
    }

    private static Object functionColumn(
            String function, String column, int position, RelDataType relType, String remarks) {
        JdbcType type = JdbcType.of(relType);
        return row(
                null,
                CareDatabase.SCHEMA,
                function,
                column,
                position == 0 ? DatabaseMetaData.functionReturn : DatabaseMetaData.functionColumnIn,
                type.id(),
                type.name(),
                type.precision(),
                type.displaySize(),
                type.scale(),
                type.isSigned() ? DECIMAL_RADIX : null,
                DatabaseMetaData.functionNullable,
                remarks,
                null,
                position,
                "YES",
                function);
    }

    /** The names of the KPIs, for the lists of functions that tools complete from. */
    String kpiNames() {
        return String.join(",", database.catalog().names());
    }

    private static String remarks(Kpi kpi) {
        String label = kpi.texts().labelEn();
        String description = kpi.texts().descriptionEn();
        return label.isEmpty() || description.isEmpty() ? label + description : label + ": " + description;
    }

    private static String keyName(String table) {
        return "pk_" + table;
    }

    /** The table's key, as far as the table has its columns. */
    private List<String> key(EngineTable table) {
        List<String> key = canonical(table.name()).map(CanonicalTable::key).orElse(List.of());
        return key.stream().allMatch(column -> has(table, column)) ? key : List.of();
    }

    private static boolean has(EngineTable table, String column) {
        return table.rowType().getField(column, true, false) != null;
    }

    private List<EngineTable> sortedTables(NamePattern name) {
        return database.tables().stream()
                .filter(table -> name.matches(table.name()))
                .sorted(Comparator.comparing(EngineTable::name))
                .toList();
    }

    private List<Kpi> sortedKpis(NamePattern name) {
        return database.catalog().kpis().stream()
                .filter(kpi -> name.matches(kpi.name().text()))
                .sorted(Comparator.comparing(kpi -> kpi.name().text()))
                .toList();
    }

    private Optional<CanonicalTable> canonical(String table) {
        return database.model().map(model -> model.derivedTables().get(table)).or(() -> Canonical.TABLES.table(table));
    }

    static Object row(@Nullable Object... cells) {
        return cells;
    }

    /** Read when metadata is first asked for, which most connections never do. */
    private static final class Canonical {
        private static final CanonicalTables TABLES = CanonicalTables.load();
    }
}
