package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.engine.Calendars;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.DidYouMean;
import dev.caresql.error.ErrorCode;
import dev.caresql.sql.CareOperators;
import dev.caresql.sql.PlanRewrite;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;

/** Refuses business time by a calendar that there is not; leaves every plan as it is. */
final class BusinessTime extends PlanRewrite {
    private final Supplier<Calendars> calendars;

    BusinessTime(Supplier<Calendars> calendars) {
        this.calendars = requireNonNull(calendars, "calendars is null");
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                if (call.getOperator() == CareOperators.BUSINESS_SECONDS
                        || call.getOperator() == CareOperators.BUSINESS_MICROSECONDS) {
                    check(call, calendars.get());
                }
                return super.visitCall(call);
            }
        });
    }

    private static void check(RexCall call, Calendars known) {
        String name = call.getOperator().getName();
        if (known.ids().isEmpty()) {
            throw new CareSqlException(
                    ErrorCode.UNBOUND_KPI,
                    "Business time (" + name + ") needs business hours, and the model has none; describe them under"
                            + " 'calendars' in caresql.yaml, or map the table business_hours");
        }
        boolean none = call.getOperands().size() <= 2
                || RexUtil.isNullLiteral(call.getOperands().get(2), true);
        if (none && known.defaultId().isEmpty()) {
            throw new CareSqlException(
                    ErrorCode.WRONG_ARGUMENT,
                    name + " names no calendar, and the model has several: " + String.join(", ", known.ids())
                            + "; name one, or choose 'defaultCalendar' in caresql.yaml");
        }
        Optional<String> named =
                none ? Optional.empty() : text(call.getOperands().get(2));
        if (named.isPresent() && !known.ids().contains(named.get())) {
            throw new CareSqlException(
                    ErrorCode.WRONG_ARGUMENT,
                    name + ": there is no calendar '" + named.get() + "'" + DidYouMean.hint(named.get(), known.ids()));
        }
    }

    private static Optional<String> text(RexNode node) {
        RexNode plain = RexUtil.removeCast(node);
        return plain instanceof RexLiteral literal
                ? Optional.ofNullable(literal.getValueAs(String.class))
                : Optional.empty();
    }
}
