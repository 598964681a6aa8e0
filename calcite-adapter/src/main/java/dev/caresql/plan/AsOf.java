package dev.caresql.plan;

import dev.caresql.sql.CareOperators;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.TimestampString;

/** Puts the as-of instant of the connection in place of AS_OF(). */
final class AsOf extends RelHomogeneousShuttle {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Instant asOf;

    private AsOf(Instant asOf) {
        this.asOf = asOf;
    }

    static RelNode replace(RelNode plan, Instant asOf) {
        return plan.accept(new AsOf(asOf));
    }

    @Override
    public RelNode visit(RelNode other) {
        return super.visit(other).accept(new Literals(other.getCluster().getRexBuilder()));
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

        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
            RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
            return visited.clone(replace(visited.rel, asOf));
        }
    }
}
