package dev.caresql.engine;

import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;

/**
 * Keeps windows out of aggregates: Calcite would merge a Project with windows into the SELECT of the Aggregate above
 * it, which no engine accepts. A Filter that is always true between the two makes it a subquery.
 */
final class WindowFence extends RelHomogeneousShuttle {
    private WindowFence() {}

    static RelNode fence(RelNode plan) {
        return plan.accept(new WindowFence());
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode visited = super.visit(other);
        if (visited instanceof Aggregate aggregate
                && aggregate.getInput() instanceof Project project
                && project.containsOver()) {
            RexBuilder rexBuilder = visited.getCluster().getRexBuilder();
            RelNode fence = LogicalFilter.create(project, rexBuilder.makeLiteral(true));
            return aggregate.copy(aggregate.getTraitSet(), List.of(fence));
        }
        return visited;
    }
}
