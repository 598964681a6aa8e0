package dev.caresql.plan;

import dev.caresql.formula.PlainCalls;
import dev.caresql.sql.PlanRewrite;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Aggregates each fact of {@code kpis} by itself and lets the results meet, instead of aggregating the rows of all facts
 * together: an aggregate that reads one fact alone needs no column for the others.
 */
final class FactAggregates extends PlanRewrite {
    @Override
    protected RelNode rewrite(RelNode node) {
        if (!(node instanceof Aggregate aggregate)) {
            return node;
        }
        Optional<Rows> rows = rows(aggregate.getInput())
                .filter(found -> found.isOneFact() || aggregate.getGroupSets().size() == 1);
        return rows.map(found -> apart(aggregate, found)).orElse(node);
    }

    /** Walks down through Projects and Filters to the facts. */
    private static Optional<Rows> rows(RelNode input) {
        RexBuilder rexBuilder = input.getCluster().getRexBuilder();
        List<RexNode> expressions = List.copyOf(rexBuilder.identityProjects(input.getRowType()));
        List<RexNode> conditions = List.of();
        RelNode node = input;
        while (node instanceof Project || node instanceof Filter) {
            if (!node.getVariablesSet().isEmpty() || hasSubQuery(node)) {
                return Optional.empty();
            }
            if (node instanceof Project project) {
                if (project.containsOver()) {
                    return Optional.empty();
                }
                expressions = RelOptUtil.pushPastProject(expressions, project);
                conditions = RelOptUtil.pushPastProject(conditions, project);
            } else {
                List<RexNode> more = new ArrayList<>(conditions);
                more.add(((Filter) node).getCondition());
                conditions = more;
            }
            node = node.getInput(0);
        }
        if (!(node instanceof Union union)
                || !union.all
                || !union.getInputs().stream().allMatch(Project.class::isInstance)) {
            return Optional.empty();
        }
        int stream = union.getRowType().getFieldNames().indexOf(FactLayout.STREAM);
        return stream < 0
                ? Optional.empty()
                : Optional.of(new Rows(expressions, RexUtil.composeConjunction(rexBuilder, conditions), union, stream));
    }

    private static boolean hasSubQuery(RelNode node) {
        return node instanceof Project project
                ? RexUtil.SubQueryFinder.containsSubQuery(project)
                : RexUtil.SubQueryFinder.containsSubQuery((Filter) node);
    }

    private static RelNode apart(Aggregate aggregate, Rows rows) {
        List<Integer> owners = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            int owner = owner(call, rows);
            if (!rows.isOneFact() && owner < 0 && (call.isDistinct() || !isSum(call.getAggregation()))) {
                return aggregate;
            }
            owners.add(owner);
        }
        List<RelNode> branches = new ArrayList<>();
        for (int i = 0; i < rows.union().getInputs().size(); i++) {
            branches.add(branch(aggregate, rows, owners, i));
        }
        return rows.isOneFact() ? branches.get(0) : meet(aggregate, LogicalUnion.create(branches, true));
    }

    /** COUNT adds up over facts, so it may count the rows of them all. */
    private static boolean isSum(SqlAggFunction function) {
        return function.getKind() == SqlKind.COUNT;
    }

    /** The input of the union that an aggregate reads alone, by its filter; -1 when it may read them all. */
    private static int owner(AggregateCall call, Rows rows) {
        if (call.filterArg < 0) {
            return -1;
        }
        for (RexNode condition : conditions(rows.expressions().get(call.filterArg))) {
            for (int i = 0; i < rows.union().getInputs().size(); i++) {
                if (condition.equals(rows.isStream(i))) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static List<RexNode> conditions(RexNode filter) {
        boolean definite = filter instanceof RexCall call && call.getKind() == SqlKind.IS_TRUE;
        return RelOptUtil.conjunctions(
                definite ? ((RexCall) filter).getOperands().get(0) : filter);
    }

    private static RelNode branch(Aggregate aggregate, Rows rows, List<Integer> owners, int index) {
        Project fact = (Project) rows.union().getInputs().get(index);
        RexBuilder rexBuilder = fact.getCluster().getRexBuilder();
        List<RexNode> columns = new ArrayList<>();
        List<Integer> needed = needed(aggregate, owners, index);
        for (int field : needed) {
            RexNode column = rows.expressions().get(field);
            columns.add(RelOptUtil.pushPastProject(withoutStream(column, rows.isStream(index), rexBuilder), fact));
        }
        RexNode where = RelOptUtil.pushPastProject(rows.where(), fact);
        RelNode below = where.isAlwaysTrue() ? fact.getInput() : LogicalFilter.create(fact.getInput(), where);
        RelNode input = LogicalProject.create(below, List.of(), columns, (List<String>) null, Set.of());
        int groups = aggregate.getGroupCount();
        List<AggregateCall> calls = new ArrayList<>();
        for (int i = 0; i < owners.size(); i++) {
            if (owners.get(i) == index || owners.get(i) < 0) {
                calls.add(moved(aggregate.getAggCallList().get(i), needed, columns));
            }
        }
        RelNode grouped = LogicalAggregate.create(
                input, aggregate.getHints(), ImmutableBitSet.range(groups), groupSets(aggregate), calls);
        List<RexNode> outputs = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            outputs.add(RexInputRef.of(i, grouped.getRowType()));
        }
        int next = groups;
        for (int i = 0; i < owners.size(); i++) {
            boolean own = owners.get(i) == index || owners.get(i) < 0;
            outputs.add(
                    own
                            ? value(rexBuilder, RexInputRef.of(next++, grouped.getRowType()), rows.isOneFact())
                            : nothing(
                                    rexBuilder,
                                    aggregate.getAggCallList().get(i).getType()));
        }
        return LogicalProject.create(
                grouped, List.of(), outputs, aggregate.getRowType().getFieldNames(), Set.of());
    }

    private static List<ImmutableBitSet> groupSets(Aggregate aggregate) {
        List<Integer> keys = aggregate.getGroupSet().asList();
        return aggregate.getGroupSets().stream()
                .map(set -> ImmutableBitSet.of(
                        set.asList().stream().map(keys::indexOf).toList()))
                .toList();
    }

    /** An opaque value, such as a history, has a type that no engine could cast NULL to. */
    private static RexNode nothing(RexBuilder rexBuilder, RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.ANY
                ? rexBuilder.makeNullLiteral(rexBuilder.getTypeFactory().createSqlType(SqlTypeName.NULL))
                : rexBuilder.makeNullLiteral(type);
    }

    private static RexNode value(RexBuilder rexBuilder, RexNode value, boolean isOneFact) {
        return isOneFact || value.getType().isNullable()
                ? value
                : rexBuilder.makeAbstractCast(
                        rexBuilder.getTypeFactory().createTypeWithNullability(value.getType(), true), value, false);
    }

    /** The group keys first, in order, then what the aggregates of one fact read. */
    private static List<Integer> needed(Aggregate aggregate, List<Integer> owners, int index) {
        Set<Integer> needed = new LinkedHashSet<>(aggregate.getGroupSet().asList());
        for (int i = 0; i < owners.size(); i++) {
            AggregateCall call = aggregate.getAggCallList().get(i);
            if (owners.get(i) == index || owners.get(i) < 0) {
                needed.addAll(call.getArgList());
                if (call.filterArg >= 0) {
                    needed.add(call.filterArg);
                }
            }
        }
        return List.copyOf(needed);
    }

    private static AggregateCall moved(AggregateCall call, List<Integer> needed, List<RexNode> columns) {
        List<Integer> arguments =
                call.getArgList().stream().map(needed::indexOf).toList();
        int filter = call.filterArg < 0 ? -1 : needed.indexOf(call.filterArg);
        return call.withArgList(arguments)
                .withFilter(filter >= 0 && columns.get(filter).isAlwaysTrue() ? -1 : filter);
    }

    private static RexNode withoutStream(RexNode column, RexNode isStream, RexBuilder rexBuilder) {
        return column.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                if (call.equals(isStream)) {
                    return rexBuilder.makeLiteral(true);
                }
                RexNode visited = super.visitCall(call);
                if (visited.getKind() == SqlKind.AND) {
                    return RexUtil.composeConjunction(rexBuilder, ((RexCall) visited).getOperands());
                }
                boolean isTrue = visited.getKind() == SqlKind.IS_TRUE
                        && ((RexCall) visited).getOperands().get(0).isAlwaysTrue();
                return isTrue ? rexBuilder.makeLiteral(true) : visited;
            }
        });
    }

    /** One row for each group of each fact becomes one row for each group; a value is in one of them. */
    private static RelNode meet(Aggregate aggregate, RelNode branches) {
        int groups = aggregate.getGroupCount();
        List<AggregateCall> calls = new ArrayList<>();
        for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
            AggregateCall call = aggregate.getAggCallList().get(i);
            SqlAggFunction merge =
                    isSum(call.getAggregation()) ? SqlStdOperatorTable.SUM0 : SqlStdOperatorTable.ANY_VALUE;
            calls.add(PlainCalls.of(merge, List.of(groups + i), -1, call.getType(), call.getName()));
        }
        return LogicalAggregate.create(branches, aggregate.getHints(), ImmutableBitSet.range(groups), null, calls);
    }

    /**
     * What an aggregate reads of {@code kpis}.
     *
     * @param expressions what it groups by and aggregates, over the union's fields
     * @param where which rows it reads, over the union's fields
     * @param union the facts
     * @param stream the field that tells the facts apart
     */
    private record Rows(List<RexNode> expressions, RexNode where, Union union, int stream) {
        boolean isOneFact() {
            return union.getInputs().size() == 1;
        }

        /** The condition that a row comes from an input of the union. */
        RexNode isStream(int index) {
            RexBuilder rexBuilder = union.getCluster().getRexBuilder();
            RexNode number = ((Project) union.getInput(index)).getProjects().get(stream);
            RexNode literal = number.getKind() == SqlKind.CAST
                    ? ((RexCall) number).getOperands().get(0)
                    : number;
            return rexBuilder.makeCall(SqlStdOperatorTable.EQUALS, RexInputRef.of(stream, union.getRowType()), literal);
        }
    }
}
