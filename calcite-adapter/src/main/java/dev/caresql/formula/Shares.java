package dev.caresql.formula;

import dev.caresql.catalog.KpiMeasure.Interval;
import dev.caresql.sql.CareOperators;
import dev.caresql.sql.CareTypeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * What can be proved about the numerator of a fraction: that it counts some of what the denominator counts, or the
 * difference of two counts of it that have nothing in common. What cannot be proved may still be true, and is for the
 * catalog to say.
 */
final class Shares {
    private final RexBuilder rexBuilder = new RexBuilder(CareTypeFactory.shared());
    private final CompiledFormula formula;
    private final Fraction fraction;
    private final Implication implication;

    Shares(CompiledFormula formula, Fraction fraction) {
        this.formula = formula;
        this.fraction = fraction;
        this.implication = new Implication(rexBuilder, formula.valid());
    }

    /** The interval that the algebra allows. */
    Interval proved() {
        Optional<AggregateCall> whole = count(fraction.denominator());
        if (whole.isPresent() && isShare(fraction.numerator(), whole.get())) {
            return Interval.WILSON;
        }
        if (whole.isPresent() && isNet(whole.get())) {
            return Interval.NPS;
        }
        return isMean() ? Interval.MEAN : Interval.NONE;
    }

    /** Whether the catalog may say so: the numbers that the interval is made of are there. */
    boolean allows(Interval declared) {
        return switch (declared) {
            case WILSON -> isOfCounts(fraction.numerator()) && isOfCounts(fraction.denominator());
            case NPS ->
                isOfCounts(fraction.denominator())
                        && difference().filter(this::isOfCounts).isPresent();
            case MEAN -> isMean();
            case NONE -> true;
        };
    }

    /** Whether it divides counts, and their relation is not proved. */
    boolean isUnprovedShare() {
        return allows(Interval.WILSON) && proved() == Interval.NONE;
    }

    /** The two sides of the numerator, when it is a difference. */
    Optional<RexCall> difference() {
        return fraction.numerator() instanceof RexCall call && call.getKind() == SqlKind.MINUS
                ? Optional.of(call)
                : Optional.empty();
    }

    private boolean isMean() {
        return fraction.numerator() instanceof RexInputRef ref
                && count(fraction.denominator())
                        .filter(count -> isSumOf(fraction.aggregates().get(ref.getIndex()), count))
                        .isPresent();
    }

    private static boolean isSumOf(AggregateCall sum, AggregateCall count) {
        return sum.getAggregation().getKind() == SqlKind.SUM
                && !sum.isDistinct()
                && !count.isDistinct()
                && sum.getArgList().equals(count.getArgList())
                && sum.filterArg == count.filterArg;
    }

    private boolean isOfCounts(RexNode expression) {
        for (int index : RelOptUtil.InputFinder.bits(expression)) {
            SqlAggFunction function = fraction.aggregates().get(index).getAggregation();
            if (function.getKind() != SqlKind.COUNT && function != CareOperators.HISTORY) {
                return false;
            }
        }
        return true;
    }

    private Optional<AggregateCall> count(RexNode expression) {
        return expression instanceof RexInputRef ref
                        && fraction.aggregates()
                                        .get(ref.getIndex())
                                        .getAggregation()
                                        .getKind()
                                == SqlKind.COUNT
                ? Optional.of(fraction.aggregates().get(ref.getIndex()))
                : Optional.empty();
    }

    private boolean isShare(RexNode part, AggregateCall whole) {
        if (part instanceof RexCall rest
                && rest.getKind() == SqlKind.MINUS
                && rest.getOperands().get(0).equals(fraction.denominator())) {
            return isShare(rest.getOperands().get(1), whole);
        }
        return count(part).filter(call -> isPart(call, whole)).isPresent();
    }

    private boolean isNet(AggregateCall whole) {
        return difference()
                .filter(net -> {
                    Optional<AggregateCall> up = count(net.getOperands().get(0));
                    Optional<AggregateCall> down = count(net.getOperands().get(1));
                    return up.isPresent()
                            && down.isPresent()
                            && !whole.isDistinct()
                            && isPart(up.get(), whole)
                            && isPart(down.get(), whole)
                            && implication.isImpossible(condition(up.get()), condition(down.get()));
                })
                .isPresent();
    }

    private boolean isPart(AggregateCall part, AggregateCall whole) {
        boolean sameUnits = part.isDistinct() == whole.isDistinct()
                && (!part.isDistinct() || part.getArgList().equals(whole.getArgList()));
        if (!sameUnits) {
            return false;
        }
        return implication.follows(condition(part), condition(whole));
    }

    /** The rows that a count counts. */
    private RexNode condition(AggregateCall call) {
        List<RexNode> conditions = new ArrayList<>();
        if (call.filterArg >= 0) {
            conditions.addAll(RelOptUtil.conjunctions(bare(formula.rows().get(call.filterArg))));
        }
        for (int argument : call.getArgList()) {
            RexNode value = formula.rows().get(argument);
            if (value.getType().isNullable()) {
                conditions.add(rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, value));
            }
        }
        return RexUtil.composeConjunction(rexBuilder, conditions);
    }

    private static RexNode bare(RexNode filter) {
        return filter instanceof RexCall call && call.getKind() == SqlKind.IS_TRUE
                ? call.getOperands().get(0)
                : filter;
    }
}
