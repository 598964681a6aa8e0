package dev.caresql.jdbc;

import dev.caresql.plan.CareDatabase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.MetaImpl;
import org.jspecify.annotations.Nullable;

/** The part of Avatica's Meta that DatabaseMetaData asks. There is one catalog without a name and one schema. */
abstract class MetadataMeta extends MetaImpl {
    MetadataMeta(AvaticaConnection connection) {
        super(connection);
    }

    abstract CareSession session(String connectionId);

    private MetadataRows rows(ConnectionHandle ch) {
        return new MetadataRows(session(ch.id).database());
    }

    private MetaResultSet result(ConnectionHandle ch, MetadataTable table, List<Object> rows) {
        StatementHandle h = createStatement(ch);
        List<ColumnMetaData> columns = new ArrayList<>(table.columns());
        Signature signature = Signature.create(columns, "", List.of(), CursorFactory.ARRAY, StatementType.SELECT);
        return MetaResultSet.create(ch.id, h.id, true, signature, new Frame(0, true, rows));
    }

    /** The catalog's name is the empty text or left open. */
    private static boolean isOurs(@Nullable String catalog) {
        return catalog == null || catalog.isEmpty() || catalog.equals("%");
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
        properties.put(DatabaseProperty.GET_SYSTEM_FUNCTIONS, rows(ch).kpiNames());
        return properties;
    }

    @Override
    public MetaResultSet getCatalogs(ConnectionHandle ch) {
        return result(ch, MetadataTable.CATALOGS, List.of());
    }

    @Override
    public MetaResultSet getSchemas(ConnectionHandle ch, @Nullable String catalog, Pat schemaPattern) {
        boolean found = isOurs(catalog) && pattern(schemaPattern).matches(CareDatabase.SCHEMA);
        return result(
                ch, MetadataTable.SCHEMAS, found ? List.of(MetadataRows.row(CareDatabase.SCHEMA, null)) : List.of());
    }

    @Override
    public MetaResultSet getTableTypes(ConnectionHandle ch) {
        return result(ch, MetadataTable.TABLE_TYPES, List.of(MetadataRows.row("TABLE")));
    }

    @Override
    public MetaResultSet getTables(
            ConnectionHandle ch,
            @Nullable String catalog,
            Pat schemaPattern,
            Pat tableNamePattern,
            @Nullable List<String> typeList) {
        return result(
                ch,
                MetadataTable.TABLES,
                isOurs(catalog)
                        ? rows(ch).tables(pattern(schemaPattern), pattern(tableNamePattern), typeList)
                        : List.of());
    }

    @Override
    public MetaResultSet getColumns(
            ConnectionHandle ch,
            @Nullable String catalog,
            Pat schemaPattern,
            Pat tableNamePattern,
            Pat columnNamePattern) {
        return result(
                ch,
                MetadataTable.COLUMNS,
                isOurs(catalog)
                        ? rows(ch).columns(
                                        pattern(schemaPattern), pattern(tableNamePattern), pattern(columnNamePattern))
                        : List.of());
    }

    @Override
    public MetaResultSet getPrimaryKeys(
            ConnectionHandle ch, @Nullable String catalog, @Nullable String schema, @Nullable String table) {
        return result(
                ch,
                MetadataTable.PRIMARY_KEYS,
                isOurs(catalog) ? rows(ch).primaryKeys(NamePattern.of(schema), NamePattern.of(table)) : List.of());
    }

    @Override
    public MetaResultSet getImportedKeys(
            ConnectionHandle ch, @Nullable String catalog, @Nullable String schema, @Nullable String table) {
        return result(
                ch,
                MetadataTable.FOREIGN_KEYS,
                rows(ch).foreignKeys(NamePattern.of(null), NamePattern.of(table), true));
    }

    @Override
    public MetaResultSet getExportedKeys(
            ConnectionHandle ch, @Nullable String catalog, @Nullable String schema, @Nullable String table) {
        return result(
                ch,
                MetadataTable.FOREIGN_KEYS,
                rows(ch).foreignKeys(NamePattern.of(table), NamePattern.of(null), false));
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
        return result(
                ch,
                MetadataTable.FOREIGN_KEYS,
                rows(ch).foreignKeys(NamePattern.of(parentTable), NamePattern.of(foreignTable), false));
    }

    @Override
    public MetaResultSet getIndexInfo(
            ConnectionHandle ch,
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            boolean unique,
            boolean approximate) {
        return result(ch, MetadataTable.INDEXES, rows(ch).indexes(NamePattern.of(table)));
    }

    @Override
    public MetaResultSet getBestRowIdentifier(
            ConnectionHandle ch,
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            int scope,
            boolean nullable) {
        return result(ch, MetadataTable.ROW_IDENTIFIERS, rows(ch).rowIdentifiers(NamePattern.of(table), scope));
    }

    @Override
    public MetaResultSet getTypeInfo(ConnectionHandle ch) {
        return result(ch, MetadataTable.TYPES, TypeInfoRows.rows());
    }

    @Override
    public MetaResultSet getFunctions(
            ConnectionHandle ch, @Nullable String catalog, Pat schemaPattern, Pat functionNamePattern) {
        return result(
                ch, MetadataTable.FUNCTIONS, rows(ch).functions(pattern(schemaPattern), pattern(functionNamePattern)));
    }

    @Override
    public MetaResultSet getFunctionColumns(
            ConnectionHandle ch,
            @Nullable String catalog,
            Pat schemaPattern,
            Pat functionNamePattern,
            Pat columnNamePattern) {
        return result(
                ch,
                MetadataTable.FUNCTION_COLUMNS,
                rows(ch).functionColumns(
                                pattern(schemaPattern), pattern(functionNamePattern), pattern(columnNamePattern)));
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
        return result(ch, MetadataTable.COLUMN_PRIVILEGES, List.of());
    }

    @Override
    public MetaResultSet getTablePrivileges(
            ConnectionHandle ch, @Nullable String catalog, Pat schemaPattern, Pat tableNamePattern) {
        return result(ch, MetadataTable.TABLE_PRIVILEGES, List.of());
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
