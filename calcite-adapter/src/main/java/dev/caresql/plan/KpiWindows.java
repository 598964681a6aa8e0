package dev.caresql.plan;

import dev.caresql.formula.KpiFunction;
import dev.caresql.formula.KpiFunctions;
import dev.caresql.formula.SpanFormula;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
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
        Optional<KpiColumn> kpi = kpi(over);
        if (kpi.isEmpty()) {
            return super.visitOver(over);
        }
        if (over.getAggOperator().getKind() == SqlKind.COUNT
                && kpi.get().parts().isEmpty()) {
            return window(over, kpi.get().rows(), over.getType());
        }
        KpiColumns.requireMeasure(over.getAggOperator(), kpi.get());
        return rexBuilder.ensureType(over.getType(), value(over, kpi.get()), true);
    }

    private boolean isCount(RexNode expression) {
        return KpiColumns.withoutCasts(expression) instanceof RexOver over
                && over.getAggOperator().getKind() == SqlKind.COUNT
                && kpi(over).isPresent();
    }

    private Optional<KpiColumn> kpi(RexOver over) {
        return over.getOperands().size() == 1
                        && KpiColumns.withoutCasts(over.getOperands().get(0)) instanceof RexInputRef ref
                ? KpiColumns.kpi(input, ref.getIndex())
                : Optional.empty();
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
