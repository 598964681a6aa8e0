package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.KpiParameter;
import dev.caresql.config.Located;
import dev.caresql.sql.CareTypeFactory;
import dev.caresql.sql.SqlFrontEnd;
import dev.caresql.sql.TypeDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.jspecify.annotations.Nullable;

/**
 * The schema {@code information_schema}: the contents of a database as tables with the columns of the SQL standard, and
 * {@code remarks} at their end, which it does not have.
 */
final class InformationSchema {
    /** Its name. */
    static final String NAME = "information_schema";

    private static final String YES = "YES";
    private static final String NO = "NO";
    private static final long DECIMAL_RADIX = 10;

    private final Supplier<DatabaseContents> contents;

    private InformationSchema(Supplier<DatabaseContents> contents) {
        this.contents = requireNonNull(contents, "contents is null");
    }

    /** Adds the schema to the others; the contents are listed when a statement first names one of its tables. */
    static void addTo(CalciteSchema root, Supplier<DatabaseContents> contents) {
        CalciteSchema schema = root.add(NAME, new AbstractSchema());
        for (InformationTable table : InformationTable.values()) {
            schema.add(
                    table.tableName(),
                    new MetadataTable(
                            table.description(), table.columns(), () -> new InformationSchema(contents).rows(table)));
        }
    }

    private List<List<@Nullable Object>> rows(InformationTable table) {
        Rows rows = new Rows(table);
        switch (table) {
            case SCHEMATA -> schemata(rows);
            case TABLES -> tables(rows);
            case COLUMNS -> columns(rows);
            case TABLE_CONSTRAINTS -> tableConstraints(rows);
            case KEY_COLUMN_USAGE -> keyColumns(rows);
            case REFERENTIAL_CONSTRAINTS -> references(rows);
            case ROUTINES -> routines(rows);
            case PARAMETERS -> parameters(rows);
        }
        return rows.all;
    }

    private void schemata(Rows rows) {
        for (String schema : contents.get().schemas()) {
            rows.add(row -> {
                row.put("catalog_name", SqlFrontEnd.CATALOG);
                row.put("schema_name", schema);
                row.put("default_character_set_name", "UTF8");
            });
        }
    }

    private void tables(Rows rows) {
        for (TableInfo table : contents.get().tables()) {
            rows.add(row -> {
                row.put("table_catalog", SqlFrontEnd.CATALOG);
                row.put("table_schema", table.schema());
                row.put("table_name", table.name());
                row.put(
                        "table_type",
                        switch (table.kind()) {
                            case TABLE -> "BASE TABLE";
                            case VIEW -> "VIEW";
                            case SYSTEM_TABLE -> "SYSTEM VIEW";
                        });
                row.put("is_insertable_into", NO);
                row.put("is_typed", NO);
                row.put("remarks", textOrNull(table.description()));
            });
        }
    }

    private void columns(Rows rows) {
        for (TableInfo table : contents.get().tables()) {
            for (ColumnInfo column : table.columns()) {
                rows.add(row -> {
                    row.put("table_catalog", SqlFrontEnd.CATALOG);
                    row.put("table_schema", table.schema());
                    row.put("table_name", table.name());
                    row.put("column_name", column.name());
                    row.put("ordinal_position", column.position());
                    row.put("is_nullable", column.type().isNullable() ? YES : NO);
                    type(column.type(), row::put);
                    row.put("is_identity", NO);
                    row.put("is_generated", "NEVER");
                    row.put("is_updatable", NO);
                    row.put("remarks", textOrNull(column.description()));
                });
            }
        }
    }

    private static void type(RelDataType relType, BiConsumer<String, @Nullable Object> row) {
        TypeDescription type = TypeDescription.of(relType);
        boolean isLimitedText = type.kind() == TypeDescription.Kind.TEXT && type.precision() > 0;
        boolean isExact = type.kind() == TypeDescription.Kind.EXACT;
        row.accept("data_type", type.name());
        row.accept("character_maximum_length", isLimitedText ? type.precision() : null);
        row.accept("numeric_precision", type.isNumeric() ? type.precision() : null);
        row.accept("numeric_precision_radix", type.isNumeric() ? DECIMAL_RADIX : null);
        row.accept("numeric_scale", isExact ? type.scale() : null);
        row.accept("datetime_precision", type.kind() == TypeDescription.Kind.TIME ? type.scale() : null);
    }

    private void tableConstraints(Rows rows) {
        for (TableInfo table : contents.get().tables()) {
            if (!table.key().isEmpty()) {
                rows.add(row -> {
                    constraint(table.keyName(), table.schema(), row);
                    row.put("table_name", table.name());
                    row.put("constraint_type", "PRIMARY KEY");
                });
            }
        }
        for (ReferenceInfo reference : contents.get().references()) {
            rows.add(row -> {
                constraint(reference.name(), CareDatabase.SCHEMA, row);
                row.put("table_name", reference.table());
                row.put("constraint_type", "FOREIGN KEY");
            });
        }
    }

    private static void constraint(String name, String schema, Map<String, @Nullable Object> row) {
        row.put("constraint_catalog", SqlFrontEnd.CATALOG);
        row.put("constraint_schema", schema);
        row.put("constraint_name", name);
        row.put("table_catalog", SqlFrontEnd.CATALOG);
        row.put("table_schema", schema);
        row.put("is_deferrable", NO);
        row.put("initially_deferred", NO);
        row.put("enforced", NO);
    }

    private void keyColumns(Rows rows) {
        for (TableInfo table : contents.get().tables()) {
            for (String column : table.key()) {
                rows.add(row -> {
                    constraint(table.keyName(), table.schema(), row);
                    row.put("table_name", table.name());
                    row.put("column_name", column);
                    row.put("ordinal_position", table.key().indexOf(column) + 1);
                });
            }
        }
        for (ReferenceInfo reference : contents.get().references()) {
            rows.add(row -> {
                constraint(reference.name(), CareDatabase.SCHEMA, row);
                row.put("table_name", reference.table());
                row.put("column_name", reference.column());
                row.put("ordinal_position", 1);
                row.put("position_in_unique_constraint", 1);
            });
        }
    }

    private void references(Rows rows) {
        for (ReferenceInfo reference : contents.get().references()) {
            rows.add(row -> {
                constraint(reference.name(), CareDatabase.SCHEMA, row);
                row.put("unique_constraint_catalog", SqlFrontEnd.CATALOG);
                row.put("unique_constraint_schema", CareDatabase.SCHEMA);
                row.put("unique_constraint_name", reference.parentKeyName());
                row.put("match_option", "NONE");
                row.put("update_rule", "NO ACTION");
                row.put("delete_rule", "NO ACTION");
            });
        }
    }

    private void routines(Rows rows) {
        for (RoutineInfo routine : contents.get().routines()) {
            rows.add(row -> {
                specific(routine, row);
                row.put("routine_catalog", SqlFrontEnd.CATALOG);
                row.put("routine_schema", CareDatabase.SCHEMA);
                row.put("routine_name", routine.name());
                row.put("routine_type", "FUNCTION");
                type(routine.result().get(), row::put);
                row.put("routine_body", "SQL");
                row.put("routine_definition", routine.definition());
                row.put("is_deterministic", YES);
                row.put("sql_data_access", "READS SQL DATA");
                row.put("remarks", textOrNull(routine.remarks()));
            });
        }
    }

    private static void specific(RoutineInfo routine, Map<String, @Nullable Object> row) {
        row.put("specific_catalog", SqlFrontEnd.CATALOG);
        row.put("specific_schema", CareDatabase.SCHEMA);
        row.put("specific_name", routine.name());
    }

    private void parameters(Rows rows) {
        for (RoutineInfo routine : contents.get().routines()) {
            for (KpiParameter parameter : routine.parameters()) {
                rows.add(row -> {
                    specific(routine, row);
                    row.put("ordinal_position", routine.parameters().indexOf(parameter) + 1);
                    row.put("parameter_mode", "IN");
                    row.put("is_result", NO);
                    row.put("parameter_name", parameter.name());
                    type(parameter.type().relType(CareTypeFactory.shared()), row::put);
                    row.put(
                            "parameter_default",
                            parameter.defaultValue().map(Located::text).orElse(null));
                    row.put("remarks", RoutineInfo.remarks(parameter));
                });
            }
        }
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Collects rows by the names of their columns; what a table has no column for is left out. */
    private static final class Rows {
        private final List<String> columns;
        private final List<List<@Nullable Object>> all = new ArrayList<>();

        Rows(InformationTable table) {
            this.columns = List.copyOf(table.columns().keySet());
        }

        void add(Filler filler) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            filler.fill(values);
            @Nullable Object[] row = columns.stream().map(values::get).toArray();
            all.add(Arrays.asList(row));
        }

        private interface Filler {
            void fill(Map<String, @Nullable Object> row);
        }
    }
}
