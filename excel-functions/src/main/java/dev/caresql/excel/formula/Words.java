package dev.caresql.excel.formula;

import dev.caresql.sql.CareOperators;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Expressions of SQL in words and the signs of arithmetic. */
final class Words {
    private static final Map<SqlKind, String> SIGNS = Map.of(
            SqlKind.PLUS, "+",
            SqlKind.MINUS, "−",
            SqlKind.TIMES, "×",
            SqlKind.EQUALS, "=",
            SqlKind.NOT_EQUALS, "≠",
            SqlKind.LESS_THAN, "<",
            SqlKind.LESS_THAN_OR_EQUAL, "≤",
            SqlKind.GREATER_THAN, ">",
            SqlKind.GREATER_THAN_OR_EQUAL, "≥");

    private final IntFunction<String> names;

    /** Creates words in which the inputs have names. */
    Words(IntFunction<String> names) {
        this.names = names;
    }

    String of(RexNode node) {
        if (node instanceof RexInputRef ref) {
            return names.apply(ref.getIndex());
        }
        if (node instanceof RexLiteral literal) {
            return constant(literal);
        }
        return node instanceof RexCall call ? call(call) : node.toString();
    }

    private static String constant(RexLiteral literal) {
        if (literal.isNull()) {
            return "nothing";
        }
        if (SqlTypeUtil.inCharFamily(literal.getType())) {
            return "“" + literal.getValueAs(String.class) + "”";
        }
        Optional<BigDecimal> number = Constants.number(literal);
        String unit = !SqlTypeUtil.isInterval(literal.getType())
                ? ""
                : literal.getType().getSqlTypeName().isYearMonth() ? " months" : " days";
        return number.map(value -> value.stripTrailingZeros().toPlainString() + unit)
                .orElseGet(() -> String.valueOf(literal.getValue()).toLowerCase(Locale.ROOT));
    }

    private String call(RexCall call) {
        List<RexNode> operands = call.getOperands();
        Optional<TimeUnit> unit = CareOperators.timeDiffUnit(call.getOperator());
        if (unit.isPresent()) {
            return unit.get().name().toLowerCase(Locale.ROOT) + "s from " + of(operands.get(0)) + " to "
                    + of(operands.get(1));
        }
        if (call.getOperator() == CareOperators.GIVEN) {
            return of(operands.get(0)) + " is given";
        }
        if (call.getOperator() == CareOperators.REQUIRED) {
            return of(operands.get(0));
        }
        if (call.getOperator() == CareOperators.DIVIDE) {
            return enclosed(operands.get(0), false) + " ÷ " + enclosed(operands.get(1), true);
        }
        return switch (call.getKind()) {
            case AND -> joined(operands, " and ");
            case OR -> joined(operands, " or ");
            case NOT, IS_FALSE, IS_NOT_TRUE -> "not " + enclosed(operands.get(0), true);
            case IS_TRUE, CAST -> of(operands.get(0));
            case IS_NOT_FALSE -> of(operands.get(0)) + " or unknown";
            case IS_NULL -> of(operands.get(0)) + " is missing";
            case IS_NOT_NULL -> of(operands.get(0)) + " is there";
            case CASE -> choice(operands);
            default -> operation(call);
        };
    }

    private String operation(RexCall call) {
        List<RexNode> operands = call.getOperands();
        String sign = SIGNS.get(call.getKind());
        if (SqlKind.COMPARISON.contains(call.getKind()) && sign != null) {
            return compared(operands.get(0)) + " " + sign + " " + compared(operands.get(1));
        }
        if (sign != null && operands.size() == 2) {
            boolean ofSum = call.getKind() == SqlKind.PLUS;
            return enclosed(operands.get(0), false, ofSum) + " " + sign + " " + enclosed(operands.get(1), true);
        }
        if (call.getKind() == SqlKind.MINUS_PREFIX) {
            return "−" + enclosed(operands.get(0), true);
        }
        String arguments = operands.stream().map(this::of).collect(Collectors.joining(", "));
        return arguments.isEmpty()
                ? call.getOperator().getName()
                : call.getOperator().getName() + "(" + arguments + ")";
    }

    private String compared(RexNode node) {
        return node.getKind() == SqlKind.CASE ? "(" + of(node) + ")" : of(node);
    }

    private String joined(List<RexNode> operands, String word) {
        return operands.stream().map(operand -> enclosed(operand, true)).collect(Collectors.joining(word));
    }

    /** COALESCE is “x, or y where x is missing”. */
    private String choice(List<RexNode> operands) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            RexNode condition = operands.get(i);
            boolean orElse = condition.getKind() == SqlKind.IS_NOT_NULL
                    && of(((RexCall) condition).getOperands().get(0)).equals(of(operands.get(i + 1)));
            text.append(compared(operands.get(i + 1))).append(orElse ? ", or " : " if " + of(condition) + ", else ");
        }
        return text.append(compared(operands.get(operands.size() - 1))).toString();
    }

    /** In parentheses where the signs around it would take it apart. */
    private String enclosed(RexNode node, boolean behind) {
        return enclosed(node, behind, false);
    }

    private String enclosed(RexNode node, boolean behind, boolean ofSum) {
        RexNode bare = node;
        while (bare instanceof RexCall cast && (cast.getKind() == SqlKind.CAST || cast.getKind() == SqlKind.IS_TRUE)) {
            bare = cast.getOperands().get(0);
        }
        boolean isFirst = !behind && (bare.getKind() == SqlKind.TIMES || bare.getKind() == SqlKind.PLUS && ofSum);
        boolean isComparison = SqlKind.COMPARISON.contains(bare.getKind());
        boolean simple = !(bare instanceof RexCall call)
                || call.getOperands().isEmpty()
                || isFirst
                || isComparison
                || bare.getKind() == SqlKind.IS_NULL
                || bare.getKind() == SqlKind.IS_NOT_NULL;
        return simple ? of(node) : "(" + of(node) + ")";
    }
}
