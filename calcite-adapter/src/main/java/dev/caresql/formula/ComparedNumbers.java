package dev.caresql.formula;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Gives the numbers that a condition compares one representation. A formula's {@code x >= 0} holds a Double where x
 * is DOUBLE and an option's 20 a BigDecimal; Calcite's simplifier would sort the two and fail.
 */
final class ComparedNumbers extends RexShuttle {
    private final RexBuilder rexBuilder;

    private ComparedNumbers(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
    }

    static RexNode unify(RexBuilder rexBuilder, RexNode condition) {
        return RexUtil.expandSearch(rexBuilder, null, condition).accept(new ComparedNumbers(rexBuilder));
    }

    @Override
    public RexNode visitCall(RexCall call) {
        RexCall visited = (RexCall) super.visitCall(call);
        if (!visited.isA(SqlKind.COMPARISON)) {
            return visited;
        }
        List<RexNode> operands = new ArrayList<>();
        for (RexNode operand : visited.getOperands()) {
            operands.add(operand instanceof RexLiteral literal ? exact(literal) : operand);
        }
        return operands.equals(visited.getOperands()) ? visited : visited.clone(visited.getType(), operands);
    }

    private RexNode exact(RexLiteral literal) {
        return literal.getValue() instanceof Double number && Double.isFinite(number)
                ? rexBuilder.makeExactLiteral(BigDecimal.valueOf(number).stripTrailingZeros())
                : literal;
    }
}
