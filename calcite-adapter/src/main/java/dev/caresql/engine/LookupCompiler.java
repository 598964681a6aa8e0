package dev.caresql.engine;

import static java.util.Objects.requireNonNull;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.CanonicalColumn;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.ColumnLookup;
import dev.caresql.sql.CareParser;
import dev.caresql.sql.CareTypeFactory;
import dev.caresql.sql.ColumnType;
import dev.caresql.sql.FunctionResolver;
import dev.caresql.sql.PlanRewrite;
import dev.caresql.sql.RowTypeTable;
import dev.caresql.sql.SqlFrontEnd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/** Compiles the queries that fill columns of a table from other tables, over what an engine holds of them. */
public final class LookupCompiler {
    private final Map<String, CanonicalTable> tables;
    private final SqlFrontEnd frontEnd;

    /** Creates a compiler for the tables of the care model, by name. */
    public LookupCompiler(Map<String, CanonicalTable> tables) {
        this.tables = new LinkedHashMap<>(tables);
        CalciteSchema root = CalciteSchema.createRootSchema(false, false);
        this.tables.values().stream()
                .filter(table -> table.query().isEmpty())
                .forEach(table -> root.add(table.name(), new RowTypeTable(withRowId(all(table)))));
        this.frontEnd = new SqlFrontEnd(root, List.of(), FunctionResolver.NONE);
    }

    /** The columns of a lookup that the stored tables lack while they have all that it needs; else none. */
    public static List<String> missing(ColumnLookup lookup, Map<String, RelDataType> stored) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        stored.forEach((name, type) -> columns.put(name, type.getFieldNames()));
        boolean isMet =
                columns.containsKey(lookup.table()) && lookup.needs().stream().allMatch(need -> need.isMet(columns));
        return isMet
                ? lookup.columns().stream()
                        .filter(column ->
                                !columns.getOrDefault(lookup.table(), List.of()).contains(column))
                        .toList()
                : List.of();
    }

    /**
     * The rows of a lookup: {@link DerivationCompiler#ROW_ID}, then some of its columns with their types.
     *
     * @param columns which of them
     * @param stored the tables that the engine holds, with their columns
     */
    public RelNode plan(ColumnLookup lookup, List<String> columns, Map<String, RelDataType> stored) {
        RelNode query = query(lookup);
        RexBuilder rexBuilder = query.getCluster().getRexBuilder();
        CanonicalTable table = requireNonNull(tables.get(lookup.table()), lookup.table());
        List<String> names = new ArrayList<>(List.of(DerivationCompiler.ROW_ID));
        names.addAll(columns);
        List<RexNode> fields = new ArrayList<>();
        for (String name : names) {
            RelDataTypeField field = query.getRowType().getField(name, false, false);
            if (field == null) {
                throw new CareSqlException(
                        ErrorCode.INTERNAL, place(lookup) + ": its query does not give '" + name + "'");
            }
            RelDataType wanted = table.column(name)
                    .map(CanonicalColumn::type)
                    .orElse(ColumnType.BIGINT)
                    .relType(CareTypeFactory.shared());
            fields.add(rexBuilder.ensureType(wanted, rexBuilder.makeInputRef(query, field.getIndex()), true));
        }
        RelNode plan = LogicalProject.create(query, List.of(), fields, names, Set.of());
        return new Stored(stored).apply(plan);
    }

    private RelNode query(ColumnLookup lookup) {
        try {
            return frontEnd.toRel(
                            frontEnd.normalize(CareParser.statement(lookup.sql().text())))
                    .root()
                    .project();
        } catch (CareSqlException e) {
            throw new CareSqlException(ErrorCode.INTERNAL, place(lookup) + ": sql: " + e.getMessage(), e);
        }
    }

    private static String place(ColumnLookup lookup) {
        return lookup.sql().file() + ":" + lookup.sql().line() + ": table " + lookup.table();
    }

    private static RelDataType all(CanonicalTable table) {
        RelDataTypeFactory.Builder columns = CareTypeFactory.shared().builder();
        table.allColumns()
                .forEach((name, column) -> columns.add(name, column.type().relType(CareTypeFactory.shared())));
        return columns.build();
    }

    private static RelDataType withRowId(RelDataType columns) {
        RelDataTypeFactory.Builder all = CareTypeFactory.shared().builder();
        all.addAll(columns.getFieldList());
        all.add(DerivationCompiler.ROW_ID, ColumnType.BIGINT.relType(CareTypeFactory.shared()));
        return all.build();
    }

    /** Every scan becomes what there is of the table. */
    private static final class Stored extends PlanRewrite {
        private final Map<String, RelDataType> tables;

        Stored(Map<String, RelDataType> tables) {
            this.tables = tables;
        }

        @Override
        protected RelNode rewrite(RelNode node) {
            if (!(node instanceof TableScan scan)) {
                return node;
            }
            List<String> path = scan.getTable().getQualifiedName();
            String name = path.get(path.size() - 1);
            return StoredColumns.scan(
                    scan, name, Optional.ofNullable(tables.get(name)).map(LookupCompiler::withRowId));
        }
    }
}
