package dev.caresql.engine;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;

/** Removes the IS TRUE with which algebra makes a FILTER's condition definite; in SQL a FILTER already means that. */
final class PlainFilters extends SqlShuttle {
    private PlainFilters() {}

    static SqlNode strip(SqlNode statement) {
        SqlNode stripped = statement.accept(new PlainFilters());
        return stripped == null ? statement : stripped;
    }

    @Override
    public SqlNode visit(SqlCall call) {
        SqlNode visited = super.visit(call);
        if (visited instanceof SqlCall filter
                && filter.getKind() == SqlKind.FILTER
                && filter.operand(1) instanceof SqlCall condition
                && condition.getOperator() == SqlStdOperatorTable.IS_TRUE) {
            return SqlStdOperatorTable.FILTER.createCall(
                    filter.getParserPosition(), filter.operand(0), condition.operand(0));
        }
        return visited;
    }
}
