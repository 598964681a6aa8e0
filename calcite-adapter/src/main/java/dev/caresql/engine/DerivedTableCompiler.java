package dev.caresql.engine;

import static java.util.Objects.requireNonNull;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.DidYouMean;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.CanonicalColumn;
import dev.caresql.model.CanonicalTable;
import dev.caresql.sql.CareParser;
import dev.caresql.sql.CareTypeFactory;
import dev.caresql.sql.ColumnType;
import dev.caresql.sql.PlanRewrite;
import dev.caresql.sql.SqlFrontEnd;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeFamily;

/** Compiles the queries of derived tables and checks them against the columns that they declare. */
final class DerivedTableCompiler {
    private final SqlFrontEnd frontEnd;

    /** Creates a compiler over a schema of all tables that a query may read. */
    DerivedTableCompiler(SqlFrontEnd frontEnd) {
        this.frontEnd = requireNonNull(frontEnd, "frontEnd is null");
    }

    /** The query with one field per column, in the table's order and with its types; a plan of its own each time. */
    RelNode compile(CanonicalTable table) {
        RelNode query = query(table);
        for (String given : query.getRowType().getFieldNames()) {
            if (table.column(given).isEmpty()) {
                throw DerivedTables.mistake(
                        table,
                        "its query gives a column '" + given + "' that is not declared"
                                + DidYouMean.hint(given, table.allColumns().keySet()));
            }
        }
        RexBuilder rexBuilder = query.getCluster().getRexBuilder();
        List<RexNode> columns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (CanonicalColumn column : table.allColumns().values()) {
            RelDataTypeField field = field(table, column, query.getRowType());
            RelDataType wanted = column.type().relType(CareTypeFactory.shared());
            columns.add(rexBuilder.ensureType(wanted, rexBuilder.makeInputRef(query, field.getIndex()), true));
            names.add(column.name());
        }
        return LogicalProject.create(query, List.of(), columns, names, Set.of());
    }

    /** The tables that a query reads. */
    Set<String> reads(CanonicalTable table) {
        Set<String> names = new LinkedHashSet<>();
        new PlanRewrite() {
            @Override
            protected RelNode rewrite(RelNode node) {
                if (node instanceof TableScan scan) {
                    List<String> path = scan.getTable().getQualifiedName();
                    names.add(path.get(path.size() - 1));
                }
                return node;
            }
        }.apply(query(table));
        return names;
    }

    private RelNode query(CanonicalTable table) {
        try {
            return frontEnd.toRel(frontEnd.normalize(CareParser.statement(
                            DerivedTables.query(table).sql().text())))
                    .root()
                    .project();
        } catch (CareSqlException e) {
            if (e.code() == ErrorCode.INTERNAL) {
                throw e;
            }
            throw DerivedTables.mistake(table, "sql: " + e.getMessage());
        }
    }

    private static RelDataTypeField field(CanonicalTable table, CanonicalColumn column, RelDataType rowType) {
        RelDataTypeField field = rowType.getField(column.name(), false, false);
        if (field == null) {
            throw DerivedTables.mistake(table, "its query does not give the column '" + column.name() + "'");
        }
        RelDataType type = field.getType();
        boolean isText = SqlTypeFamily.CHARACTER.contains(type);
        if (!FeedCompiler.fits(type, column.type()) || (isText && column.type() != ColumnType.VARCHAR)) {
            throw DerivedTables.mistake(
                    table,
                    "column '" + column.name() + "' is declared as " + column.type() + " but its query gives "
                            + type.getSqlTypeName().getName() + "; convert it with CAST(... AS " + column.type() + ")");
        }
        return field;
    }
}
