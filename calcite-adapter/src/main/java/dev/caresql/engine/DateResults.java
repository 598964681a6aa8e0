package dev.caresql.engine;

import dev.caresql.sql.PlanRewrite;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Keeps dates dates: truncating a DATE, or adding an interval to it, gives a timestamp in most engines but a DATE in
 * standard SQL, so such results are cast.
 */
final class DateResults extends PlanRewrite {
    @Override
    protected RelNode rewrite(RelNode node) {
        return node.accept(new Casts(node.getCluster().getRexBuilder()));
    }

    private static boolean becomesTimestamp(RexCall call) {
        boolean computed = call.getKind() == SqlKind.FLOOR
                || call.getKind() == SqlKind.CEIL
                || call.getOperator().equals(SqlStdOperatorTable.DATETIME_PLUS)
                || call.getOperator().equals(SqlStdOperatorTable.MINUS_DATE);
        return computed && call.getType().getSqlTypeName() == SqlTypeName.DATE;
    }

    private static final class Casts extends RexShuttle {
        private final RexBuilder rexBuilder;

        Casts(RexBuilder rexBuilder) {
            this.rexBuilder = rexBuilder;
        }

        @Override
        public RexNode visitCall(RexCall call) {
            if (call.getKind() == SqlKind.CAST
                    && becomesTimestamp(call.getOperands().get(0))) {
                RexNode inner = super.visitCall((RexCall) call.getOperands().get(0));
                return call.clone(call.getType(), List.of(inner));
            }
            RexNode visited = super.visitCall(call);
            return visited instanceof RexCall result && becomesTimestamp(result)
                    ? rexBuilder.makeAbstractCast(result.getType(), result, false)
                    : visited;
        }

        private static boolean becomesTimestamp(RexNode node) {
            return node instanceof RexCall call && DateResults.becomesTimestamp(call);
        }
    }
}
