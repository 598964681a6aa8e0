package dev.caresql.plan;

import dev.caresql.formula.KpiFunction;
import dev.caresql.sql.PlanRewrite;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;

/** The KPIs that a plan calls in the zero-argument form. */
final class KpiCalls extends PlanRewrite {
    private final Set<String> names = new LinkedHashSet<>();

    private KpiCalls() {}

    static Set<String> in(RelNode plan) {
        KpiCalls calls = new KpiCalls();
        calls.apply(plan);
        return calls.names;
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        if (node instanceof Aggregate aggregate) {
            aggregate.getAggCallList().forEach(call -> note(call.getAggregation()));
        }
        if (node instanceof Project project && project.containsOver()) {
            new RexShuttle() {
                @Override
                public RexNode visitOver(RexOver over) {
                    note(over.getAggOperator());
                    return super.visitOver(over);
                }
            }.visitList(project.getProjects());
        }
        return node;
    }

    private void note(Object function) {
        if (function instanceof KpiFunction kpi && kpi.isBound()) {
            names.add(kpi.kpi().name().text());
        }
    }
}
