package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Suppliers;
import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.catalog.ScalarFunction;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.formula.ResultTypes;
import dev.caresql.model.CanonicalColumn;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import dev.caresql.model.Dimension;
import dev.caresql.schema.CareTable;
import dev.caresql.sql.CareTypeFactory;
import dev.caresql.sql.ColumnType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.lookup.LikePattern;

/**
 * What a statement may name: schemas, tables, keys and functions. The one source of the metadata of JDBC and of the tables
 * of {@code information_schema}.
 */
public final class DatabaseContents {
    private final List<String> schemas;
    private final List<TableInfo> tables;
    private final List<ReferenceInfo> references;
    private final List<RoutineInfo> routines;

    /**
     * Lists a database.
     *
     * @param root the schemas with their tables
     * @param facts the care tables with their columns, and how one leads to another
     * @param model what is declared of them
     * @param compiler the KPIs
     * @param scalarType the type of a function of one row
     */
    DatabaseContents(
            CalciteSchema root,
            FactTables facts,
            ModelTables model,
            FormulaCompiler compiler,
            Function<ScalarFunction, RelDataType> scalarType) {
        this.schemas =
                root.subSchemas().getNames(LikePattern.any()).stream().sorted().toList();
        this.tables = schemas.stream()
                .flatMap(schema -> tables(schema, requireNonNull(root.getSubSchema(schema, true)), model).stream())
                .toList();
        this.references = references(facts, model);
        this.routines = routines(compiler, scalarType);
    }

    /** All schemas, sorted. */
    public List<String> schemas() {
        return schemas;
    }

    /** All tables, sorted by schema and name. */
    public List<TableInfo> tables() {
        return tables;
    }

    /** The declared references of which both ends are there, sorted by the referring table and column. */
    public List<ReferenceInfo> references() {
        return references;
    }

    /** The KPIs and the functions of one row, sorted by name; all belong to the schema {@link CareDatabase#SCHEMA}. */
    public List<RoutineInfo> routines() {
        return routines;
    }

    private static List<TableInfo> tables(String schema, CalciteSchema content, ModelTables model) {
        List<TableInfo> tables = new ArrayList<>();
        content.getTableNames(LikePattern.any()).stream().sorted().forEach(name -> {
            Table table = requireNonNull(content.getTable(name, true)).getTable();
            tables.add(
                    schema.equals(CareDatabase.SCHEMA)
                            ? careTable(name, table, model)
                            : systemTable(schema, name, table));
        });
        return tables;
    }

    private static TableInfo careTable(String name, Table table, ModelTables model) {
        if (table instanceof KpisTable kpis) {
            FactLayout layout = kpis.layout();
            Map<String, String> texts = new HashMap<>(
                    layout.dimensions().stream().collect(Collectors.toMap(Dimension::name, Dimension::description)));
            layout.kpis()
                    .forEach(column ->
                            texts.put(column.name(), column.kpi().texts().labelEn()));
            return new TableInfo(
                    CareDatabase.SCHEMA,
                    name,
                    TableInfo.Kind.VIEW,
                    KpisTable.DESCRIPTION,
                    columns(table, column -> texts.getOrDefault(column, "")),
                    List.of());
        }
        Optional<CanonicalTable> known =
                Optional.ofNullable(CanonicalTables.computed().get(name)).or(() -> model.definition(name));
        List<ColumnInfo> columns = columns(table, column -> known.flatMap(definition -> definition.column(column))
                .map(CanonicalColumn::description)
                .orElse(""));
        List<String> key = known.map(CanonicalTable::key).orElse(List.of());
        boolean hasKey = columns.stream().map(ColumnInfo::name).toList().containsAll(key);
        boolean isStored = table instanceof CareTable && !model.derived().isView(name);
        return new TableInfo(
                CareDatabase.SCHEMA,
                name,
                isStored ? TableInfo.Kind.TABLE : TableInfo.Kind.VIEW,
                known.map(CanonicalTable::description).orElse(""),
                columns,
                hasKey ? key : List.of());
    }

    private static TableInfo systemTable(String schema, String name, Table table) {
        String description = table instanceof MetadataTable metadata
                ? metadata.description()
                : MetadataTables.STORED.getOrDefault(name, "");
        return new TableInfo(
                schema, name, TableInfo.Kind.SYSTEM_TABLE, description, columns(table, column -> ""), List.of());
    }

    private static List<ColumnInfo> columns(Table table, Function<String, String> description) {
        List<ColumnInfo> columns = new ArrayList<>();
        for (RelDataTypeField field : table.getRowType(CareTypeFactory.shared()).getFieldList()) {
            columns.add(new ColumnInfo(
                    field.getName(), columns.size() + 1, field.getType(), description.apply(field.getName())));
        }
        return columns;
    }

    private static List<ReferenceInfo> references(FactTables facts, ModelTables model) {
        List<ReferenceInfo> references = new ArrayList<>();
        for (String table : facts.columns().keySet()) {
            model.definition(table)
                    .map(CanonicalTable::references)
                    .orElse(Map.of())
                    .keySet()
                    .forEach(column -> facts.reference(table, column)
                            .ifPresent(target ->
                                    references.add(new ReferenceInfo(table, column, target.table(), target.key()))));
        }
        references.sort(Comparator.comparing(ReferenceInfo::table).thenComparing(ReferenceInfo::column));
        return List.copyOf(references);
    }

    private static List<RoutineInfo> routines(
            FormulaCompiler compiler, Function<ScalarFunction, RelDataType> scalarType) {
        List<RoutineInfo> routines = new ArrayList<>();
        ResultTypes types = new ResultTypes(compiler.catalog());
        for (Kpi kpi : compiler.catalog().kpis()) {
            routines.add(new RoutineInfo(
                    kpi.name().text(),
                    kpi.texts(),
                    kpi.parameters(),
                    relType(() -> types.of(kpi), () -> compiler.compile(kpi).type()),
                    kpi.measure().unit(),
                    kpi.formula().text()));
        }
        for (ScalarFunction scalar : compiler.catalog().scalars()) {
            routines.add(new RoutineInfo(
                    scalar.name().text(),
                    scalar.texts(),
                    scalar.parameters(),
                    relType(() -> types.of(scalar), () -> scalarType.apply(scalar)),
                    scalar.unit(),
                    scalar.expression().text()));
        }
        routines.sort(Comparator.comparing(RoutineInfo::name));
        return List.copyOf(routines);
    }

    /** Found once, when it is first asked for. */
    private static Supplier<RelDataType> relType(Supplier<Optional<ColumnType>> plain, Supplier<RelDataType> compiled) {
        return Suppliers.memoize(() ->
                plain.get().map(type -> type.relType(CareTypeFactory.shared())).orElseGet(compiled));
    }

    /** A call of a function of one row without values, which has the type of any other. */
    static String callOfNothing(ScalarFunction scalar) {
        return "SELECT " + scalar.name().text()
                + scalar.parameters().stream()
                        .filter(parameter -> !parameter.isOption())
                        .map(KpiParameter::type)
                        .map(type -> "CAST(NULL AS " + type + ")")
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
