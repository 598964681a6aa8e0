package dev.caresql.engine;

import java.util.EnumSet;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Removes the IS TRUE with which algebra makes a FILTER's condition definite; in SQL a FILTER already means that. An
 * aggregate that ignores NULLs gets a CASE in place of the FILTER, which engines run faster and more of them know.
 */
final class FilterClauses extends SqlShuttle {
    private static final Set<SqlKind> IGNORING_NULLS =
            EnumSet.of(SqlKind.COUNT, SqlKind.SUM, SqlKind.SUM0, SqlKind.AVG, SqlKind.MIN, SqlKind.MAX);

    private FilterClauses() {}

    static SqlNode strip(SqlNode statement) {
        SqlNode stripped = statement.accept(new FilterClauses());
        return stripped == null ? statement : stripped;
    }

    @Override
    public SqlNode visit(SqlCall call) {
        SqlNode visited = super.visit(call);
        if (!(visited instanceof SqlCall filter) || filter.getKind() != SqlKind.FILTER) {
            return visited;
        }
        SqlNode condition = plain(filter.operand(1));
        if (filter.operand(0) instanceof SqlCall aggregate
                && IGNORING_NULLS.contains(aggregate.getKind())
                && aggregate.operandCount() == 1) {
            SqlNode value = aggregate.operand(0);
            boolean star = value instanceof SqlIdentifier identifier && identifier.isStar();
            return aggregate
                    .getOperator()
                    .createCall(
                            aggregate.getFunctionQuantifier(),
                            aggregate.getParserPosition(),
                            when(condition, star ? SqlLiteral.createExactNumeric("1", SqlParserPos.ZERO) : value));
        }
        return SqlStdOperatorTable.FILTER.createCall(filter.getParserPosition(), filter.operand(0), condition);
    }

    private static SqlNode plain(SqlNode condition) {
        return condition instanceof SqlCall call && call.getOperator() == SqlStdOperatorTable.IS_TRUE
                ? call.operand(0)
                : condition;
    }

    private static SqlNode when(SqlNode condition, SqlNode value) {
        return new SqlCase(
                SqlParserPos.ZERO,
                null,
                SqlNodeList.of(condition),
                SqlNodeList.of(value),
                SqlLiteral.createNull(SqlParserPos.ZERO));
    }
}
