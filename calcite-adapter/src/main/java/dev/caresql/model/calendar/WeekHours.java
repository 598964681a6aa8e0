package dev.caresql.model.calendar;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hours of the weekdays during some time. Hours belong to the date on which they begin.
 *
 * @param validFrom the first date on which they hold; empty for ever before
 * @param validTo the first date on which they no longer hold; empty for ever after
 * @param hours by weekday; a weekday without any is closed
 */
public record WeekHours(
        Optional<LocalDate> validFrom, Optional<LocalDate> validTo, Map<DayOfWeek, List<OpenHours>> hours) {
    /** Copies the hours. */
    public WeekHours {
        requireNonNull(validFrom, "validFrom is null");
        requireNonNull(validTo, "validTo is null");
        Map<DayOfWeek, List<OpenHours>> copy = new EnumMap<>(DayOfWeek.class);
        hours.forEach((day, intervals) -> copy.put(day, List.copyOf(intervals)));
        hours = Collections.unmodifiableMap(copy);
    }

    boolean holdsOn(LocalDate date) {
        return !validFrom.filter(date::isBefore).isPresent()
                && validTo.filter(end -> !date.isBefore(end)).isEmpty();
    }
}
