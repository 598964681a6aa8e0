package dev.caresql.engine;

import static java.util.Objects.requireNonNull;

import dev.caresql.sql.CareOperators;
import dev.caresql.sql.PlanRewrite;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlOperator;

/** Puts a model's settings in place of the operators that stand for them: its time zone and its repeat window. */
public final class ModelValues extends PlanRewrite {
    private final ZoneId zone;
    private final int repeatWindowDays;

    /** Creates the rewrite for a model's settings. */
    public ModelValues(ZoneId zone, int repeatWindowDays) {
        this.zone = requireNonNull(zone, "zone is null");
        this.repeatWindowDays = repeatWindowDays;
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        return node.accept(new Literals(node.getCluster().getRexBuilder()));
    }

    private final class Literals extends RexShuttle {
        private final RexBuilder rexBuilder;

        Literals(RexBuilder rexBuilder) {
            this.rexBuilder = rexBuilder;
        }

        @Override
        public RexNode visitCall(RexCall call) {
            if (call.getOperator() == CareOperators.REPEAT_WINDOW_DAYS) {
                return rexBuilder.makeExactLiteral(BigDecimal.valueOf(repeatWindowDays), call.getType());
            }
            RexNode visited = super.visitCall(call);
            SqlOperator operator =
                    call.getOperator() == CareOperators.BUSINESS_TIME ? CareOperators.LOCAL_TIME : call.getOperator();
            boolean zoned = operator == CareOperators.LOCAL_TIME || operator == CareOperators.UTC_TIME;
            if (zoned && call.getOperands().size() == 1) {
                RexNode time = ((RexCall) visited).getOperands().get(0);
                return rexBuilder.makeCall(
                        call.getType(), operator, List.of(time, rexBuilder.makeLiteral(zone.getId())));
            }
            return visited;
        }
    }
}
