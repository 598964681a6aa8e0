package dev.caresql.excel.poi;

import dev.caresql.sql.CareOperators;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Turns expressions of the compiled formula into functions of a row, with SQL's rules for NULL. */
final class RowCompiler {
    private static final Map<TimeUnit, Long> MICROS = Map.of(
            TimeUnit.MICROSECOND, 1L,
            TimeUnit.MILLISECOND, 1_000L,
            TimeUnit.SECOND, 1_000_000L,
            TimeUnit.MINUTE, 60_000_000L,
            TimeUnit.HOUR, 3_600_000_000L,
            TimeUnit.DAY, 86_400_000_000L,
            TimeUnit.WEEK, 604_800_000_000L);

    private final Supplier<Optional<Long>> asOf;

    /** Creates a compiler; {@code AS_OF()} is asked for at each evaluation and is NULL when empty. */
    RowCompiler(Supplier<Optional<Long>> asOf) {
        this.asOf = asOf;
    }

    RowValue compile(RexNode node) {
        if (node instanceof RexInputRef ref) {
            int index = ref.getIndex();
            return arguments -> arguments[index];
        }
        if (node instanceof RexLiteral literal) {
            Object value = constant(literal);
            return arguments -> value;
        }
        if (node instanceof RexCall call) {
            return call(call);
        }
        throw new Unsupported(node.toString());
    }

    private static @Nullable Object constant(RexLiteral literal) {
        if (literal.isNull()) {
            return null;
        }
        if (literal.getType().getSqlTypeName() == SqlTypeName.BOOLEAN) {
            return RexLiteral.booleanValue(literal);
        }
        if (SqlTypeUtil.inCharFamily(literal.getType())) {
            return literal.getValueAs(String.class);
        }
        if (literal.getValue() instanceof Number number) {
            return number.doubleValue();
        }
        BigDecimal number = literal.getValueAs(BigDecimal.class);
        if (number == null) {
            throw new Unsupported("the constant " + literal);
        }
        return number.doubleValue();
    }

    private RowValue call(RexCall call) {
        if (call.getOperator() == CareOperators.AS_OF) {
            return arguments -> asOf.get().orElse(null);
        }
        List<RowValue> operands = new ArrayList<>();
        call.getOperands().forEach(operand -> operands.add(compile(operand)));
        if (call.getOperator() == CareOperators.DIVIDE) {
            return numbers(operands, (a, b) -> b == 0 ? null : a / b);
        }
        Optional<TimeUnit> unit = CareOperators.timeDiffUnit(call.getOperator());
        if (unit.isPresent()) {
            return difference(operands, unit.get());
        }
        RowValue logic = Logic.compile(call.getKind(), operands);
        return logic != null ? logic : arithmetic(call, operands);
    }

    private static RowValue arithmetic(RexCall call, List<RowValue> operands) {
        boolean isTime = SqlTypeUtil.isDatetime(call.getType());
        return switch (call.getKind()) {
            case PLUS -> isTime ? shifted(call, operands, 1) : numbers(operands, (a, b) -> a + b);
            case MINUS -> isTime ? shifted(call, operands, -1) : numbers(operands, (a, b) -> a - b);
            case TIMES -> numbers(operands, (a, b) -> a * b);
            case MINUS_PREFIX -> number(operands, a -> -a);
            case FLOOR -> number(operands, Math::floor);
            case CEIL -> number(operands, Math::ceil);
            case CAST -> cast(call, operands.get(0));
            case LIKE -> new Like(operands.get(0), operands.get(1));
            default -> function(call, operands);
        };
    }

    private static RowValue function(RexCall call, List<RowValue> operands) {
        return switch (call.getOperator().getName()) {
            case "ABS" -> number(operands, Math::abs);
            case "SIGN" -> number(operands, Math::signum);
            case "EXP" -> number(operands, Math::exp);
            case "LN" -> number(operands, Math::log);
            case "SQRT" -> number(operands, Math::sqrt);
            case "POWER" -> numbers(operands, Math::pow);
            default ->
                throw new Unsupported("the function " + call.getOperator().getName());
        };
    }

    private static RowValue number(List<RowValue> operands, UnaryOperator<Double> function) {
        RowValue operand = operands.get(0);
        return arguments -> operand.of(arguments) instanceof Double number ? function.apply(number) : null;
    }

    private static RowValue numbers(List<RowValue> operands, BinaryOperator<@Nullable Double> function) {
        RowValue left = operands.get(0);
        RowValue right = operands.get(1);
        return arguments -> left.of(arguments) instanceof Double a && right.of(arguments) instanceof Double b
                ? function.apply(a, b)
                : null;
    }

    /** An interval is a number: milliseconds, or months. */
    private static RowValue shifted(RexCall call, List<RowValue> operands, int sign) {
        RowValue time = operands.get(0);
        RowValue interval = operands.get(1);
        boolean months = call.getOperands().get(1).getType().getSqlTypeName().isYearMonth();
        return arguments -> {
            if (!(time.of(arguments) instanceof Long millis && interval.of(arguments) instanceof Double count)) {
                return null;
            }
            long amount = sign * Math.round(count);
            return months ? Times.millis(Times.dateTime(millis).plusMonths(amount)) : (Object) (millis + amount);
        };
    }

    private static RowValue difference(List<RowValue> operands, TimeUnit unit) {
        RowValue from = operands.get(0);
        RowValue to = operands.get(1);
        Long micros = MICROS.get(unit);
        return arguments -> {
            if (!(from.of(arguments) instanceof Long a && to.of(arguments) instanceof Long b)) {
                return null;
            }
            long whole = micros != null
                    ? (b - a) * 1_000 / micros
                    : ChronoUnit.MONTHS.between(Times.dateTime(a), Times.dateTime(b)) / unit.multiplier.longValue();
            return (double) whole;
        };
    }

    private static RowValue cast(RexCall call, RowValue operand) {
        boolean toDate = call.getType().getSqlTypeName() == SqlTypeName.DATE;
        return toDate
                ? arguments -> operand.of(arguments) instanceof Long millis ? (Object) Times.startOfDay(millis) : null
                : operand;
    }
}
