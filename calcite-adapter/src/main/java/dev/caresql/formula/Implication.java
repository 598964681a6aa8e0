package dev.caresql.formula;

import dev.caresql.sql.CareOperators;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/** Proves that one condition follows from another under SQL's three values. Does not find every proof there is. */
final class Implication {
    /** Conditions with more operators are not taken apart, since that can multiply them. */
    private static final int MAX_NODES = 200;

    /** They are NULL exactly when an operand is. */
    private static final Set<SqlKind> EXACT = Set.of(
            SqlKind.EQUALS,
            SqlKind.NOT_EQUALS,
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL,
            SqlKind.PLUS,
            SqlKind.MINUS,
            SqlKind.TIMES,
            SqlKind.CAST);

    private final RexBuilder rexBuilder;
    private final Simplifier simplifier;
    private final Optional<RexNode> known;

    /**
     * Creates a prover.
     *
     * @param known what is true of every row anyway
     */
    Implication(RexBuilder rexBuilder, Optional<RexNode> known) {
        this.rexBuilder = rexBuilder;
        this.simplifier = new Simplifier(rexBuilder);
        this.known = known;
    }

    /** Whether the wanted condition is true of every row of which the given one is. */
    boolean follows(RexNode given, RexNode wanted) {
        List<RexNode> cases = alternatives(given);
        List<RexNode> goals = alternatives(wanted);
        return cases.stream().allMatch(one -> goals.stream()
                .anyMatch(goal -> RelOptUtil.conjunctions(goal).stream().allMatch(condition -> holds(one, condition))));
    }

    /** Whether no row fulfils both. */
    boolean isImpossible(RexNode first, RexNode second) {
        RexNode together = RexUtil.composeConjunction(
                rexBuilder, known.map(always -> List.of(first, second, always)).orElse(List.of(first, second)));
        return simplifier.condition(together).isAlwaysFalse();
    }

    private List<RexNode> alternatives(RexNode condition) {
        RexNode simple = plain(simplifier.condition(condition));
        return simple.nodeCount() > MAX_NODES
                ? List.of(simple)
                : RelOptUtil.disjunctions(RexUtil.toDnf(rexBuilder, simple));
    }

    /** Lists of values as comparisons, and every text constant in one form, so that equal conditions are equal. */
    private RexNode plain(RexNode condition) {
        return RexUtil.expandSearch(rexBuilder, null, condition).accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                return TextConstants.text(call)
                        .<RexNode>map(text -> rexBuilder.makeLiteral(text.getValue()))
                        .orElseGet(() -> super.visitCall(call));
            }

            @Override
            public RexNode visitLiteral(RexLiteral literal) {
                return TextConstants.text(literal)
                        .<RexNode>map(text -> rexBuilder.makeLiteral(text.getValue()))
                        .orElse(literal);
            }
        });
    }

    private boolean holds(RexNode given, RexNode wanted) {
        ImmutableBitSet present = present(given);
        if (RelOptUtil.conjunctions(given).contains(wanted)) {
            return true;
        }
        if (wanted instanceof RexCall call
                && call.getKind() == SqlKind.IS_NOT_NULL
                && isExact(call.getOperands().get(0))) {
            return present.contains(RelOptUtil.InputFinder.bits(wanted));
        }
        boolean neverNull = isExact(wanted) && present.contains(RelOptUtil.InputFinder.bits(wanted));
        return neverNull && isImpossible(given, rexBuilder.makeCall(SqlStdOperatorTable.NOT, wanted))
                || isImpossible(given, rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_TRUE, wanted));
    }

    /** The columns that are not NULL where the condition is true. */
    private ImmutableBitSet present(RexNode given) {
        ImmutableBitSet present = ImmutableBitSet.of();
        for (RexNode condition : RelOptUtil.conjunctions(given)) {
            RexNode value = condition instanceof RexCall call && call.getKind() == SqlKind.IS_NOT_NULL
                    ? call.getOperands().get(0)
                    : condition;
            if (isExact(value) || isAnyOf(value)) {
                present = present.union(RelOptUtil.InputFinder.bits(value));
            }
        }
        return present;
    }

    /** x = 1 OR x = 2 is not true where x is NULL. */
    private static boolean isAnyOf(RexNode condition) {
        List<RexNode> parts = RelOptUtil.disjunctions(condition);
        ImmutableBitSet columns = RelOptUtil.InputFinder.bits(parts.get(0));
        return parts.stream()
                .allMatch(part ->
                        isExact(part) && RelOptUtil.InputFinder.bits(part).equals(columns));
    }

    private static boolean isExact(RexNode expression) {
        if (expression instanceof RexCall call) {
            boolean known = EXACT.contains(call.getKind())
                    || CareOperators.timeDiffUnit(call.getOperator()).isPresent();
            return known && call.getOperands().stream().allMatch(Implication::isExact);
        }
        return expression instanceof RexInputRef || expression instanceof RexLiteral literal && !literal.isNull();
    }
}
