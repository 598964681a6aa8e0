package dev.caresql.formula;

import dev.caresql.catalog.KpiParameter;
import dev.caresql.sql.CareOperators;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * A KPI of one row alone, for rows that are looked at before anything is put together: what its formula gives for a
 * group of that row. NULL where a group of one row says nothing, such as for a deviation.
 */
public final class SingleRow {
    private final RexBuilder rexBuilder;

    /** Creates expressions with a builder. */
    public SingleRow(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
    }

    /**
     * The value as an expression over the row.
     *
     * @param columns one expression for each column parameter
     * @param options one expression for each option; NULL for its default
     * @param conditions what a row must fulfil to count
     */
    public RexNode value(KpiFunction function, List<RexNode> columns, List<RexNode> options, List<RexNode> conditions) {
        List<RexNode> arguments = new ArrayList<>(columns);
        List<KpiParameter> parameters = function.kpi().options();
        for (int i = 0; i < parameters.size(); i++) {
            RexNode option = options.get(i);
            boolean left = RexUtil.isNullLiteral(option, true);
            arguments.add(left ? KpiFunctions.defaultLiteral(parameters.get(i), rexBuilder) : option);
        }
        FormulaRows rows = new FormulaRows(rexBuilder, function, arguments, conditions);
        List<RexNode> components = new ArrayList<>();
        for (AggregateCall call : function.formula().aggregates()) {
            components.add(component(call, rows));
        }
        RexNode result = function.formula().result().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return components.get(ref.getIndex());
            }
        });
        return new Simplifier(rexBuilder).value(result);
    }

    private RexNode component(AggregateCall call, FormulaRows rows) {
        List<RexNode> operands = new ArrayList<>();
        call.getArgList().forEach(row -> operands.add(rows.row(row)));
        List<RexNode> conditions = new ArrayList<>();
        rows.filter(call.filterArg).ifPresent(conditions::add);
        if (call.getAggregation().getKind() == SqlKind.COUNT) {
            operands.forEach(operand -> conditions.add(rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, operand)));
            return when(conditions, integer(BigDecimal.ONE, call), integer(BigDecimal.ZERO, call));
        }
        RexNode nothing = rexBuilder.makeNullLiteral(call.getType());
        if (!isItsOnlyValue(call.getAggregation()) || operands.isEmpty()) {
            return nothing;
        }
        return when(conditions, rexBuilder.ensureType(call.getType(), operands.get(0), true), nothing);
    }

    private static boolean isItsOnlyValue(SqlAggFunction function) {
        return switch (function.getKind()) {
            case SUM, SUM0, AVG, MIN, MAX, ANY_VALUE -> true;
            default ->
                function == CareOperators.MEDIAN
                        || function == CareOperators.PERCENTILE
                        || function == CareOperators.PERCENTILE_DISC;
        };
    }

    private RexNode integer(BigDecimal value, AggregateCall call) {
        return rexBuilder.makeLiteral(value, call.getType(), true);
    }

    private RexNode when(List<RexNode> conditions, RexNode value, RexNode otherwise) {
        return conditions.isEmpty()
                ? value
                : rexBuilder.makeCall(
                        SqlStdOperatorTable.CASE, RexUtil.composeConjunction(rexBuilder, conditions), value, otherwise);
    }
}
