package dev.caresql.plan;

import dev.caresql.sql.PlanRewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Says a condition once: what WHERE already demands is left out of the FILTERs of an aggregate above it, and what all
 * FILTERs demand moves into WHERE, so that the engine skips the other rows. A group of which no row is counted must
 * still appear, so with GROUP BY the latter is up to {@link KeptGroups}.
 */
final class CommonFilters extends PlanRewrite {
    @Override
    protected RelNode rewrite(RelNode node) {
        if (!(node instanceof Aggregate aggregate)
                || !(aggregate.getInput() instanceof Project project)
                || project.containsOver()) {
            return node;
        }
        RexBuilder rexBuilder = project.getCluster().getRexBuilder();
        RelNode rows = project.getInput();
        boolean filtered =
                rows instanceof Filter where && where.getVariablesSet().isEmpty();
        List<RexNode> where =
                new ArrayList<>(filtered ? RelOptUtil.conjunctions(((Filter) rows).getCondition()) : List.of());
        RexNode common = Demand.of(where)
                .rest(
                        rexBuilder,
                        RelOptUtil.conjunctions(common(aggregate, project).condition(rexBuilder)));
        boolean moves = !common.isAlwaysTrue() && (isOneGroup(aggregate) || KeptGroups.pays(aggregate, project));
        if (!moves) {
            return withoutWhere(aggregate, project, where);
        }
        where.addAll(RelOptUtil.conjunctions(common));
        RelNode counted =
                LogicalFilter.create(filtered ? rows.getInput(0) : rows, RexUtil.composeConjunction(rexBuilder, where));
        Aggregate fewer = without(aggregate, project, counted, Demand.of(where));
        return isOneGroup(aggregate) ? fewer : KeptGroups.add(fewer, project);
    }

    /** Where no condition moves, the FILTERs lose what WHERE has, and what is left of them may be for tallies. */
    private static RelNode withoutWhere(Aggregate aggregate, Project project, List<RexNode> where) {
        Aggregate rest =
                where.isEmpty() ? aggregate : without(aggregate, project, project.getInput(), Demand.of(where));
        return rest.getInput() instanceof Project rows && Tally.pays(rest, rows) ? Tally.of(rest, rows) : rest;
    }

    private static boolean isOneGroup(Aggregate aggregate) {
        return aggregate.getGroupCount() == 0 && aggregate.getGroupSets().size() == 1;
    }

    private static Aggregate without(Aggregate aggregate, Project project, RelNode rows, Demand demanded) {
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
            calls.add(rest.isAlwaysTrue() && staysNullable(call, aggregate, project) ? call.withFilter(-1) : call);
        }
        RelNode fewer = project.copy(project.getTraitSet(), rows, projects, project.getRowType());
        return aggregate.copy(aggregate.getTraitSet(), fewer, aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
    }

    /** MAX(1) may be NULL with a FILTER only, and the types of a plan must stay. */
    private static boolean staysNullable(AggregateCall call, Aggregate aggregate, Project project) {
        return call.getAggregation().getKind() == SqlKind.COUNT
                || aggregate.hasEmptyGroup()
                || call.getArgList().stream()
                        .anyMatch(field ->
                                project.getProjects().get(field).getType().isNullable());
    }

    private static Demand common(Aggregate aggregate, Project project) {
        Optional<Demand> common = Optional.empty();
        for (AggregateCall call : aggregate.getAggCallList()) {
            if (call.filterArg < 0 || usedAsValue(aggregate, call.filterArg)) {
                return Demand.of(List.of());
            }
            Demand own = Demand.of(conditions(project.getProjects().get(call.filterArg)));
            common = Optional.of(common.map(own::common).orElse(own));
        }
        return common.orElse(Demand.of(List.of()))
                .only(condition ->
                        RexUtil.SubQueryFinder.find(condition) == null && RexUtil.isDeterministic(condition));
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

    private static RexNode without(RexBuilder rexBuilder, RexNode filter, Demand demanded) {
        RexNode condition = demanded.rest(rexBuilder, conditions(filter));
        return condition.getType().isNullable()
                ? rexBuilder.makeCall(SqlStdOperatorTable.IS_TRUE, condition)
                : condition;
    }
}
