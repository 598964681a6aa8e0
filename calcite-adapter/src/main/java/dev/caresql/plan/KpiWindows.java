package dev.caresql.plan;

import dev.caresql.formula.KpiFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
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
        Optional<FactLayout.KpiColumn> kpi = kpi(over);
        return kpi.isPresent() ? window(over, kpi.get()) : super.visitOver(over);
    }

    private boolean isCount(RexNode expression) {
        return KpiColumns.without(expression) instanceof RexOver over
                && over.getAggOperator().getKind() == SqlKind.COUNT
                && kpi(over).isPresent();
    }

    private Optional<FactLayout.KpiColumn> kpi(RexOver over) {
        return over.getOperands().size() == 1
                        && KpiColumns.without(over.getOperands().get(0)) instanceof RexInputRef ref
                ? KpiColumns.kpi(input, ref.getIndex())
                : Optional.empty();
    }

    private RexNode window(RexOver over, FactLayout.KpiColumn kpi) {
        KpiColumns.requireMeasure(over.getAggOperator(), kpi);
        List<RexNode> options = new ArrayList<>();
        kpi.kpi().options().forEach(option -> options.add(KpiFunctions.defaultLiteral(option, rexBuilder)));
        RexWindow window = over.getWindow();
        return rexBuilder.makeOver(
                over.getParserPosition(),
                over.getType(),
                kpi.function(),
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
