package dev.caresql.jdbc;

import static dev.caresql.jdbc.MetadataRows.row;
import static java.util.Objects.requireNonNull;

import dev.caresql.plan.CareDatabase;
import dev.caresql.plan.DatabaseContents;
import dev.caresql.plan.ReferenceInfo;
import dev.caresql.plan.TableInfo;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What DatabaseMetaData says of the declared keys, in the columns of {@link MetadataTable} and the order of JDBC. */
final class KeyRows {
    private final DatabaseContents contents;

    KeyRows(DatabaseContents contents) {
        this.contents = requireNonNull(contents, "contents is null");
    }

    private Stream<TableInfo> tables(NamePattern schema, NamePattern name) {
        return contents.tables().stream().filter(table -> schema.matches(table.schema()) && name.matches(table.name()));
    }

    List<Object> primaryKeys(NamePattern schema, NamePattern tableName) {
        List<Object> rows = new ArrayList<>();
        tables(schema, tableName).forEach(table -> table.key().stream()
                .sorted()
                .forEach(column -> rows.add(row(
                        null,
                        table.schema(),
                        table.name(),
                        column,
                        table.key().indexOf(column) + 1,
                        table.keyName()))));
        return rows;
    }

    /** The references of some tables, sorted by the tables referred to. */
    List<Object> importedKeys(NamePattern schema, NamePattern table) {
        return schema.matches(CareDatabase.SCHEMA)
                ? references(NamePattern.ALL, table, Comparator.comparing(ReferenceInfo::parent))
                : List.of();
    }

    /** The references from some tables to others, sorted by the tables that refer. */
    List<Object> exportedKeys(NamePattern parentSchema, NamePattern parent, NamePattern schema, NamePattern table) {
        return parentSchema.matches(CareDatabase.SCHEMA) && schema.matches(CareDatabase.SCHEMA)
                ? references(parent, table, Comparator.comparing(ReferenceInfo::table))
                : List.of();
    }

    private List<Object> references(NamePattern parent, NamePattern child, Comparator<ReferenceInfo> order) {
        return contents.references().stream()
                .filter(reference -> parent.matches(reference.parent()) && child.matches(reference.table()))
                .sorted(order)
                .map(reference -> row(
                        null,
                        CareDatabase.SCHEMA,
                        reference.parent(),
                        reference.parentColumn(),
                        null,
                        CareDatabase.SCHEMA,
                        reference.table(),
                        reference.column(),
                        1,
                        DatabaseMetaData.importedKeyNoAction,
                        DatabaseMetaData.importedKeyNoAction,
                        reference.name(),
                        reference.parentKeyName(),
                        DatabaseMetaData.importedKeyNotDeferrable))
                .toList();
    }

    /** One unique index for each primary key. */
    List<Object> indexes(NamePattern schema, NamePattern tableName) {
        List<Object> rows = new ArrayList<>();
        tables(schema, tableName).forEach(table -> {
            for (String column : table.key()) {
                rows.add(row(
                        null,
                        table.schema(),
                        table.name(),
                        false,
                        null,
                        table.keyName(),
                        DatabaseMetaData.tableIndexOther,
                        table.key().indexOf(column) + 1,
                        column,
                        "A",
                        0,
                        0,
                        null));
            }
        });
        return rows;
    }

    List<Object> rowIdentifiers(NamePattern schema, NamePattern tableName) {
        List<Object> rows = new ArrayList<>();
        tables(schema, tableName).forEach(table -> {
            for (String column : table.key()) {
                JdbcType type = JdbcType.of(table.column(column).type());
                rows.add(row(
                        DatabaseMetaData.bestRowSession,
                        column,
                        type.id(),
                        type.name(),
                        type.precision(),
                        null,
                        type.scale(),
                        DatabaseMetaData.bestRowNotPseudo));
            }
        });
        return rows;
    }
}
