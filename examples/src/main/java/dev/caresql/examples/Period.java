package dev.caresql.examples;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The months that the exported files cover, in local time.
 *
 * <p>Instants are seconds of the local wall clock, counted from 1970-01-01 00:00:00 of that clock. Vietnam has no
 * daylight saving time, so nothing is lost.
 *
 * @param from the first day
 * @param months how many months follow from it
 */
public record Period(LocalDate from, int months) {
    static final long MINUTE = 60;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    /** Refuses an empty period. */
    public Period {
        requireNonNull(from, "from is null");
        if (months < 1 || months > 120) {
            throw new IllegalArgumentException("months must be between 1 and 120, but is " + months);
        }
    }

    /** The day after the last one. */
    public LocalDate end() {
        return from.plusMonths(months);
    }

    int days() {
        return Math.toIntExact(end().toEpochDay() - from.toEpochDay());
    }

    long startSecond() {
        return secondOf(from);
    }

    /** The moment of the export: nothing that happens at it or later is known. */
    long endSecond() {
        return secondOf(end());
    }

    static long secondOf(LocalDate day) {
        return day.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    }
}
