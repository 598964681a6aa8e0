package dev.caresql.engine.duckdb;

import com.google.common.collect.ImmutableSet;
import dev.caresql.sql.PlanRewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Takes sub-queries and values of rows outside out of the conditions of joins: those of an inner join become a filter of
 * its rows, and an outer join looks up its other side for each of its rows.
 */
final class JoinSubQueries {
    private final Join join;
    private final RexBuilder rex;
    private final CorrelationId kept;
    private final CorrelationId looked;

    private JoinSubQueries(Join join) {
        this.join = join;
        this.rex = join.getCluster().getRexBuilder();
        this.kept = join.getCluster().createCorrel();
        this.looked = join.getCluster().createCorrel();
    }

    /** The same rows. */
    static RelNode of(Join join) {
        List<RexNode> conditions = RelOptUtil.conjunctions(join.getCondition());
        List<RexNode> moved =
                conditions.stream().filter(JoinSubQueries::isMoved).toList();
        if (moved.isEmpty()) {
            return join;
        }
        return switch (join.getJoinType()) {
            case INNER -> filtered(join, conditions, moved);
            case LEFT -> new JoinSubQueries(join).lookup(join.getLeft(), join.getRight(), 0, leftCount(join));
            case RIGHT -> new JoinSubQueries(join).swapped();
            case FULL -> full(join);
            default -> join;
        };
    }

    private static boolean isMoved(RexNode condition) {
        return !CheckedPlan.readsOneRow(condition)
                || (Expressions.isCorrelated(condition) && Expressions.canFail(condition));
    }

    private static int leftCount(Join join) {
        return join.getLeft().getRowType().getFieldCount();
    }

    private static RelNode filtered(Join join, List<RexNode> conditions, List<RexNode> moved) {
        RexBuilder rex = join.getCluster().getRexBuilder();
        List<RexNode> others = conditions.stream()
                .filter(condition -> !moved.contains(condition))
                .toList();
        RelNode rows = LogicalJoin.create(
                join.getLeft(),
                join.getRight(),
                join.getHints(),
                RexUtil.composeConjunction(rex, others),
                Set.of(),
                JoinRelType.INNER);
        return LogicalFilter.create(
                rows, RexUtil.composeConjunction(rex, moved), ImmutableSet.copyOf(join.getVariablesSet()));
    }

    /** The left side with what it meets, and the rows of the right side that meet nothing. */
    private static RelNode full(Join join) {
        RelNode left = join.getLeft();
        RelNode right = join.getRight();
        int count = leftCount(join);
        JoinSubQueries unmet = new JoinSubQueries(join);
        RexNode met = RexSubQuery.exists(unmet.matches(right, left, count, 0));
        RelNode alone = LogicalFilter.create(right, Expressions.not(unmet.rex, met), ImmutableSet.of(unmet.kept));
        List<RexNode> fields = new ArrayList<>();
        join.getRowType()
                .getFieldList()
                .subList(0, count)
                .forEach(field -> fields.add(unmet.rex.makeNullLiteral(field.getType())));
        fields.addAll(unmet.rex.identityProjects(right.getRowType()));
        RelNode meeting = new JoinSubQueries(join).lookup(left, right, 0, count);
        List<String> names = join.getRowType().getFieldNames();
        return LogicalUnion.create(
                List.of(
                        LogicalProject.create(
                                meeting, List.of(), unmet.rex.identityProjects(meeting.getRowType()), names, Set.of()),
                        LogicalProject.create(alone, List.of(), fields, names, Set.of())),
                true);
    }

    /** For each row of one side those of the other; the sides' fields begin where the condition counts them from. */
    private RelNode lookup(RelNode side, RelNode other, int sideStart, int otherStart) {
        return LogicalCorrelate.create(
                side,
                matches(side, other, sideStart, otherStart),
                List.of(),
                kept,
                ImmutableBitSet.range(side.getRowType().getFieldCount()),
                JoinRelType.LEFT);
    }

    /** The rows of the other side that a row of this side meets. */
    private Filter matches(RelNode side, RelNode other, int sideStart, int otherStart) {
        RexNode condition = join.getCondition().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return isOf(side, sideStart, ref.getIndex())
                        ? outside(side, kept, ref.getIndex() - sideStart)
                        : RexInputRef.of(ref.getIndex() - otherStart, other.getRowType());
            }

            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                return visited.clone(inside(subQuery.rel, side, other, sideStart, otherStart));
            }
        });
        return LogicalFilter.create(other, condition, ImmutableSet.of(looked));
    }

    private RelNode inside(RelNode subQuery, RelNode side, RelNode other, int sideStart, int otherStart) {
        RexShuttle accesses = new RexShuttle() {
            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
                if (!(access.getReferenceExpr() instanceof RexCorrelVariable variable)
                        || !join.getVariablesSet().contains(variable.id)) {
                    return access;
                }
                int index = access.getField().getIndex();
                return isOf(side, sideStart, index)
                        ? outside(side, kept, index - sideStart)
                        : outside(other, looked, index - otherStart);
            }
        };
        return new PlanRewrite() {
            @Override
            protected RelNode rewrite(RelNode node) {
                return node.accept(accesses);
            }
        }.apply(subQuery);
    }

    private static boolean isOf(RelNode side, int start, int index) {
        return index >= start && index < start + side.getRowType().getFieldCount();
    }

    private RexNode outside(RelNode rows, CorrelationId id, int index) {
        return rex.makeFieldAccess(rex.makeCorrel(rows.getRowType(), id), index);
    }

    private RelNode swapped() {
        int left = leftCount(join);
        RelNode looked = lookup(join.getRight(), join.getLeft(), left, 0);
        RelDataType type = looked.getRowType();
        int right = type.getFieldCount() - left;
        List<RexNode> fields = new ArrayList<>();
        IntStream.range(right, right + left).forEach(i -> fields.add(RexInputRef.of(i, type)));
        IntStream.range(0, right).forEach(i -> fields.add(RexInputRef.of(i, type)));
        return LogicalProject.create(
                looked, List.of(), fields, join.getRowType().getFieldNames(), Set.of());
    }
}
