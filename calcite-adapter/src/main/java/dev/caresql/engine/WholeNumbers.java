package dev.caresql.engine;

import dev.caresql.sql.CallRewrite;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Lets a cast of a floating-point number to an integer round half away from zero, as a cast of a decimal does and as literals
 * are cast; engines by themselves round half to even, or cut off.
 */
final class WholeNumbers extends CallRewrite {
    @Override
    protected RexNode rewrite(RexBuilder rexBuilder, RexCall call) {
        return rounds(call)
                ? call.clone(
                        call.getType(),
                        List.of(rexBuilder.makeCall(
                                SqlStdOperatorTable.ROUND, call.getOperands().get(0))))
                : call;
    }

    private static boolean rounds(RexCall call) {
        return (call.getKind() == SqlKind.CAST || call.getKind() == SqlKind.SAFE_CAST)
                && SqlTypeUtil.isIntType(call.getType())
                && SqlTypeUtil.isApproximateNumeric(call.getOperands().get(0).getType())
                && !isWhole(call.getOperands().get(0));
    }

    private static boolean isWhole(RexNode value) {
        return value.getKind() == SqlKind.FLOOR
                || value.getKind() == SqlKind.CEIL
                || value instanceof RexCall call
                        && call.getOperands().size() == 1
                        && (call.getOperator() == SqlStdOperatorTable.ROUND
                                || call.getOperator() == SqlStdOperatorTable.TRUNCATE);
    }
}
