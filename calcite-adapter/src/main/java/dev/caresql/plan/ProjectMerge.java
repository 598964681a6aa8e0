package dev.caresql.plan;

import dev.caresql.formula.Projects;
import dev.caresql.sql.PlanRewrite;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/** Merges Projects that stand on each other, in subqueries too, so that the SQL has no more levels than it needs. */
final class ProjectMerge extends PlanRewrite {
    @Override
    protected RelNode rewrite(RelNode node) {
        if (node instanceof Project upper
                && upper.getInput() instanceof Project lower
                && upper.getVariablesSet().isEmpty()
                && lower.getProjects().stream().allMatch(expression -> RexUtil.SubQueryFinder.find(expression) == null)
                && !RexUtil.SubQueryFinder.containsSubQuery(upper)) {
            return Projects.over(lower, upper.getProjects(), upper.getRowType().getFieldNames());
        }
        return node instanceof Filter filter ? having(filter) : node;
    }

    /** A condition on results becomes HAVING of the aggregate below them instead of one more level. */
    private static RelNode having(Filter filter) {
        if (filter.getInput() instanceof Project results
                && results.getInput() instanceof Aggregate
                && !results.containsOver()
                && filter.getVariablesSet().isEmpty()) {
            RexNode condition = RelOptUtil.pushPastProject(filter.getCondition(), results);
            RelNode filtered = LogicalFilter.create(results.getInput(), condition);
            return results.copy(results.getTraitSet(), List.of(filtered));
        }
        return filter;
    }
}
