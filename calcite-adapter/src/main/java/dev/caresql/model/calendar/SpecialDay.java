package dev.caresql.model.calendar;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;

/**
 * A date that differs from others of its weekday.
 *
 * @param hours of that date alone; none when it is closed
 * @param like the weekday whose usual hours hold instead
 */
public record SpecialDay(List<OpenHours> hours, Optional<DayOfWeek> like) {
    /** A date without hours. */
    public static final SpecialDay CLOSED = new SpecialDay(List.of(), Optional.empty());

    /** Copies the hours. */
    public SpecialDay {
        hours = List.copyOf(hours);
        requireNonNull(like, "like is null");
    }

    /** A date with hours of its own. */
    public static SpecialDay open(List<OpenHours> hours) {
        return new SpecialDay(hours, Optional.empty());
    }

    /** A date with the hours of another weekday, such as a Saturday worked in place of a bridge day. */
    public static SpecialDay like(DayOfWeek weekday) {
        return new SpecialDay(List.of(), Optional.of(weekday));
    }
}
