package dev.caresql.sql;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A front end over one table that is nothing but its columns: what formulas and bindings are compiled against. */
public final class OneTableFrontEnd {
    private final String table;
    private final SqlFrontEnd frontEnd;

    /** Creates a front end over columns of CareSQL's type factory. */
    public OneTableFrontEnd(String table, RelDataType columns, FunctionResolver functions) {
        this.table = requireNonNull(table, "table is null");
        CalciteSchema schema = CalciteSchema.createRootSchema(false, false);
        schema.add(table, new RowTypeTable(columns));
        this.frontEnd = new SqlFrontEnd(schema, List.of(), functions);
    }

    /** {@code SELECT expressions FROM table} as algebra; throws one sentence with code and position. */
    public RelNode select(List<SqlNode> expressions) {
        SqlSelect select = new SqlSelect(
                SqlParserPos.ZERO,
                null,
                new SqlNodeList(expressions, SqlParserPos.ZERO),
                new SqlIdentifier(table, SqlParserPos.ZERO),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return frontEnd.toRel(frontEnd.normalize(select)).root().project();
    }
}
