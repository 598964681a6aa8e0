package dev.caresql.plan;

import dev.caresql.sql.CareOperators;
import dev.caresql.sql.PlanRewrite;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.TimestampString;

/** Puts the as-of instant of the connection in place of AS_OF(). */
final class AsOf extends PlanRewrite {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Instant asOf;

    AsOf(Instant asOf) {
        this.asOf = asOf;
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
            if (call.getOperator() == CareOperators.AS_OF) {
                LocalDateTime utc = LocalDateTime.ofInstant(asOf, ZoneOffset.UTC);
                TimestampString literal =
                        new TimestampString(SECONDS.format(utc)).withNanos(utc.get(ChronoField.NANO_OF_SECOND));
                return rexBuilder.makeTimestampLiteral(literal, call.getType().getPrecision());
            }
            return super.visitCall(call);
        }
    }
}
