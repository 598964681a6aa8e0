package dev.caresql.engine;

import dev.caresql.sql.PlanRewrite;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexOver;

/**
 * Keeps windows out of aggregates: Calcite would merge a Project with windows into the SELECT of the Aggregate above
 * it, which no engine accepts. A Filter that is always true between the two makes it a subquery. The same goes for a
 * Project above that reads no window, or stands above a Sort: Calcite takes the windows for aggregates and groups the
 * rows.
 */
final class WindowFence extends PlanRewrite {
    @Override
    protected RelNode rewrite(RelNode node) {
        if (node instanceof Project top && top.getInput() instanceof Project windows && readsNoWindow(top, windows)) {
            return top.copy(top.getTraitSet(), List.of(fenceAbove(windows)));
        }
        if (node instanceof Project top
                && top.getInput() instanceof Sort sort
                && sort.getInput() instanceof Project windows
                && windows.containsOver()) {
            RelNode fenced = sort.copy(sort.getTraitSet(), List.of(fenceAbove(windows)));
            return top.copy(top.getTraitSet(), List.of(fenced));
        }
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
        if (project.getInput() instanceof Aggregate && hasConstants(project)) {
            return aggregate.copy(aggregate.getTraitSet(), List.of(constantsApart(project)));
        }
        return node;
    }

    private static boolean hasConstants(Project project) {
        return project.getProjects().stream()
                .anyMatch(expression -> RelOptUtil.InputFinder.bits(expression).isEmpty());
    }

    private static RelNode constantsApart(Project project) {
        RelNode groups = project.getInput();
        RexBuilder rexBuilder = groups.getCluster().getRexBuilder();
        RelNode results = LogicalProject.create(
                groups,
                List.of(),
                rexBuilder.identityProjects(groups.getRowType()),
                groups.getRowType().getFieldNames(),
                Set.of());
        RelNode fenced = LogicalFilter.create(results, rexBuilder.makeLiteral(true));
        return project.copy(project.getTraitSet(), List.of(fenced));
    }

    private static boolean readsNoWindow(Project top, Project windows) {
        return windows.containsOver()
                && RelOptUtil.InputFinder.bits(top.getProjects(), null).asList().stream()
                        .map(windows.getProjects()::get)
                        .noneMatch(RexOver::containsOver);
    }

    private static RelNode fenceAbove(Project windows) {
        RexBuilder rexBuilder = windows.getCluster().getRexBuilder();
        return LogicalFilter.create(windows, rexBuilder.makeLiteral(true));
    }
}
