package dev.caresql.jdbc;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Dates and times as text: ISO 8601 with a space in the place of the T, and a fraction only where there is one. */
final class TemporalText {
    private static final int MICROS = 6;

    private static final DateTimeFormatter TIME = withFraction("HH:mm:ss");
    private static final DateTimeFormatter TIMESTAMP = withFraction("uuuu-MM-dd HH:mm:ss");

    private TemporalText() {}

    static String write(LocalTime time) {
        return TIME.format(time);
    }

    static String write(LocalDateTime timestamp) {
        return TIMESTAMP.format(timestamp);
    }

    static String write(OffsetDateTime timestamp) {
        return TIMESTAMP.format(timestamp.toLocalDateTime())
                + timestamp.getOffset().getId();
    }

    static LocalDate date(String text) {
        return text.length() > "2000-01-01".length() ? timestamp(text).toLocalDate() : LocalDate.parse(text);
    }

    static LocalTime time(String text) {
        return LocalTime.parse(text);
    }

    /** A timestamp; one that states its offset becomes UTC, which is what the care tables hold. */
    static LocalDateTime timestamp(String text) {
        if (text.length() <= "2000-01-01".length()) {
            return LocalDate.parse(text).atStartOfDay();
        }
        TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
        return time instanceof OffsetDateTime zoned
                ? zoned.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                : LocalDateTime.from(time);
    }

    private static DateTimeFormatter withFraction(String pattern) {
        return new DateTimeFormatterBuilder()
                .appendPattern(pattern)
                .appendFraction(ChronoField.NANO_OF_SECOND, 0, MICROS, true)
                .toFormatter(Locale.ROOT);
    }
}
