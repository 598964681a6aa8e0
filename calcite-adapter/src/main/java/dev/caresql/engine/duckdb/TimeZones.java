package dev.caresql.engine.duckdb;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Moves timestamps between a time zone and UTC. */
final class TimeZones {
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

    static boolean isUtc(ZoneId zone) {
        return zone.getRules().isFixedOffset()
                && zone.getRules().getOffset(Instant.EPOCH).equals(ZoneOffset.UTC);
    }

    private static String shifted(String timestamp, int seconds) {
        return "(" + timestamp + " + to_seconds(" + seconds + "))";
    }
}
