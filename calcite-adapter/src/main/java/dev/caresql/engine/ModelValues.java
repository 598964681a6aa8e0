package dev.caresql.engine;

import static java.util.Objects.requireNonNull;

import dev.caresql.sql.CallRewrite;
import dev.caresql.sql.CareOperators;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;

/** Puts a model's settings in place of the operators that stand for them: its time zone and its repeat window. */
public final class ModelValues extends CallRewrite {
    private final ZoneId zone;
    private final int repeatWindowDays;

    /** Creates the rewrite for a model's settings. */
    public ModelValues(ZoneId zone, int repeatWindowDays) {
        this.zone = requireNonNull(zone, "zone is null");
        this.repeatWindowDays = repeatWindowDays;
    }

    @Override
    protected RexNode rewrite(RexBuilder rexBuilder, RexCall call) {
        if (call.getOperator() == CareOperators.REPEAT_WINDOW_DAYS) {
            return rexBuilder.makeExactLiteral(BigDecimal.valueOf(repeatWindowDays), call.getType());
        }
        SqlOperator operator =
                call.getOperator() == CareOperators.BUSINESS_TIME ? CareOperators.LOCAL_TIME : call.getOperator();
        boolean zoned = operator == CareOperators.LOCAL_TIME || operator == CareOperators.UTC_TIME;
        return zoned && call.getOperands().size() == 1
                ? rexBuilder.makeCall(
                        call.getType(),
                        operator,
                        List.of(call.getOperands().get(0), rexBuilder.makeLiteral(zone.getId())))
                : call;
    }
}
