package dev.caresql.model.calendar;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * When business is open: hours of the weekdays, which may change over time, and dates that differ.
 *
 * @param id by which tickets and policies name it
 * @param zone whose wall clock the hours are of
 * @param weeks on a date, the hours of all that hold on it count together
 * @param days dates that differ
 */
public record BusinessCalendar(String id, ZoneId zone, List<WeekHours> weeks, Map<LocalDate, SpecialDay> days) {
    /** Copies the collections. */
    public BusinessCalendar {
        requireNonNull(id, "id is null");
        requireNonNull(zone, "zone is null");
        weeks = List.copyOf(weeks);
        days = Collections.unmodifiableMap(new TreeMap<>(days));
    }

    /** The intervals that begin on a date, in no order; they may overlap. */
    public List<OpenHours> hoursOn(LocalDate date) {
        SpecialDay special = days.get(date);
        if (special == null) {
            return usual(date, date.getDayOfWeek());
        }
        return special.like().map(weekday -> usual(date, weekday)).orElse(special.hours());
    }

    /** The hours that a weekday has in the schedule of a date. */
    public List<OpenHours> usual(LocalDate date, DayOfWeek weekday) {
        List<OpenHours> hours = new ArrayList<>();
        weeks.stream()
                .filter(week -> week.holdsOn(date))
                .forEach(week -> hours.addAll(week.hours().getOrDefault(weekday, List.of())));
        return hours;
    }
}
