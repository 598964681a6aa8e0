package dev.caresql.model.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The intervals of a calendar as instants. A moment is open when the wall clock of the calendar's zone then shows a time
 * within the hours; so an hour that the wall clock skips does not count, and one that it shows twice counts twice.
 */
public final class OpenIntervals {
    /** No zone is further than this from UTC. */
    private static final long WIDEST_OFFSET = 18 * 3600L;

    private OpenIntervals() {}

    /** The intervals that begin on dates from {@code first} to before {@code end}; sorted, apart from each other. */
    public static List<OpenInterval> of(BusinessCalendar calendar, LocalDate first, LocalDate end) {
        List<OpenInterval> intervals = new ArrayList<>();
        for (LocalDate date = first; date.isBefore(end); date = date.plusDays(1)) {
            long midnight = date.toEpochDay() * OpenHours.DAY;
            for (OpenHours hours : calendar.hoursOn(date)) {
                add(calendar.zone(), midnight + hours.opensAt(), midnight + hours.closesAt(), intervals);
            }
        }
        return merged(intervals);
    }

    /** Adds the instants at which the wall clock shows a time of an interval, both counted as if in UTC. */
    private static void add(ZoneId zone, long opensAt, long closesAt, List<OpenInterval> intervals) {
        Instant from = Instant.ofEpochSecond(opensAt - WIDEST_OFFSET);
        long last = closesAt + WIDEST_OFFSET;
        ZoneOffset offset = zone.getRules().getOffset(from);
        long since = from.getEpochSecond();
        while (since < last) {
            ZoneOffsetTransition next = zone.getRules().nextTransition(Instant.ofEpochSecond(since));
            long until = next == null ? last : Math.min(last, next.toEpochSecond());
            long opens = Math.max(since, opensAt - offset.getTotalSeconds());
            long closes = Math.min(until, closesAt - offset.getTotalSeconds());
            if (closes > opens) {
                intervals.add(new OpenInterval(opens, closes));
            }
            since = until;
            offset = next == null ? offset : next.getOffsetAfter();
        }
    }

    private static List<OpenInterval> merged(List<OpenInterval> intervals) {
        List<OpenInterval> sorted = new ArrayList<>(intervals);
        sorted.sort(Comparator.comparingLong(OpenInterval::opensAt));
        List<OpenInterval> merged = new ArrayList<>();
        for (OpenInterval interval : sorted) {
            int end = merged.size() - 1;
            if (end >= 0 && interval.opensAt() <= merged.get(end).closesAt()) {
                OpenInterval before = merged.get(end);
                merged.set(end, new OpenInterval(before.opensAt(), Math.max(before.closesAt(), interval.closesAt())));
            } else {
                merged.add(interval);
            }
        }
        return merged;
    }
}
