package dev.caresql.excel.formula;

import dev.caresql.sql.CareOperators;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** The result of a formula over its aggregates. NULL is #N/A, which every operator hands on as SQL does. */
final class Results {
    private static final Map<SqlKind, String> COMPARISONS = Map.of(
            SqlKind.EQUALS, "=",
            SqlKind.NOT_EQUALS, "<>",
            SqlKind.LESS_THAN, "<",
            SqlKind.LESS_THAN_OR_EQUAL, "<=",
            SqlKind.GREATER_THAN, ">",
            SqlKind.GREATER_THAN_OR_EQUAL, ">=");

    private final List<Xl> aggregates;
    private final Sharing sharing;

    Results(List<Xl> aggregates, Sharing sharing) {
        this.aggregates = List.copyOf(aggregates);
        this.sharing = sharing;
    }

    Xl value(RexNode node) {
        if (node instanceof RexInputRef ref) {
            return aggregates.get(ref.getIndex());
        }
        if (node instanceof RexLiteral literal) {
            return literal.isNull() ? Xl.missing() : Constants.cell(literal).value();
        }
        if (node instanceof RexCall call) {
            return call(call);
        }
        throw new Inexpressible("the expression " + node);
    }

    private Xl call(RexCall call) {
        List<RexNode> operands = call.getOperands();
        if (call.getOperator() == CareOperators.DIVIDE) {
            return quotient(value(operands.get(0)), operands.get(1));
        }
        return switch (call.getKind()) {
            case PLUS -> Xl.binary(value(operands.get(0)), "+", value(operands.get(1)));
            case MINUS -> Xl.binary(value(operands.get(0)), "-", value(operands.get(1)));
            case TIMES -> Xl.binary(value(operands.get(0)), "*", value(operands.get(1)));
            case MINUS_PREFIX -> Xl.binary(Xl.number(-1), "*", value(operands.get(0)));
            case CASE -> choice(operands);
            case CAST -> cast(call);
            default -> function(call);
        };
    }

    private Xl function(RexCall call) {
        String name = call.getOperator().getName();
        return switch (name) {
            case "ABS", "SQRT", "EXP", "LN" ->
                Xl.call(name, value(call.getOperands().get(0)));
            case "POWER" ->
                Xl.call(
                        name,
                        value(call.getOperands().get(0)),
                        value(call.getOperands().get(1)));
            default -> throw new Inexpressible("the function " + name);
        };
    }

    private Xl cast(RexCall call) {
        RexNode operand = call.getOperands().get(0);
        boolean toDecimal = call.getType().getSqlTypeName() == operand.getType().getSqlTypeName();
        boolean widens = SqlTypeUtil.isNumeric(call.getType())
                && (SqlTypeUtil.isApproximateNumeric(call.getType()) || SqlTypeUtil.isIntType(operand.getType()));
        if (!toDecimal && !widens) {
            throw new Inexpressible("the conversion of " + operand.getType().getSqlTypeName() + " to "
                    + call.getType().getSqlTypeName());
        }
        return value(operand);
    }

    private Xl quotient(Xl dividend, RexNode divisorNode) {
        if (Constants.number(divisorNode).filter(n -> n.signum() != 0).isPresent()) {
            return Xl.binary(dividend, "/", value(divisorNode));
        }
        if (sharing == Sharing.NONE) {
            return Xl.call("IFERROR", Xl.binary(dividend, "/", value(divisorNode)), Xl.missing());
        }
        Xl divisor = sharing.share("divisor", value(divisorNode));
        return Xl.when(Xl.binary(divisor, "=", Xl.number(0)), Xl.missing(), Xl.binary(dividend, "/", divisor));
    }

    private Xl choice(List<RexNode> operands) {
        Xl chosen = value(operands.get(operands.size() - 1));
        for (int i = operands.size() - 3; i >= 0; i -= 2) {
            RexNode condition = operands.get(i);
            Xl value = value(operands.get(i + 1));
            if (condition.getKind() == SqlKind.IS_NOT_NULL) {
                chosen = unlessMissing(value(((RexCall) condition).getOperands().get(0)), value, chosen);
            } else if (isPositiveSum(condition)) {
                Xl sum = Sums.ofNothingIsZero(
                        value(((RexCall) condition).getOperands().get(0)));
                Xl positive = Xl.binary(sum, ">", Xl.number(0));
                chosen = Xl.when(positive, Sums.ofNothingIsZero(value), chosen);
            } else {
                chosen = Xl.when(isTrue(condition), value, chosen);
            }
        }
        return chosen;
    }

    /** SUM(x) > 0, where a sum of nothing may as well be 0. */
    private boolean isPositiveSum(RexNode condition) {
        return condition instanceof RexCall call
                && call.getKind() == SqlKind.GREATER_THAN
                && Constants.number(call.getOperands().get(1))
                        .filter(n -> n.signum() == 0)
                        .isPresent()
                && Sums.isSum(value(call.getOperands().get(0)));
    }

    /** A value, or another one where something is #N/A; often that is the value itself, as in COALESCE. */
    private static Xl unlessMissing(Xl tested, Xl value, Xl otherwise) {
        if (tested.equals(value) && otherwise.equals(Xl.number(0)) && Sums.isSum(tested)) {
            return Sums.ofNothingIsZero(tested);
        }
        boolean orMissing = tested.equals(value)
                && tested instanceof Xl.Call call
                && call.function().equals("IFERROR")
                && call.arguments().get(1).equals(Xl.missing());
        return orMissing
                ? Xl.call("IFERROR", ((Xl.Call) tested).arguments().get(0), otherwise)
                : Xl.when(Xl.call("ISNA", tested), otherwise, value);
    }

    /** Whether a condition holds, as TRUE or FALSE and never #N/A. */
    private Xl isTrue(RexNode node) {
        if (!(node instanceof RexCall call)) {
            throw new Inexpressible("the condition " + node);
        }
        List<RexNode> operands = call.getOperands();
        return switch (call.getKind()) {
            case AND ->
                operands.stream()
                        .map(this::isTrue)
                        .reduce((p, q) -> Xl.when(p, q, Xl.Literal.FALSE))
                        .orElse(Xl.Literal.TRUE);
            case OR ->
                operands.stream()
                        .map(this::isTrue)
                        .reduce((p, q) -> Xl.when(p, Xl.Literal.TRUE, q))
                        .orElse(Xl.Literal.FALSE);
            case IS_TRUE -> isTrue(operands.get(0));
            case IS_NOT_TRUE -> Xl.when(isTrue(operands.get(0)), Xl.Literal.FALSE, Xl.Literal.TRUE);
            case IS_NULL -> Xl.call("ISNA", value(operands.get(0)));
            case IS_NOT_NULL -> Xl.when(Xl.call("ISNA", value(operands.get(0))), Xl.Literal.FALSE, Xl.Literal.TRUE);
            default -> comparison(call);
        };
    }

    private Xl comparison(RexCall call) {
        String operator = COMPARISONS.get(call.getKind());
        if (operator == null) {
            throw new Inexpressible("the condition " + call.getOperator().getName());
        }
        RexNode left = call.getOperands().get(0);
        RexNode right = call.getOperands().get(1);
        if (SqlTypeUtil.inCharFamily(left.getType())) {
            throw new Inexpressible("the comparison of texts that were aggregated");
        }
        Xl compared = Xl.binary(value(left), operator, value(right));
        boolean maybeNull = left.getType().isNullable() || right.getType().isNullable();
        return maybeNull ? Xl.call("IFERROR", compared, Xl.Literal.FALSE) : compared;
    }
}
