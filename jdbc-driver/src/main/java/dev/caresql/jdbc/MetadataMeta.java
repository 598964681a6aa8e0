package dev.caresql.jdbc;

import dev.caresql.plan.DatabaseContents;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.MetaImpl;
import org.jspecify.annotations.Nullable;

/** The part of Avatica's Meta that DatabaseMetaData asks. There is one catalog without a name. */
abstract class MetadataMeta extends MetaImpl {
    MetadataMeta(AvaticaConnection connection) {
        super(connection);
    }

    abstract CareSession session(String connectionId);

    private DatabaseContents contents(ConnectionHandle ch) {
        return session(ch.id).database().contents();
    }

    private MetadataRows rows(ConnectionHandle ch) {
        return new MetadataRows(contents(ch));
    }

    private KeyRows keys(ConnectionHandle ch) {
        return new KeyRows(contents(ch));
    }

    private FunctionRows functions(ConnectionHandle ch) {
        return new FunctionRows(contents(ch));
    }

    /** The rows of the one catalog, whose name is the empty text or left open; of any other there are none. */
    private MetaResultSet result(
            ConnectionHandle ch, MetadataTable table, @Nullable String catalog, Supplier<List<Object>> rows) {
        boolean isOurs = catalog == null || catalog.isEmpty() || catalog.equals("%");
        return result(ch, table, isOurs ? rows.get() : List.of());
    }

    private MetaResultSet result(ConnectionHandle ch, MetadataTable table, List<Object> rows) {
        StatementHandle h = createStatement(ch);
        List<ColumnMetaData> columns = new ArrayList<>(table.columns());
        Signature signature = Signature.create(columns, "", List.of(), CursorFactory.ARRAY, StatementType.SELECT);
        return MetaResultSet.create(ch.id, h.id, true, signature, new Frame(0, true, rows));
    }

    private static NamePattern pattern(@Nullable Pat pat) {
        return NamePattern.of(pat == null ? null : pat.s);
    }

    MetaResultSet noRows(ConnectionHandle ch) {
        return result(ch, MetadataTable.NOTHING, List.of());
    }

    @Override
    public Map<DatabaseProperty, Object> getDatabaseProperties(ConnectionHandle ch) {
        Map<DatabaseProperty, Object> properties = new EnumMap<>(DatabaseProperty.class);
        properties.put(
                DatabaseProperty.GET_SYSTEM_FUNCTIONS,
                FunctionLists.SYSTEM + "," + functions(ch).names());
        return properties;
    }

    @Override
    public MetaResultSet getCatalogs(ConnectionHandle ch) {
        return result(ch, MetadataTable.CATALOGS, List.of());
    }

    @Override
    public MetaResultSet getSchemas(ConnectionHandle ch, @Nullable String catalog, Pat schemaPattern) {
        return result(ch, MetadataTable.SCHEMAS, catalog, () -> rows(ch).schemas(pattern(schemaPattern)));
    }

    @Override
    public MetaResultSet getTableTypes(ConnectionHandle ch) {
        return result(ch, MetadataTable.TABLE_TYPES, MetadataRows.tableTypes());
    }

    @Override
    public MetaResultSet getTables(
            ConnectionHandle ch,
            @Nullable String catalog,
            Pat schemaPattern,
            Pat tableNamePattern,
            @Nullable List<String> typeList) {
        return result(ch, MetadataTable.TABLES, catalog, () -> rows(ch).tables(
                        pattern(schemaPattern), pattern(tableNamePattern), typeList));
    }

    @Override
    public MetaResultSet getColumns(
            ConnectionHandle ch,
            @Nullable String catalog,
            Pat schemaPattern,
            Pat tableNamePattern,
            Pat columnNamePattern) {
        return result(ch, MetadataTable.COLUMNS, catalog, () -> rows(ch).columns(
                        pattern(schemaPattern), pattern(tableNamePattern), pattern(columnNamePattern)));
    }

    @Override
    public MetaResultSet getPrimaryKeys(
            ConnectionHandle ch, @Nullable String catalog, @Nullable String schema, @Nullable String table) {
        return result(ch, MetadataTable.PRIMARY_KEYS, catalog, () -> keys(ch).primaryKeys(
                        NamePattern.named(schema), NamePattern.named(table)));
    }

    @Override
    public MetaResultSet getImportedKeys(
            ConnectionHandle ch, @Nullable String catalog, @Nullable String schema, @Nullable String table) {
        return result(ch, MetadataTable.FOREIGN_KEYS, catalog, () -> keys(ch).importedKeys(
                        NamePattern.named(schema), NamePattern.named(table)));
    }

    @Override
    public MetaResultSet getExportedKeys(
            ConnectionHandle ch, @Nullable String catalog, @Nullable String schema, @Nullable String table) {
        return result(ch, MetadataTable.FOREIGN_KEYS, catalog, () -> keys(ch).exportedKeys(
                        NamePattern.named(schema), NamePattern.named(table), NamePattern.ALL, NamePattern.ALL));
    }

    @Override
    public MetaResultSet getCrossReference(
            ConnectionHandle ch,
            @Nullable String parentCatalog,
            @Nullable String parentSchema,
            @Nullable String parentTable,
            @Nullable String foreignCatalog,
            @Nullable String foreignSchema,
            @Nullable String foreignTable) {
        return result(ch, MetadataTable.FOREIGN_KEYS, parentCatalog, () -> keys(ch).exportedKeys(
                        NamePattern.named(parentSchema),
                        NamePattern.named(parentTable),
                        NamePattern.named(foreignSchema),
                        NamePattern.named(foreignTable)));
    }

    @Override
    public MetaResultSet getIndexInfo(
            ConnectionHandle ch,
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            boolean unique,
            boolean approximate) {
        return result(ch, MetadataTable.INDEXES, catalog, () -> keys(ch).indexes(
                        NamePattern.named(schema), NamePattern.named(table)));
    }

    @Override
    public MetaResultSet getBestRowIdentifier(
            ConnectionHandle ch,
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            int scope,
            boolean nullable) {
        return result(ch, MetadataTable.ROW_IDENTIFIERS, catalog, () -> keys(ch).rowIdentifiers(
                        NamePattern.named(schema), NamePattern.named(table)));
    }

    @Override
    public MetaResultSet getTypeInfo(ConnectionHandle ch) {
        return result(ch, MetadataTable.TYPES, TypeInfoRows.rows());
    }

    @Override
    public MetaResultSet getFunctions(
            ConnectionHandle ch, @Nullable String catalog, Pat schemaPattern, Pat functionNamePattern) {
        return result(ch, MetadataTable.FUNCTIONS, catalog, () -> functions(ch)
                .functions(pattern(schemaPattern), pattern(functionNamePattern)));
    }

    @Override
    public MetaResultSet getFunctionColumns(
            ConnectionHandle ch,
            @Nullable String catalog,
            Pat schemaPattern,
            Pat functionNamePattern,
            Pat columnNamePattern) {
        return result(ch, MetadataTable.FUNCTION_COLUMNS, catalog, () -> functions(ch)
                .functionColumns(pattern(schemaPattern), pattern(functionNamePattern), pattern(columnNamePattern)));
    }

    @Override
    public MetaResultSet getProcedures(
            ConnectionHandle ch, @Nullable String catalog, Pat schemaPattern, Pat procedureNamePattern) {
        return result(ch, MetadataTable.PROCEDURES, List.of());
    }

    @Override
    public MetaResultSet getProcedureColumns(
            ConnectionHandle ch,
            @Nullable String catalog,
            Pat schemaPattern,
            Pat procedureNamePattern,
            Pat columnNamePattern) {
        return result(ch, MetadataTable.PROCEDURE_COLUMNS, List.of());
    }

    @Override
    public MetaResultSet getColumnPrivileges(
            ConnectionHandle ch,
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            Pat columnNamePattern) {
        return result(ch, MetadataTable.COLUMN_PRIVILEGES, catalog, () -> rows(ch).columnPrivileges(
                        NamePattern.named(schema), NamePattern.named(table), pattern(columnNamePattern)));
    }

    @Override
    public MetaResultSet getTablePrivileges(
            ConnectionHandle ch, @Nullable String catalog, Pat schemaPattern, Pat tableNamePattern) {
        return result(ch, MetadataTable.TABLE_PRIVILEGES, catalog, () -> rows(ch).tablePrivileges(
                        pattern(schemaPattern), pattern(tableNamePattern)));
    }

    @Override
    public MetaResultSet getVersionColumns(
            ConnectionHandle ch, @Nullable String catalog, @Nullable String schema, @Nullable String table) {
        return result(ch, MetadataTable.ROW_IDENTIFIERS, List.of());
    }

    @Override
    public MetaResultSet getUDTs(
            ConnectionHandle ch,
            @Nullable String catalog,
            Pat schemaPattern,
            Pat typeNamePattern,
            int @Nullable [] types) {
        return result(ch, MetadataTable.USER_TYPES, List.of());
    }

    @Override
    public MetaResultSet getSuperTypes(
            ConnectionHandle ch, @Nullable String catalog, Pat schemaPattern, Pat typeNamePattern) {
        return result(ch, MetadataTable.SUPER_TYPES, List.of());
    }

    @Override
    public MetaResultSet getSuperTables(
            ConnectionHandle ch, @Nullable String catalog, Pat schemaPattern, Pat tableNamePattern) {
        return result(ch, MetadataTable.SUPER_TABLES, List.of());
    }

    @Override
    public MetaResultSet getAttributes(
            ConnectionHandle ch,
            @Nullable String catalog,
            Pat schemaPattern,
            Pat typeNamePattern,
            Pat attributeNamePattern) {
        return result(ch, MetadataTable.ATTRIBUTES, List.of());
    }

    @Override
    public MetaResultSet getClientInfoProperties(ConnectionHandle ch) {
        return result(ch, MetadataTable.CLIENT_INFO, List.of());
    }

    @Override
    public MetaResultSet getPseudoColumns(
            ConnectionHandle ch,
            @Nullable String catalog,
            Pat schemaPattern,
            Pat tableNamePattern,
            Pat columnNamePattern) {
        return result(ch, MetadataTable.PSEUDO_COLUMNS, List.of());
    }
}
