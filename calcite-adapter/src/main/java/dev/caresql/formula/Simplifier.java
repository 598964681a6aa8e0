package dev.caresql.formula;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Calcite's simplification. It weighs the bounds of a column against each other, {@code x > 0 AND x >= 0e0}, and fails
 * where one of them is held as a Double and the other as a BigDecimal; so every bound is made exact first.
 */
final class Simplifier {
    private final RexBuilder rexBuilder;
    private final RexSimplify simplify;

    Simplifier(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
        this.simplify = new RexSimplify(rexBuilder, RelOptPredicateList.EMPTY, RexUtil.EXECUTOR);
    }

    /** A condition for which NULL is as good as false. */
    RexNode condition(RexNode condition) {
        return simplify.simplifyUnknownAsFalse(withExactBounds(condition));
    }

    /** An expression of the same type. */
    RexNode value(RexNode expression) {
        return simplify.simplifyPreservingType(withExactBounds(expression));
    }

    private RexNode withExactBounds(RexNode expression) {
        return RexUtil.expandSearch(rexBuilder, null, expression).accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                RexNode visited = super.visitCall(call);
                return visited instanceof RexCall result && SqlKind.COMPARISON.contains(result.getKind())
                        ? result.clone(result.getType(), exact(result.getOperands()))
                        : visited;
            }
        });
    }

    private List<RexNode> exact(List<RexNode> operands) {
        List<RexNode> exact = new ArrayList<>();
        for (RexNode operand : operands) {
            exact.add(operand instanceof RexLiteral literal ? exact(literal) : operand);
        }
        return exact;
    }

    /** 20e0 as 20, which an engine compares with a column of whole numbers without converting it. */
    private RexNode exact(RexLiteral literal) {
        if (!(literal.getValue() instanceof Double number) || !Double.isFinite(number)) {
            return literal;
        }
        BigDecimal value = BigDecimal.valueOf(number).stripTrailingZeros();
        return rexBuilder.makeExactLiteral(value.scale() < 0 ? value.setScale(0) : value);
    }
}
