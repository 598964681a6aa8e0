package dev.caresql.plan;

import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/** Which inputs a rewrite may read twice: those that give the same rows each time and depend on no outer query. */
final class Repeatable {
    private Repeatable() {}

    static boolean test(RelNode rows) {
        return RelOptUtil.getVariablesUsed(rows).isEmpty() && testNode(rows);
    }

    private static boolean testNode(RelNode node) {
        boolean own = node instanceof TableScan
                || node instanceof Project project
                        && !project.containsOver()
                        && project.getVariablesSet().isEmpty()
                        && project.getProjects().stream().allMatch(Repeatable::testExpression)
                || node instanceof Filter filter
                        && filter.getVariablesSet().isEmpty()
                        && testExpression(filter.getCondition())
                || node instanceof Join join && join.getVariablesSet().isEmpty() && testExpression(join.getCondition());
        return own && node.getInputs().stream().allMatch(Repeatable::testNode);
    }

    static boolean testExpression(RexNode expression) {
        return RexUtil.isDeterministic(expression) && RexUtil.SubQueryFinder.find(expression) == null;
    }
}
