package dev.caresql.formula;

import static java.util.Objects.requireNonNull;

import dev.caresql.sql.CareOperators;
import dev.caresql.sql.CareTypeFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * A formula's result as {@code scale * numerator / denominator}.
 *
 * @param aggregates the formula's, and the SUM and COUNT of those that are averages
 * @param numerator an expression over the aggregates
 * @param denominator an expression over the aggregates
 * @param scale such as 100 for a percentage
 */
record Fraction(List<AggregateCall> aggregates, RexNode numerator, RexNode denominator, BigDecimal scale) {
    Fraction {
        aggregates = List.copyOf(aggregates);
        requireNonNull(numerator, "numerator is null");
        requireNonNull(denominator, "denominator is null");
        requireNonNull(scale, "scale is null");
    }

    /** The fraction that a formula is; empty when it is none, such as a count, a median or a sum of ratios. */
    static Optional<Fraction> of(CompiledFormula formula) {
        Search search = new Search(formula);
        return search.find(formula.result())
                .map(parts -> new Fraction(search.aggregates, parts.numerator, parts.denominator, parts.scale));
    }

    private record Parts(RexNode numerator, RexNode denominator, BigDecimal scale) {
        Parts times(BigDecimal factor) {
            return new Parts(numerator, denominator, scale.multiply(factor));
        }
    }

    private record Factor(BigDecimal literal, RexNode rest) {}

    private static final class Search {
        private final RexBuilder rexBuilder = new RexBuilder(CareTypeFactory.shared());
        private final CompiledFormula formula;
        private final List<AggregateCall> aggregates;

        Search(CompiledFormula formula) {
            this.formula = formula;
            this.aggregates = new ArrayList<>(formula.aggregates());
        }

        Optional<Parts> find(RexNode expression) {
            if (expression instanceof RexInputRef ref) {
                return average(ref);
            }
            if (!(expression instanceof RexCall call)) {
                return Optional.empty();
            }
            if (call.getOperator() == CareOperators.DIVIDE) {
                return quotient(call.getOperands().get(0), call.getOperands().get(1));
            }
            return switch (call.getKind()) {
                case CAST -> isNumeric(call) ? find(call.getOperands().get(0)) : Optional.empty();
                case TIMES -> product(call);
                case MINUS -> complement(call);
                case CASE -> guarded(call);
                default -> Optional.empty();
            };
        }

        private Optional<Parts> average(RexInputRef ref) {
            AggregateCall call = aggregates.get(ref.getIndex());
            if (call.getAggregation().getKind() != SqlKind.AVG) {
                return Optional.empty();
            }
            List<AggregateCall> parts = Averages.sumAndCount(call, formula.rows());
            return Optional.of(new Parts(add(parts.get(0)), add(parts.get(1)), BigDecimal.ONE));
        }

        private RexNode add(AggregateCall call) {
            int known = aggregates.indexOf(call);
            if (known < 0) {
                known = aggregates.size();
                aggregates.add(call);
            }
            return rexBuilder.makeInputRef(call.getType(), known);
        }

        private Optional<Parts> quotient(RexNode dividend, RexNode divisor) {
            Optional<BigDecimal> constant = number(divisor);
            if (constant.isPresent()) {
                BigDecimal factor = BigDecimal.ONE.divide(constant.get(), MathContext.DECIMAL64);
                return find(dividend).map(parts -> parts.times(factor));
            }
            Factor above = factor(dividend);
            Factor below = factor(withoutZeroGuard(divisor));
            BigDecimal scale = above.literal.divide(below.literal, MathContext.DECIMAL64);
            return Optional.of(new Parts(above.rest, below.rest, scale));
        }

        /** What a product has as its constant, and the rest of it without the conversions that numbers need there. */
        private static Factor factor(RexNode expression) {
            if (expression instanceof RexCall call && call.getKind() == SqlKind.TIMES) {
                for (int i = 0; i < 2; i++) {
                    Optional<BigDecimal> constant = number(call.getOperands().get(i));
                    if (constant.isPresent() && constant.get().signum() > 0) {
                        Factor rest = factor(call.getOperands().get(1 - i));
                        return new Factor(constant.get().multiply(rest.literal), rest.rest);
                    }
                }
            }
            if (expression instanceof RexCall cast && cast.getKind() == SqlKind.CAST && isNumeric(cast)) {
                return factor(cast.getOperands().get(0));
            }
            return new Factor(BigDecimal.ONE, expression);
        }

        private Optional<Parts> product(RexCall call) {
            for (int i = 0; i < 2; i++) {
                Optional<BigDecimal> constant = number(call.getOperands().get(i));
                if (constant.isPresent() && constant.get().signum() > 0) {
                    return find(call.getOperands().get(1 - i)).map(parts -> parts.times(constant.get()));
                }
            }
            return Optional.empty();
        }

        /** 100 - 100 * a / b is 100 * (b - a) / b. */
        private Optional<Parts> complement(RexCall call) {
            Optional<BigDecimal> constant = number(call.getOperands().get(0));
            return find(call.getOperands().get(1))
                    .filter(parts -> constant.isPresent() && constant.get().compareTo(parts.scale) == 0)
                    .map(parts -> new Parts(
                            rexBuilder.makeCall(SqlStdOperatorTable.MINUS, parts.denominator, parts.numerator),
                            parts.denominator,
                            parts.scale));
        }

        /** CASE WHEN it has a meaning THEN a / b END has no numerator either where it has no meaning. */
        private Optional<Parts> guarded(RexCall call) {
            List<RexNode> operands = call.getOperands();
            if (operands.size() != 3 || !RexLiteral.isNullLiteral(operands.get(2))) {
                return Optional.empty();
            }
            return find(operands.get(1)).map(parts -> {
                RexNode nothing = rexBuilder.makeNullLiteral(parts.numerator.getType());
                RexNode numerator =
                        rexBuilder.makeCall(SqlStdOperatorTable.CASE, operands.get(0), parts.numerator, nothing);
                return new Parts(numerator, parts.denominator, parts.scale);
            });
        }

        /** NULLIF(x, 0), which algebra has as CASE WHEN x = 0 THEN NULL ELSE x END. */
        private static RexNode withoutZeroGuard(RexNode divisor) {
            boolean guarded = divisor instanceof RexCall call
                    && call.getKind() == SqlKind.CASE
                    && call.getOperands().size() == 3
                    && RexLiteral.isNullLiteral(call.getOperands().get(1))
                    && call.getOperands().get(0) instanceof RexCall zero
                    && zero.getKind() == SqlKind.EQUALS
                    && number(zero.getOperands().get(1))
                            .filter(n -> n.signum() == 0)
                            .isPresent();
            return guarded ? ((RexCall) divisor).getOperands().get(2) : divisor;
        }

        private static Optional<BigDecimal> number(RexNode expression) {
            RexNode bare = expression instanceof RexCall cast && cast.getKind() == SqlKind.CAST
                    ? cast.getOperands().get(0)
                    : expression;
            return bare instanceof RexLiteral literal && !literal.isNull() && isNumeric(literal)
                    ? Optional.ofNullable(literal.getValueAs(BigDecimal.class))
                    : Optional.empty();
        }

        private static boolean isNumeric(RexNode expression) {
            return SqlTypeUtil.isNumeric(expression.getType());
        }
    }
}
