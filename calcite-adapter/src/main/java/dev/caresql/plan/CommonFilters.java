package dev.caresql.plan;

import dev.caresql.sql.PlanRewrite;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Says a condition once: what WHERE already demands is left out of the FILTERs of an aggregate above it, and what all
 * FILTERs demand moves into WHERE, so that the engine skips the other rows. The latter only where there is no GROUP BY:
 * a group of which no row is counted must still appear.
 */
final class CommonFilters extends PlanRewrite {
    @Override
    protected RelNode rewrite(RelNode node) {
        if (!(node instanceof Aggregate aggregate)
                || !(aggregate.getInput() instanceof Project project)
                || project.containsOver()) {
            return node;
        }
        RelNode rows = project.getInput();
        Set<RexNode> demanded = new LinkedHashSet<>();
        if (rows instanceof Filter where && where.getVariablesSet().isEmpty()) {
            demanded.addAll(RelOptUtil.conjunctions(where.getCondition()));
        }
        boolean oneGroup =
                aggregate.getGroupCount() == 0 && aggregate.getGroupSets().size() == 1;
        if (oneGroup && demanded.addAll(common(aggregate, project))) {
            boolean filtered =
                    rows instanceof Filter where && where.getVariablesSet().isEmpty();
            rows = LogicalFilter.create(
                    filtered ? rows.getInput(0) : rows,
                    RexUtil.composeConjunction(project.getCluster().getRexBuilder(), List.copyOf(demanded)));
        }
        return demanded.isEmpty() ? node : without(aggregate, project, rows, demanded);
    }

    private static RelNode without(Aggregate aggregate, Project project, RelNode rows, Set<RexNode> demanded) {
        RexBuilder rexBuilder = project.getCluster().getRexBuilder();
        List<RexNode> projects = new ArrayList<>(project.getProjects());
        List<AggregateCall> calls = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            boolean own = call.filterArg >= 0 && !usedAsValue(aggregate, call.filterArg);
            RexNode rest = own
                    ? without(rexBuilder, project.getProjects().get(call.filterArg), demanded)
                    : rexBuilder.makeLiteral(false);
            if (own) {
                projects.set(call.filterArg, rest);
            }
            calls.add(rest.isAlwaysTrue() ? call.withFilter(-1) : call);
        }
        RelNode fewer = project.copy(project.getTraitSet(), rows, projects, project.getRowType());
        return aggregate.copy(aggregate.getTraitSet(), fewer, aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
    }

    private static Set<RexNode> common(Aggregate aggregate, Project project) {
        Set<RexNode> common = new LinkedHashSet<>();
        boolean first = true;
        for (AggregateCall call : aggregate.getAggCallList()) {
            if (call.filterArg < 0 || usedAsValue(aggregate, call.filterArg)) {
                return Set.of();
            }
            RexNode filter = project.getProjects().get(call.filterArg);
            List<RexNode> conditions = conditions(filter);
            if (first) {
                common.addAll(conditions);
            } else {
                common.retainAll(conditions);
            }
            first = false;
        }
        common.removeIf(
                condition -> RexUtil.SubQueryFinder.find(condition) != null || !RexUtil.isDeterministic(condition));
        return common;
    }

    private static boolean usedAsValue(Aggregate aggregate, int field) {
        return aggregate.getGroupSet().get(field)
                || aggregate.getAggCallList().stream()
                        .anyMatch(call -> call.getArgList().contains(field));
    }

    private static List<RexNode> conditions(RexNode filter) {
        boolean definite = filter instanceof RexCall call && call.getOperator() == SqlStdOperatorTable.IS_TRUE;
        return RelOptUtil.conjunctions(
                definite ? ((RexCall) filter).getOperands().get(0) : filter);
    }

    private static RexNode without(RexBuilder rexBuilder, RexNode filter, Set<RexNode> common) {
        List<RexNode> rest = conditions(filter).stream()
                .filter(condition -> !common.contains(condition))
                .toList();
        RexNode condition = RexUtil.composeConjunction(rexBuilder, rest);
        return condition.getType().isNullable()
                ? rexBuilder.makeCall(SqlStdOperatorTable.IS_TRUE, condition)
                : condition;
    }
}
