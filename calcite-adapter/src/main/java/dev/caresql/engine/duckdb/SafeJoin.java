package dev.caresql.engine.duckdb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * A join whose condition fails on no row: what reads one side sets the rows of that side aside; what reads both sides
 * sets pairs aside, and with them the rows that an outer join would otherwise give as having no partner.
 */
final class SafeJoin {
    /** Where the rows go on which an expression over them fails. */
    @FunctionalInterface
    interface Notes {
        void note(PlacedRows failing, RelNode original, RexNode expression);
    }

    private final Join join;
    private final Notes notes;
    private final boolean traced;
    private final RexBuilder rex;
    private final int width;
    private final Set<RexNode> ofLeft = new LinkedHashSet<>();
    private final Set<RexNode> ofRight = new LinkedHashSet<>();
    private final Set<RexNode> ofPairs = new LinkedHashSet<>();

    SafeJoin(Join join, Notes notes, boolean traced) {
        this.join = join;
        this.notes = notes;
        this.traced = traced;
        this.rex = join.getCluster().getRexBuilder();
        this.width = join.getLeft().getRowType().getFieldCount();
    }

    PlacedRows rows(PlacedRows leftRows, PlacedRows rightRows) {
        RexShuttle guard = new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                return tried(call, this);
            }
        };
        List<RexNode> safe = guard.apply(new ArrayList<>(RelOptUtil.conjunctions(join.getCondition())));
        PlacedRows left = kept(leftRows, join.getLeft(), ofLeft);
        PlacedRows right = kept(
                rightRows,
                join.getRight(),
                ofRight.stream().map(part -> RexUtil.shift(part, -width)).toList());
        JoinRelType type = join.getJoinType();
        for (RexNode pair : ofPairs) {
            List<RexNode> conditions = new ArrayList<>(Expressions.passed(rex, safe, pair));
            conditions.add(CheckedPlan.failed(rex, pair));
            RexNode condition = RexUtil.composeConjunction(rex, conditions);
            PlacedRows pairs = PlacedRows.join(left, right, condition, JoinRelType.INNER);
            notes.note(pairs, join, pair);
            PlacedRows all = left;
            if (type.generatesNullsOnRight() || !type.projectsRight()) {
                left = PlacedRows.half(left, right, condition, JoinRelType.ANTI);
            }
            if (type.generatesNullsOnLeft()) {
                right = PlacedRows.half(right, all, swapped(condition), JoinRelType.ANTI);
            }
        }
        RexNode condition = RexUtil.composeConjunction(rex, safe);
        return type.projectsRight()
                ? PlacedRows.join(left, right, condition, type)
                : PlacedRows.half(left, right, condition, type);
    }

    private RexNode tried(RexCall call, RexShuttle guard) {
        if (!Expressions.canFail(call) || !CheckedPlan.readsOneRow(call) || Expressions.isCorrelated(call)) {
            return call;
        }
        if (Expressions.isSafeOperator(call)) {
            return call.clone(call.getType(), guard.apply(new ArrayList<>(call.getOperands())));
        }
        if (!traced || Origins.of(join, call).isEmpty()) {
            ImmutableBitSet fields = RelOptUtil.InputFinder.bits(call);
            boolean readsLeft = fields.nth(0) < width;
            boolean readsRight = fields.length() > width;
            (readsLeft && readsRight ? ofPairs : readsLeft ? ofLeft : ofRight).add(call);
        }
        return CheckedPlan.tried(rex, call);
    }

    private PlacedRows kept(PlacedRows rows, RelNode original, Collection<RexNode> failing) {
        PlacedRows kept = rows;
        for (RexNode expression : failing) {
            notes.note(rows.filter(CheckedPlan.failed(rex, expression), List.of()), original, expression);
            kept = kept.filter(Expressions.not(rex, CheckedPlan.failed(rex, expression)), List.of());
        }
        return kept;
    }

    /** The condition with the right side's fields first. */
    private RexNode swapped(RexNode condition) {
        int right = join.getRight().getRowType().getFieldCount();
        return condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                int index = ref.getIndex();
                return new RexInputRef(index < width ? index + right : index - width, ref.getType());
            }
        });
    }
}
