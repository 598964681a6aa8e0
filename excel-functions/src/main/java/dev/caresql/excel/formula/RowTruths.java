package dev.caresql.excel.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Conditions of SQL, which are true, false or unknown in a row, as what is TRUE in a worksheet. */
final class RowTruths {
    private static final Map<SqlKind, String> OPERATORS = Map.of(
            SqlKind.EQUALS,
            "=",
            SqlKind.NOT_EQUALS,
            "<>",
            SqlKind.LESS_THAN,
            "<",
            SqlKind.LESS_THAN_OR_EQUAL,
            "<=",
            SqlKind.GREATER_THAN,
            ">",
            SqlKind.GREATER_THAN_OR_EQUAL,
            ">=");

    private final RowValues values;

    RowTruths(RowValues values) {
        this.values = values;
    }

    /** Where the condition is true. */
    Cond isTrue(RexNode node) {
        return truth(node, true);
    }

    /** Where the condition is false. */
    Cond isFalse(RexNode node) {
        return truth(node, false);
    }

    /** Where the condition is not unknown. */
    Cond isKnown(RexNode node) {
        return node instanceof RexInputRef ref ? values.parameter(ref).known() : Cond.any(isTrue(node), isFalse(node));
    }

    private Cond truth(RexNode node, boolean wanted) {
        if (node instanceof RexLiteral literal) {
            boolean holds = !literal.isNull() && RexLiteral.booleanValue(literal) == wanted;
            return holds ? Cond.ALWAYS : Cond.NEVER;
        }
        if (node instanceof RexInputRef ref) {
            return column(values.parameter(ref).value(), wanted);
        }
        if (node instanceof RexCall call) {
            return truth(call, wanted);
        }
        throw new Inexpressible("the condition " + node);
    }

    private Cond truth(RexCall call, boolean wanted) {
        List<RexNode> operands = call.getOperands();
        RexNode first = operands.get(0);
        return switch (call.getKind()) {
            case AND -> wanted ? Cond.all(each(operands, true)) : Cond.any(each(operands, false));
            case OR -> wanted ? Cond.any(each(operands, true)) : Cond.all(each(operands, false));
            case NOT -> truth(first, !wanted);
            case IS_TRUE -> negatedUnless(wanted, isTrue(first));
            case IS_FALSE -> negatedUnless(wanted, isFalse(first));
            case IS_NOT_TRUE -> negatedUnless(!wanted, isTrue(first));
            case IS_NOT_FALSE -> negatedUnless(!wanted, isFalse(first));
            case IS_NULL -> negatedUnless(!wanted, known(first));
            case IS_NOT_NULL -> negatedUnless(wanted, known(first));
            case CASE -> choice(operands, wanted);
            case CAST -> truth(first, wanted);
            case LIKE -> Likes.truth(values, call, wanted);
            default -> comparison(call, wanted);
        };
    }

    private List<Cond> each(List<RexNode> nodes, boolean wanted) {
        List<Cond> truths = new ArrayList<>();
        nodes.forEach(node -> truths.add(truth(node, wanted)));
        return truths;
    }

    private static Cond negatedUnless(boolean as, Cond condition) {
        return as ? condition : Cond.not(condition);
    }

    private Cond known(RexNode node) {
        return isBoolean(node) ? isKnown(node) : values.cell(node).known();
    }

    private static boolean isBoolean(RexNode node) {
        return node.getType().getSqlTypeName() == SqlTypeName.BOOLEAN;
    }

    /** TRUE and FALSE, or the numbers 1 and 0; anything else is NULL. */
    private static Cond column(Xl column, boolean wanted) {
        Xl logical = wanted ? column : Xl.when(column, Xl.Literal.FALSE, Xl.Literal.TRUE);
        Xl number = Xl.binary(column, wanted ? "<>" : "=", Xl.number(0));
        return Cond.of(Xl.when(
                Xl.call("ISLOGICAL", column), logical, Xl.when(Xl.call("ISNUMBER", column), number, Xl.Literal.FALSE)));
    }

    private Cond choice(List<RexNode> operands, boolean wanted) {
        Xl chosen = truth(operands.get(operands.size() - 1), wanted).xl();
        for (int i = operands.size() - 3; i >= 0; i -= 2) {
            chosen = Xl.when(
                    isTrue(operands.get(i)).xl(),
                    truth(operands.get(i + 1), wanted).xl(),
                    chosen);
        }
        return Cond.of(chosen);
    }

    private Cond comparison(RexCall call, boolean wanted) {
        SqlKind kind = wanted ? call.getKind() : call.getKind().negateNullSafe();
        String operator = OPERATORS.get(kind);
        if (operator == null || call.getOperands().size() != 2) {
            throw new Inexpressible("the condition " + call.getOperator().getName());
        }
        RexNode left = call.getOperands().get(0);
        RexNode right = call.getOperands().get(1);
        if (isBoolean(left)) {
            return booleans(left, right, kind);
        }
        if (SqlTypeUtil.inCharFamily(left.getType())) {
            return texts(values.cell(left), values.cell(right), kind);
        }
        return numbers(values.cell(left), values.cell(right), operator);
    }

    private Cond booleans(RexNode left, RexNode right, SqlKind kind) {
        if (kind != SqlKind.EQUALS && kind != SqlKind.NOT_EQUALS) {
            throw new Inexpressible("the order of true and false");
        }
        boolean same = kind == SqlKind.EQUALS;
        return Cond.any(Cond.all(isTrue(left), truth(right, same)), Cond.all(isFalse(left), truth(right, !same)));
    }

    /** A worksheet compares texts without case; EXACT does not. */
    private static Cond texts(Cell left, Cell right, SqlKind kind) {
        if (kind != SqlKind.EQUALS && kind != SqlKind.NOT_EQUALS) {
            throw new Inexpressible("the order of texts, which differs from program to program");
        }
        if (isText(left.value()) && isText(right.value())) {
            boolean same = left.value().equals(right.value());
            return same == (kind == SqlKind.EQUALS) ? Cond.ALWAYS : Cond.NEVER;
        }
        Xl exact = Xl.call("EXACT", left.value(), right.value());
        boolean withConstant = isText(left.value()) != isText(right.value());
        if (kind == SqlKind.EQUALS && withConstant) {
            return Cond.of(Xl.call("IFERROR", exact, Xl.Literal.FALSE));
        }
        Cond equal = Cond.of(exact);
        return Cond.all(left.known(), right.known(), kind == SqlKind.EQUALS ? equal : Cond.not(equal));
    }

    private static boolean isText(Xl value) {
        return value instanceof Xl.Literal literal && !literal.equals(Xl.Literal.NOTHING);
    }

    private static Cond numbers(Cell left, Cell right, String operator) {
        boolean rounded = left.calculatedTime() || right.calculatedTime();
        Xl first = rounded ? Times.millis(left.value()) : left.value();
        Xl second = rounded ? Times.millis(right.value()) : right.value();
        return Cond.all(left.known(), right.known(), Cond.of(Xl.binary(first, operator, second)));
    }
}
