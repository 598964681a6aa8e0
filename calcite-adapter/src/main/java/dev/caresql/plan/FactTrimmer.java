package dev.caresql.plan;

import dev.caresql.sql.PlanRewrite;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;

/** Puts the facts in place of {@code kpis} in a whole plan, after the fields that nothing uses are gone from it. */
final class FactTrimmer {
    private final FactUnion union;

    FactTrimmer(BindingCompiler bindings) {
        this.union = new FactUnion(bindings);
    }

    /** The plan over facts; a plan that does not read {@code kpis} stays as it is. */
    RelNode inPlace(RelNode plan) {
        TableScan scan = new FactFinder().find(plan);
        if (scan == null) {
            return plan;
        }
        RelBuilder builder = RelBuilder.proto(Contexts.of(RelBuilder.Config.DEFAULT
                        .withSimplify(false)
                        .withBloat(-1)
                        .withPruneInputOfAggregate(false)))
                .create(plan.getCluster(), scan.getTable().getRelOptSchema());
        RelNode facts = union.apply(new RelFieldTrimmer(null, builder).trim(plan));
        return new OnlyFact().apply(new FactAggregates().apply(new ProjectMerge().apply(facts)));
    }

    /** A union of one fact is that fact. */
    private static final class OnlyFact extends PlanRewrite {
        @Override
        protected RelNode rewrite(RelNode node) {
            return node instanceof Union facts && facts.getInputs().size() == 1 ? facts.getInput(0) : node;
        }
    }
}
