package dev.caresql.plan;

import dev.caresql.formula.KpiFunction;
import dev.caresql.formula.KpiFunctions;
import dev.caresql.formula.SpanFormula;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlKind;

/** AVG(nps) OVER (...) over the table {@code kpis}: the KPI of the window's rows. */
final class KpiWindows extends RexShuttle {
    private final RelNode input;
    private final RexBuilder rexBuilder;

    KpiWindows(RelNode input) {
        this.input = input;
        this.rexBuilder = input.getCluster().getRexBuilder();
    }

    /** Calcite writes AVG as SUM / COUNT, and SUM as NULL unless COUNT is above 0; the KPI is in the SUM. */
    @Override
    public RexNode visitCall(RexCall call) {
        if (call.getKind() == SqlKind.CASE
                && call.getOperands().get(0) instanceof RexCall condition
                && condition.getKind() == SqlKind.GREATER_THAN
                && isCount(condition.getOperands().get(0))) {
            return call.getOperands().get(1).accept(this);
        }
        if (call.getKind() == SqlKind.DIVIDE && isCount(call.getOperands().get(1))) {
            return rexBuilder.ensureType(
                    call.getType(), call.getOperands().get(0).accept(this), true);
        }
        return super.visitCall(call);
    }

    @Override
    public RexNode visitOver(RexOver over) {
        for (RexNode operand : over.getOperands()) {
            KpiExpression expression = KpiExpression.of(input, operand);
            if (expression.hasKpis()) {
                return measure(over, expression);
            }
        }
        return super.visitOver(over);
    }

    private RexNode measure(RexOver over, KpiExpression expression) {
        if (over.getOperands().size() > 1) {
            throw KpiColumns.noMeaning(over.getAggOperator().getName(), expression);
        }
        if (isSquare(over.getOperands().get(0))) {
            throw KpiColumns.noMeaning("STDDEV or VAR", expression);
        }
        KpiColumns.requireMeasure(over.getAggOperator(), over.isDistinct(), expression);
        expression.requireOfGroup(over.getAggOperator().getName());
        if (over.getAggOperator().getKind() == SqlKind.COUNT) {
            return window(over, expression.column().orElseThrow().rows(), over.getType());
        }
        List<RexNode> values = new ArrayList<>();
        expression.kpis().forEach(kpi -> values.add(value(over, kpi)));
        return rexBuilder.ensureType(over.getType(), expression.over(values, rexBuilder), true);
    }

    /** Calcite writes STDDEV and VAR with the sum of squares. */
    private static boolean isSquare(RexNode operand) {
        return operand instanceof RexCall product
                && product.getKind() == SqlKind.TIMES
                && product.getOperands().get(0).equals(product.getOperands().get(1));
    }

    private boolean isCount(RexNode expression) {
        return KpiColumns.withoutCasts(expression) instanceof RexOver over
                && over.getAggOperator().getKind() == SqlKind.COUNT
                && over.getOperands().size() == 1
                && KpiExpression.of(input, over.getOperands().get(0)).hasKpis();
    }

    private RexNode value(RexOver over, KpiColumn kpi) {
        if (kpi.parts().isEmpty()) {
            return window(over, kpi.function(), kpi.function().formula().type());
        }
        List<RexNode> parts = new ArrayList<>();
        kpi.parts().forEach(part -> parts.add(value(over, part)));
        return SpanFormula.over(kpi.kpi(), parts, rexBuilder);
    }

    private RexNode window(RexOver over, KpiFunction function, RelDataType type) {
        List<RexNode> options = new ArrayList<>();
        function.kpi()
                .options()
                .forEach(option -> options.add(KpiFunctions.leftOption(function.kpi(), option, rexBuilder)));
        RexWindow window = over.getWindow();
        return rexBuilder.makeOver(
                over.getParserPosition(),
                type,
                function,
                options,
                window.partitionKeys,
                window.orderKeys,
                window.getLowerBound(),
                window.getUpperBound(),
                window.getExclude(),
                window.isRows(),
                true,
                false,
                false,
                over.ignoreNulls());
    }
}
