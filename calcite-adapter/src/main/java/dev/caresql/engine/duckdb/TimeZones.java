package dev.caresql.engine.duckdb;

import dev.caresql.sql.CareOperators;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlWriter;

/** Moves timestamps between a time zone and UTC. */
final class TimeZones {
    private TimeZones() {}

    /** The UTC timestamp of a local one. */
    static String toUtc(String local, ZoneId zone) {
        String converted = toUtcOnce(local, zone);
        return settled(zone)
                .map(last -> before(
                        last.getDateTimeBefore().isAfter(last.getDateTimeAfter())
                                ? last.getDateTimeBefore()
                                : last.getDateTimeAfter(),
                        local,
                        converted,
                        shifted(local, -last.getOffsetAfter().getTotalSeconds())))
                .orElse(converted);
    }

    /** As {@link #toUtc}, with the local timestamp written once: for expressions that cost more than the time zone. */
    static String toUtcOnce(String local, ZoneId zone) {
        if (isUtc(zone)) {
            return local;
        }
        if (zone.normalized() instanceof ZoneOffset offset) {
            return shifted(local, -offset.getTotalSeconds());
        }
        return "timezone('UTC', timezone(" + DuckDbText.literal(zone.getId()) + ", " + local + "))";
    }

    /** The local timestamp of a UTC one. */
    static String fromUtc(String utc, ZoneId zone) {
        if (isUtc(zone)) {
            return utc;
        }
        return zone.normalized() instanceof ZoneOffset offset
                ? shifted(utc, offset.getTotalSeconds())
                : "timezone(" + DuckDbText.literal(zone.getId()) + ", timezone('UTC', " + utc + "))";
    }

    /** The local timestamp of a UTC column, which costs nothing to read twice. */
    private static String localTime(String utc, ZoneId zone) {
        String converted = fromUtc(utc, zone);
        return isUtc(zone) || zone.normalized() instanceof ZoneOffset
                ? converted
                : settled(zone)
                        .map(last -> before(
                                LocalDateTime.ofInstant(last.getInstant(), ZoneOffset.UTC),
                                utc,
                                converted,
                                shifted(utc, last.getOffsetAfter().getTotalSeconds())))
                        .orElse(converted);
    }

    /** LOCAL_TIME(utc, zone) or UTC_TIME(local, zone) in DuckDB's words. */
    static void unparse(SqlWriter writer, SqlCall call) {
        if (call.operandCount() < 2 || !(call.operand(1) instanceof SqlLiteral literal)) {
            throw new UnsupportedOperationException(call.getOperator().getName() + " without a time zone");
        }
        ZoneId zone = ZoneId.of(literal.getValueAs(String.class));
        boolean toLocal = call.getOperator() == CareOperators.LOCAL_TIME;
        OperandText.write(
                writer,
                toLocal ? localTime(OperandText.OPERAND, zone) : toUtc(OperandText.OPERAND, zone),
                call.operand(0));
    }

    /**
     * The last change of a zone that no longer changes its clocks: from there on a shift says the same as DuckDB's time
     * zones, which take a tenth of an import's time.
     */
    private static Optional<ZoneOffsetTransition> settled(ZoneId zone) {
        List<ZoneOffsetTransition> transitions = zone.getRules().getTransitions();
        return zone.getRules().getTransitionRules().isEmpty() && !transitions.isEmpty()
                ? Optional.of(transitions.get(transitions.size() - 1))
                : Optional.empty();
    }

    /** What holds before an instant, and otherwise what holds from then on and for NULL, so that batches are seldom of both kinds. */
    private static String before(LocalDateTime end, String timestamp, String converted, String shifted) {
        return "CASE WHEN " + timestamp + " < TIMESTAMP '" + end.toLocalDate() + " " + end.toLocalTime() + "' THEN "
                + converted + " ELSE " + shifted + " END";
    }

    static boolean isUtc(ZoneId zone) {
        return zone.getRules().isFixedOffset()
                && zone.getRules().getOffset(Instant.EPOCH).equals(ZoneOffset.UTC);
    }

    private static String shifted(String timestamp, int seconds) {
        return "(" + timestamp + " + to_seconds(" + seconds + "))";
    }
}
