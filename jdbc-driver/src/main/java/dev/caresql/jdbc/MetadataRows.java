package dev.caresql.jdbc;

import static java.util.Objects.requireNonNull;

import dev.caresql.plan.ColumnInfo;
import dev.caresql.plan.DatabaseContents;
import dev.caresql.plan.TableInfo;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What DatabaseMetaData says of schemas, tables and columns, in the columns of {@link MetadataTable} and the order that
 * JDBC prescribes.
 */
final class MetadataRows {
    static final int DECIMAL_RADIX = 10;

    private final DatabaseContents contents;

    MetadataRows(DatabaseContents contents) {
        this.contents = requireNonNull(contents, "contents is null");
    }

    List<Object> schemas(NamePattern schema) {
        return contents.schemas().stream()
                .filter(schema::matches)
                .map(name -> row(name, null))
                .toList();
    }

    static List<Object> tableTypes() {
        return Arrays.stream(TableInfo.Kind.values())
                .map(MetadataRows::type)
                .sorted()
                .map(type -> row(type))
                .toList();
    }

    private static String type(TableInfo.Kind kind) {
        return kind.name().replace('_', ' ');
    }

    private Stream<TableInfo> tables(NamePattern schema, NamePattern name) {
        return contents.tables().stream().filter(table -> schema.matches(table.schema()) && name.matches(table.name()));
    }

    List<Object> tables(NamePattern schema, NamePattern name, @Nullable List<String> types) {
        return tables(schema, name)
                .filter(table -> types == null || types.contains(type(table.kind())))
                .sorted(Comparator.comparing(table -> type(table.kind())))
                .map(table -> row(
                        null,
                        table.schema(),
                        table.name(),
                        type(table.kind()),
                        table.description(),
                        null,
                        null,
                        null,
                        null,
                        null))
                .toList();
    }

    List<Object> columns(NamePattern schema, NamePattern tableName, NamePattern columnName) {
        List<Object> rows = new ArrayList<>();
        tables(schema, tableName).forEach(table -> table.columns().stream()
                .filter(column -> columnName.matches(column.name()))
                .forEach(column -> rows.add(column(table, column))));
        return rows;
    }

    private static Object column(TableInfo table, ColumnInfo column) {
        JdbcType type = JdbcType.of(column.type());
        boolean nullable = column.type().isNullable();
        return row(
                null,
                table.schema(),
                table.name(),
                column.name(),
                type.id(),
                type.name(),
                type.precision(),
                null,
                type.scale(),
                type.isSigned() ? DECIMAL_RADIX : null,
                nullable ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
                column.description(),
                null,
                null,
                null,
                type.javaClass() == String.class ? type.precision() : null,
                column.position(),
                nullable ? "YES" : "NO",
                null,
                null,
                null,
                null,
                "NO",
                "NO");
    }

    /** Everybody may read everything. */
    List<Object> tablePrivileges(NamePattern schema, NamePattern name) {
        return tables(schema, name)
                .map(table -> row(null, table.schema(), table.name(), null, "PUBLIC", "SELECT", "NO"))
                .toList();
    }

    List<Object> columnPrivileges(NamePattern schema, NamePattern tableName, NamePattern columnName) {
        List<Object> rows = new ArrayList<>();
        tables(schema, tableName).forEach(table -> table.columns().stream()
                .map(ColumnInfo::name)
                .filter(columnName::matches)
                .sorted()
                .forEach(column ->
                        rows.add(row(null, table.schema(), table.name(), column, null, "PUBLIC", "SELECT", "NO"))));
        return rows;
    }

    static Object row(@Nullable Object... cells) {
        return cells;
    }
}
