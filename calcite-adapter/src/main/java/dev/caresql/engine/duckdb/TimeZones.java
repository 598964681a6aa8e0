package dev.caresql.engine.duckdb;

import dev.caresql.sql.CareOperators;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlWriter;

/** Moves timestamps between a time zone and UTC. */
final class TimeZones {
    /** Stands for the timestamp while the text around it is made. */
    private static final String OPERAND = "\0";

    private TimeZones() {}

    /** The UTC timestamp of a local one. */
    static String toUtc(String local, ZoneId zone) {
        if (isUtc(zone)) {
            return local;
        }
        return zone.normalized() instanceof ZoneOffset offset
                ? shifted(local, -offset.getTotalSeconds())
                : "timezone('UTC', timezone(" + DuckDbText.literal(zone.getId()) + ", " + local + "))";
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

    /** LOCAL_TIME(utc, zone) or UTC_TIME(local, zone) in DuckDB's words. */
    static void unparse(SqlWriter writer, SqlCall call) {
        if (call.operandCount() < 2 || !(call.operand(1) instanceof SqlLiteral literal)) {
            throw new UnsupportedOperationException(call.getOperator().getName() + " without a time zone");
        }
        ZoneId zone = ZoneId.of(literal.getValueAs(String.class));
        String all = call.getOperator() == CareOperators.LOCAL_TIME ? fromUtc(OPERAND, zone) : toUtc(OPERAND, zone);
        String[] around = all.split(OPERAND, -1);
        writer.literal(around[0]);
        call.operand(0).unparse(writer, 0, 0);
        writer.literal(around[1]);
    }

    static boolean isUtc(ZoneId zone) {
        return zone.getRules().isFixedOffset()
                && zone.getRules().getOffset(Instant.EPOCH).equals(ZoneOffset.UTC);
    }

    private static String shifted(String timestamp, int seconds) {
        return "(" + timestamp + " + to_seconds(" + seconds + "))";
    }
}
