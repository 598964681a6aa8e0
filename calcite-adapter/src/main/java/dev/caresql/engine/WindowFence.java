package dev.caresql.engine;

import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

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
        RelNode visited = super.visit(other).accept(new SubQueries());
        if (!(visited instanceof Aggregate aggregate) || !(aggregate.getInput() instanceof Project project)) {
            return visited;
        }
        if (project.containsOver()) {
            return aggregate.copy(aggregate.getTraitSet(), List.of(fenceAbove(project)));
        }
        if (project.getInput() instanceof Project windows && windows.containsOver()) {
            RelNode fenced = project.copy(project.getTraitSet(), List.of(fenceAbove(windows)));
            return aggregate.copy(aggregate.getTraitSet(), List.of(fenced));
        }
        return visited;
    }

    private static RelNode fenceAbove(Project windows) {
        RexBuilder rexBuilder = windows.getCluster().getRexBuilder();
        return LogicalFilter.create(windows, rexBuilder.makeLiteral(true));
    }

    private static final class SubQueries extends RexShuttle {
        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
            RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
            return visited.clone(fence(visited.rel));
        }
    }
}
