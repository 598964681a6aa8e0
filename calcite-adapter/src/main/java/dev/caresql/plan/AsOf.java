package dev.caresql.plan;

import dev.caresql.sql.CallRewrite;
import dev.caresql.sql.CareOperators;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.TimestampString;

/** Puts the as-of instant of the connection in place of AS_OF(). */
final class AsOf extends CallRewrite {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Instant asOf;

    AsOf(Instant asOf) {
        this.asOf = asOf;
    }

    @Override
    protected RexNode rewrite(RexBuilder rexBuilder, RexCall call) {
        if (call.getOperator() != CareOperators.AS_OF) {
            return call;
        }
        LocalDateTime utc = LocalDateTime.ofInstant(asOf, ZoneOffset.UTC);
        TimestampString literal =
                new TimestampString(SECONDS.format(utc)).withNanos(utc.get(ChronoField.NANO_OF_SECOND));
        return rexBuilder.makeTimestampLiteral(literal, call.getType().getPrecision());
    }
}
