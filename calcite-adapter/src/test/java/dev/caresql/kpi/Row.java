package dev.caresql.kpi;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of a table by column. A question about a missing value is answered with no. */
public record Row(Map<String, Object> values) {
    boolean is(String column, String... texts) {
        return Arrays.asList(texts).contains(text(column));
    }

    boolean has(String column) {
        return values.get(column) != null;
    }

    boolean isTrue(String column) {
        return Boolean.TRUE.equals(values.get(column));
    }

    boolean isFalse(String column) {
        return Boolean.FALSE.equals(values.get(column));
    }

    boolean between(String column, double least, double most) {
        return has(column) && number(column) >= least && number(column) <= most;
    }

    boolean over(String column, double limit) {
        return has(column) && number(column) > limit;
    }

    double number(String column) {
        return ((Number) values.get(column)).doubleValue();
    }

    @Nullable
    Double numberOrNull(String column) {
        return has(column) ? number(column) : null;
    }

    String text(String column) {
        return (String) values.get(column);
    }

    LocalDateTime time(String column) {
        return (LocalDateTime) values.get(column);
    }

    /** Whole seconds from one time to another, either of which must be there. */
    double seconds(String from, String to) {
        return seconds(time(from), time(to));
    }

    static double seconds(LocalDateTime from, LocalDateTime to) {
        return ChronoUnit.SECONDS.between(from, to);
    }
}
