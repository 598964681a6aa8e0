package dev.caresql.engine;

import static java.util.Objects.requireNonNull;

import dev.caresql.model.RepeatWindow;
import dev.caresql.sql.CallRewrite;
import dev.caresql.sql.CareOperators;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Puts a model's settings in place of the operators that stand for them: its time zone, in which today is a business day
 * as {@code business_date} is, and its repeat window.
 */
public final class ModelValues extends CallRewrite {
    private final ZoneId zone;
    private final RepeatWindow repeatWindow;

    /** Creates the rewrite for a model's settings. */
    public ModelValues(ZoneId zone, RepeatWindow repeatWindow) {
        this.zone = requireNonNull(zone, "zone is null");
        this.repeatWindow = requireNonNull(repeatWindow, "repeatWindow is null");
    }

    @Override
    protected RexNode rewrite(RexBuilder rexBuilder, RexCall call) {
        if (call.getOperator() == CareOperators.REPEAT_WINDOW_DAYS) {
            return rexBuilder.makeExactLiteral(BigDecimal.valueOf(repeatWindow.days()), call.getType());
        }
        if (call.getOperator() == CareOperators.REPEAT_MATCHES_REASON) {
            return rexBuilder.makeLiteral(repeatWindow.matchReason());
        }
        if (call.getOperator() == CareOperators.REPEAT_MATCHES_CHANNEL) {
            return rexBuilder.makeLiteral(repeatWindow.matchChannel());
        }
        if (call.getOperator() == SqlStdOperatorTable.CURRENT_DATE) {
            RexNode now = rexBuilder.makeCall(SqlStdOperatorTable.CURRENT_TIMESTAMP);
            RexNode here = rexBuilder.makeCall(CareOperators.LOCAL_TIME, now, rexBuilder.makeLiteral(zone.getId()));
            return rexBuilder.makeCast(call.getType(), here);
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
