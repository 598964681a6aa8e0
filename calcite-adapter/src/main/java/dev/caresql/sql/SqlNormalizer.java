package dev.caresql.sql;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Gives every construct its one meaning before validation: division, time differences, truncation, percentiles and
 * days of the week become CareSQL's operators, and calls of KPIs get their arguments in place.
 */
final class SqlNormalizer extends SqlShuttle {
    private static final Map<SqlOperator, Function<SqlCall, SqlNode>> REWRITES = Map.of(
            SqlStdOperatorTable.TIMESTAMP_DIFF, TimeFunctions::passed,
            SqlStdOperatorTable.TIMESTAMP_ADD, TimeFunctions::add,
            SqlStdOperatorTable.EXTRACT, TimeFunctions::isoDayOfWeek,
            SqlStdOperatorTable.INTERVAL, Intervals::standard,
            SqlStdOperatorTable.SIMILAR_TO, SimilarTo::standard,
            SqlStdOperatorTable.NOT_SIMILAR_TO, SimilarTo::standard);

    private final FunctionResolver functions;

    SqlNormalizer(FunctionResolver functions) {
        this.functions = functions;
    }

    @Override
    public SqlNode visit(SqlCall call) {
        SqlNode visited = super.visit(call);
        return visited instanceof SqlCall rewritten ? normalize(rewritten) : visited;
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier id) {
        boolean hasCatalog = id.names.size() >= 3 && SqlFrontEnd.CATALOG.equalsIgnoreCase(id.names.get(0));
        if (hasCatalog) {
            return id.getComponent(1, id.names.size());
        }
        return isBareWord(id) ? ToolFunctions.niladic(id).orElse(id) : id;
    }

    @Override
    public SqlNode visit(SqlLiteral literal) {
        return literal instanceof SqlIntervalLiteral interval ? Intervals.standard(interval) : literal;
    }

    /** Quotes make the place in the text longer than the name. */
    private static boolean isBareWord(SqlIdentifier id) {
        SqlParserPos pos = id.getParserPosition();
        return id.isSimple()
                && pos.getEndColumnNum() - pos.getColumnNum() + 1
                        == id.getSimple().length();
    }

    @Override
    public @Nullable SqlNode visit(SqlDataTypeSpec type) {
        return ToolTypes.standard(type);
    }

    private SqlNode normalize(SqlCall call) {
        SqlParserPos pos = call.getParserPosition();
        if (call instanceof SqlSelect select) {
            ToolSelects.standard(select);
            return select;
        }
        if (call.getOperator() == SqlStdOperatorTable.DIVIDE) {
            return CareOperators.DIVIDE.createCall(pos, call.operand(0), withoutZeroGuard(call.operand(1)));
        }
        Function<SqlCall, SqlNode> rewrite = REWRITES.get(call.getOperator());
        if (rewrite != null) {
            return rewrite.apply(call);
        }
        if (call.getOperator() == SqlStdOperatorTable.MINUS_DATE) {
            throw new CareSqlException(
                    ErrorCode.UNSUPPORTED,
                    "The difference of two times as an interval is not supported; write TIMESTAMPDIFF(unit, earlier, later)"
                            + SqlErrors.at(pos));
        }
        if (call.getOperator() == SqlStdOperatorTable.CEIL && call.operandCount() == 2) {
            return TimeFunctions.ceilTo(call);
        }
        if (call.getKind() == SqlKind.RESPECT_NULLS) {
            return call.operand(0);
        }
        if (call.getKind() == SqlKind.OVER && call.operand(0).getKind() == SqlKind.FILTER) {
            return filteredWindow(call);
        }
        if (call.getKind() == SqlKind.WITHIN_GROUP) {
            return percentile(call);
        }
        if (call.getOperator() instanceof SqlFunction function
                && (!function.isAggregator() || "GROUP_CONCAT".equals(function.getName()))) {
            return function(call, function.getName().toUpperCase(Locale.ROOT));
        }
        if (call.getOperator() instanceof SqlUnresolvedFunction function) {
            return function(call, function.getName().toUpperCase(Locale.ROOT));
        }
        return call;
    }

    private SqlNode function(SqlCall call, String name) {
        Optional<SqlNode> resolved = functions.resolve(call, name);
        if (resolved.isPresent()) {
            return resolved.get();
        }
        Optional<SqlNode> standard = ToolFunctions.expand(name, call);
        if (standard.isPresent()) {
            return standard.get().accept(new SqlNormalizer(FunctionResolver.NONE));
        }
        return ScalarMacros.expand(name, call).orElse(call);
    }

    /** NULLIF(x, 0) as a divisor says what division means here anyway, and would become a CASE. */
    private static SqlNode withoutZeroGuard(SqlNode divisor) {
        boolean guarded = divisor instanceof SqlCall call
                && "NULLIF".equalsIgnoreCase(call.getOperator().getName())
                && call.operandCount() == 2
                && call.operand(1) instanceof SqlNumericLiteral literal
                && literal.getValueAs(BigDecimal.class).signum() == 0;
        return guarded ? ((SqlCall) divisor).operand(0) : divisor;
    }

    /** agg(x) FILTER (WHERE c) OVER w, which Calcite refuses: rows outside the filter become NULL. */
    private static SqlNode filteredWindow(SqlCall over) {
        SqlCall filter = over.operand(0);
        SqlCall aggregate = filter.operand(0);
        SqlNode condition = filter.operand(1);
        if ("ARRAY_AGG".equalsIgnoreCase(aggregate.getOperator().getName())) {
            throw new CareSqlException(
                    ErrorCode.UNSUPPORTED,
                    "ARRAY_AGG in a window knows no FILTER" + SqlErrors.at(aggregate.getParserPosition()));
        }
        SqlCall inside;
        if (aggregate.getOperator() instanceof FilteredInWindow function) {
            inside = function.filtered(aggregate, condition);
        } else {
            List<SqlNode> operands = new ArrayList<>(aggregate.getOperandList());
            boolean star = operands.get(0) instanceof SqlIdentifier identifier && identifier.isStar();
            SqlNode value = star ? SqlLiteral.createExactNumeric("1", SqlParserPos.ZERO) : operands.get(0);
            operands.set(0, onlyWhere(condition, value));
            inside = aggregate
                    .getOperator()
                    .createCall(aggregate.getFunctionQuantifier(), aggregate.getParserPosition(), operands);
        }
        return over.getOperator().createCall(over.getParserPosition(), inside, over.operand(1));
    }

    private static SqlNode onlyWhere(SqlNode condition, SqlNode value) {
        return new SqlCase(
                condition.getParserPosition(),
                null,
                SqlNodeList.of(condition),
                SqlNodeList.of(value),
                SqlLiteral.createNull(SqlParserPos.ZERO));
    }

    /** PERCENTILE_CONT(p) WITHIN GROUP (ORDER BY x) as a plain aggregate of x and p. */
    private static SqlNode percentile(SqlCall call) {
        if (!(call.operand(0) instanceof SqlCall aggregate)
                || !(call.operand(1) instanceof SqlNodeList order)
                || order.size() != 1) {
            return call;
        }
        SqlNode key = order.get(0);
        SqlNode fraction = aggregate.getOperandList().isEmpty() ? key : aggregate.operand(0);
        if (key.getKind() == SqlKind.DESCENDING) {
            key = ((SqlCall) key).operand(0);
            SqlParserPos pos = fraction.getParserPosition();
            fraction = SqlStdOperatorTable.MINUS.createCall(pos, SqlLiteral.createExactNumeric("1", pos), fraction);
        }
        List<SqlNode> operands = List.of(key, fraction);
        SqlParserPos pos = call.getParserPosition();
        return switch (aggregate.getOperator().getName().toUpperCase(Locale.ROOT)) {
            case "PERCENTILE_CONT" -> CareOperators.PERCENTILE.createCall(pos, operands);
            case "PERCENTILE_DISC" -> CareOperators.PERCENTILE_DISC.createCall(pos, operands);
            default -> call;
        };
    }
}
