package dev.caresql.excel.poi;

import java.util.List;
import java.util.function.IntPredicate;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Conditions in SQL's logic of true, false and unknown. */
final class Logic {
    private Logic() {}

    /** The condition of a kind; null for a kind that is none. */
    static @Nullable RowValue compile(SqlKind kind, List<RowValue> operands) {
        RowValue first = operands.isEmpty() ? arguments -> null : operands.get(0);
        return switch (kind) {
            case AND -> junction(operands, Boolean.FALSE);
            case OR -> junction(operands, Boolean.TRUE);
            case NOT -> arguments -> first.of(arguments) instanceof Boolean truth ? (Object) !truth : null;
            case IS_TRUE -> arguments -> Boolean.TRUE.equals(first.of(arguments));
            case IS_NOT_TRUE -> arguments -> !first.holds(arguments);
            case IS_FALSE -> arguments -> Boolean.FALSE.equals(first.of(arguments));
            case IS_NOT_FALSE -> arguments -> !Boolean.FALSE.equals(first.of(arguments));
            case IS_NULL -> arguments -> first.of(arguments) == null;
            case IS_NOT_NULL -> arguments -> first.of(arguments) != null;
            case CASE -> choice(operands);
            case EQUALS -> comparison(operands, order -> order == 0);
            case NOT_EQUALS -> comparison(operands, order -> order != 0);
            case LESS_THAN -> comparison(operands, order -> order < 0);
            case LESS_THAN_OR_EQUAL -> comparison(operands, order -> order <= 0);
            case GREATER_THAN -> comparison(operands, order -> order > 0);
            case GREATER_THAN_OR_EQUAL -> comparison(operands, order -> order >= 0);
            default -> null;
        };
    }

    /** AND is false as soon as one operand is, OR is true; else one that is unknown makes it unknown. */
    private static RowValue junction(List<RowValue> operands, Boolean decisive) {
        return arguments -> {
            boolean unknown = false;
            for (RowValue operand : operands) {
                Object truth = operand.of(arguments);
                if (decisive.equals(truth)) {
                    return decisive;
                }
                unknown |= truth == null;
            }
            return unknown ? null : (Object) !decisive;
        };
    }

    private static RowValue choice(List<RowValue> operands) {
        return arguments -> {
            for (int i = 0; i + 1 < operands.size(); i += 2) {
                if (operands.get(i).holds(arguments)) {
                    return operands.get(i + 1).of(arguments);
                }
            }
            return operands.get(operands.size() - 1).of(arguments);
        };
    }

    private static RowValue comparison(List<RowValue> operands, IntPredicate holds) {
        RowValue left = operands.get(0);
        RowValue right = operands.get(1);
        return arguments -> {
            Object a = left.of(arguments);
            Object b = right.of(arguments);
            return a == null || b == null ? null : (Object) holds.test(compare(a, b));
        };
    }

    /** The order of two values of one type; whole numbers are numbers too. */
    static int compare(Object left, Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return Double.compare(a.doubleValue() + 0.0, b.doubleValue() + 0.0);
        }
        if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        }
        if (left instanceof Boolean a && right instanceof Boolean b) {
            return Boolean.compare(a, b);
        }
        throw new Unsupported("the comparison of " + left.getClass().getSimpleName() + " with "
                + right.getClass().getSimpleName());
    }
}
