package dev.caresql.excel.poi;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Points in time as milliseconds since the day 0 of a worksheet, 1899-12-30. */
final class Times {
    private static final long MILLIS_OF_DAY = 86_400_000L;
    private static final LocalDateTime DAY_0 = LocalDateTime.of(1899, 12, 30, 0, 0);
    private static final long DAY_0_MILLIS = DAY_0.toInstant(ZoneOffset.UTC).toEpochMilli();

    private Times() {}

    /** A number of days, as a cell has it. */
    static long ofSerial(double days) {
        return Math.round(days * MILLIS_OF_DAY);
    }

    static long startOfDay(long millis) {
        return Math.floorDiv(millis, MILLIS_OF_DAY) * MILLIS_OF_DAY;
    }

    static LocalDateTime dateTime(long millis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis + DAY_0_MILLIS), ZoneOffset.UTC);
    }

    static long millis(LocalDateTime dateTime) {
        return dateTime.toInstant(ZoneOffset.UTC).toEpochMilli() - DAY_0_MILLIS;
    }
}
