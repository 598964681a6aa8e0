package dev.caresql.excel.formula;

import dev.caresql.sql.CareOperators;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Expressions of SQL over the parameters, as values of a worksheet and where they are known. */
final class RowValues {
    /** The name of the cell that holds what AS_OF() means. */
    static final String AS_OF = "AS_OF";

    private final List<Cell> parameters;
    private final RowTruths truths = new RowTruths(this);

    RowValues(List<Cell> parameters) {
        this.parameters = List.copyOf(parameters);
    }

    RowTruths truths() {
        return truths;
    }

    Cell parameter(RexInputRef ref) {
        return parameters.get(ref.getIndex());
    }

    Cell cell(RexNode node) {
        if (node instanceof RexInputRef ref) {
            return parameter(ref);
        }
        if (node instanceof RexLiteral literal) {
            return Constants.cell(literal);
        }
        if (node instanceof RexCall call) {
            return call(call);
        }
        throw new Inexpressible("the expression " + node);
    }

    private Cell call(RexCall call) {
        SqlOperator operator = call.getOperator();
        if (operator == CareOperators.DIVIDE) {
            return quotient(cell(call.getOperands().get(0)), call.getOperands().get(1));
        }
        if (operator == CareOperators.AS_OF) {
            Xl asOf = new Xl.Literal(AS_OF);
            return new Cell(asOf, Cond.of(Xl.call("ISNUMBER", asOf)));
        }
        Optional<TimeUnit> unit = CareOperators.timeDiffUnit(operator);
        if (unit.isPresent()) {
            return difference(call, unit.get());
        }
        return switch (call.getKind()) {
            case PLUS, MINUS -> sum(call);
            case TIMES -> product(call);
            case MINUS_PREFIX -> mapped(call, operand -> times(Xl.number(-1), operand));
            case CASE -> choice(call.getOperands());
            case CAST -> cast(call);
            case FLOOR -> mapped(call, operand -> Xl.call("INT", operand));
            case CEIL -> mapped(call, operand -> times(Xl.number(-1), Xl.call("INT", times(Xl.number(-1), operand))));
            default -> function(call);
        };
    }

    private Cell function(RexCall call) {
        return switch (call.getOperator().getName()) {
            case "ABS", "SIGN", "EXP", "LOWER", "UPPER" ->
                mapped(call, operand -> Xl.call(call.getOperator().getName(), operand));
            case "CHAR_LENGTH", "CHARACTER_LENGTH" -> mapped(call, operand -> Xl.call("LEN", operand));
            default -> throw new Inexpressible(reason(call.getOperator()));
        };
    }

    private static String reason(SqlOperator operator) {
        if (operator == CareOperators.BUSINESS_SECONDS || operator == CareOperators.BUSINESS_MICROSECONDS) {
            return "a business calendar";
        }
        return "the function " + operator.getName();
    }

    /** A function of one operand that is NULL where the operand is. */
    private Cell mapped(RexCall call, UnaryOperator<Xl> function) {
        if (call.getOperands().size() != 1) {
            throw new Inexpressible("the function " + call.getOperator().getName() + " of several arguments");
        }
        Cell operand = cell(call.getOperands().get(0));
        return new Cell(function.apply(operand.value()), operand.known());
    }

    private Cell quotient(Cell dividend, RexNode divisorNode) {
        Cell divisor = cell(divisorNode);
        Xl value = Xl.binary(dividend.value(), "/", divisor.value());
        boolean certain =
                Constants.number(divisorNode).filter(n -> n.signum() != 0).isPresent();
        Cond notZero = certain ? Cond.ALWAYS : Cond.of(Xl.binary(divisor.value(), "<>", Xl.number(0)));
        return new Cell(value, Cond.all(dividend.known(), divisor.known(), notZero));
    }

    private Cell difference(RexCall call, TimeUnit unit) {
        Cell from = cell(call.getOperands().get(0));
        Cell to = cell(call.getOperands().get(1));
        SqlTypeName type = call.getOperands().get(0).getType().getSqlTypeName();
        return new Cell(Times.difference(unit, type, from.value(), to.value()), Cond.all(from.known(), to.known()));
    }

    private Cell sum(RexCall call) {
        Cell left = cell(call.getOperands().get(0));
        Cell right = cell(call.getOperands().get(1));
        Cond known = Cond.all(left.known(), right.known());
        boolean minus = call.getKind() == SqlKind.MINUS;
        RelDataType second = call.getOperands().get(1).getType();
        boolean isTime = SqlTypeUtil.isDatetime(call.getType());
        if (isTime && second.getSqlTypeName().isYearMonth()) {
            Xl months = minus ? times(Xl.number(-1), right.value()) : right.value();
            return new Cell(Times.plusMonths(left.value(), months), known, true);
        }
        if (!isTime && !SqlTypeUtil.isNumeric(call.getType())) {
            throw new Inexpressible("the difference " + call);
        }
        return new Cell(Xl.binary(left.value(), minus ? "-" : "+", right.value()), known, isTime);
    }

    private Cell product(RexCall call) {
        Cell left = cell(call.getOperands().get(0));
        Cell right = cell(call.getOperands().get(1));
        return new Cell(times(left.value(), right.value()), Cond.all(left.known(), right.known()));
    }

    private static Xl times(Xl left, Xl right) {
        if (left instanceof Xl.Literal first && first.written().matches("-?[0-9]+")) {
            if (right instanceof Xl.Literal second && second.written().matches("-?[0-9]+")) {
                return Xl.number(new BigDecimal(first.written()).multiply(new BigDecimal(second.written())));
            }
            if (first.written().equals("1")) {
                return right;
            }
        }
        return Xl.binary(left, "*", right);
    }

    private Cell choice(List<RexNode> operands) {
        Cell chosen = cell(operands.get(operands.size() - 1));
        for (int i = operands.size() - 3; i >= 0; i -= 2) {
            Cond condition = truths.isTrue(operands.get(i));
            chosen = choice(condition, cell(operands.get(i + 1)), chosen);
        }
        return chosen;
    }

    private static Cell choice(Cond condition, Cell then, Cell otherwise) {
        if (condition.equals(Cond.ALWAYS)) {
            return then;
        }
        if (condition.equals(Cond.NEVER)) {
            return otherwise;
        }
        Cond first = Cond.all(condition, then.known());
        boolean certain = first.equals(condition) && otherwise.known().equals(Cond.ALWAYS);
        Cond known = certain
                ? Cond.ALWAYS
                : otherwise.known().equals(Cond.NEVER)
                        ? first
                        : Cond.of(Xl.when(
                                condition.xl(),
                                then.known().xl(),
                                otherwise.known().xl()));
        Xl value = Xl.when(condition.xl(), then.value(), otherwise.value());
        return new Cell(value, known, then.calculatedTime() || otherwise.calculatedTime());
    }

    /** Conversions that change no value of a worksheet, and a time to its date. */
    private Cell cast(RexCall call) {
        RexNode operand = call.getOperands().get(0);
        RelDataType from = operand.getType();
        RelDataType to = call.getType();
        Cell cell = cell(operand);
        boolean widened = SqlTypeUtil.isNumeric(from) && SqlTypeUtil.isNumeric(to) && widens(from, to);
        boolean same = from.getSqlTypeName() == to.getSqlTypeName();
        boolean text = SqlTypeUtil.inCharFamily(from) && SqlTypeUtil.inCharFamily(to);
        boolean toTimestamp = from.getSqlTypeName() == SqlTypeName.DATE && to.getSqlTypeName() == SqlTypeName.TIMESTAMP;
        if (same || text || widened || toTimestamp || from.getSqlTypeName() == SqlTypeName.NULL) {
            return cell;
        }
        if (from.getSqlTypeName() == SqlTypeName.TIMESTAMP && to.getSqlTypeName() == SqlTypeName.DATE) {
            return new Cell(Xl.call("INT", cell.value()), cell.known());
        }
        throw new Inexpressible("the conversion of " + from.getSqlTypeName() + " to " + to.getSqlTypeName());
    }

    private static boolean widens(RelDataType from, RelDataType to) {
        return SqlTypeUtil.isApproximateNumeric(to) || SqlTypeUtil.isIntType(from);
    }
}
