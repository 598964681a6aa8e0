package dev.caresql.engine;

import dev.caresql.sql.PlanRewrite;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;

/**
 * Keeps windows out of aggregates: Calcite would merge a Project with windows into the SELECT of the Aggregate above
 * it, which no engine accepts. A Filter that is always true between the two makes it a subquery.
 */
final class WindowFence extends PlanRewrite {
    @Override
    protected RelNode rewrite(RelNode node) {
        if (!(node instanceof Aggregate aggregate) || !(aggregate.getInput() instanceof Project project)) {
            return node;
        }
        if (project.containsOver()) {
            return aggregate.copy(aggregate.getTraitSet(), List.of(fenceAbove(project)));
        }
        if (project.getInput() instanceof Project windows && windows.containsOver()) {
            RelNode fenced = project.copy(project.getTraitSet(), List.of(fenceAbove(windows)));
            return aggregate.copy(aggregate.getTraitSet(), List.of(fenced));
        }
        return node;
    }

    private static RelNode fenceAbove(Project windows) {
        RexBuilder rexBuilder = windows.getCluster().getRexBuilder();
        return LogicalFilter.create(windows, rexBuilder.makeLiteral(true));
    }
}
