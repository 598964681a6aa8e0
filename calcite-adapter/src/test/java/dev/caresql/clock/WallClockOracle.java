package dev.caresql.clock;

import static java.util.Map.entry;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Business time by walking: moment after moment it asks what the clock on the wall shows and whether somebody works then.
 * The calendars are those of calendars.yaml, said a second time.
 */
final class WallClockOracle {
    private static final Map<String, Wall> CALENDARS = Map.ofEntries(
            entry("k17", wall("Asia/Ho_Chi_Minh", t -> weekday(t) && within(t, 800, 1700))),
            entry("vn", wall("Asia/Ho_Chi_Minh", WallClockOracle::vn)),
            entry("berlin", wall("Europe/Berlin", t -> weekday(t) && within(t, 900, 1700))),
            entry("berlin_always", wall("Europe/Berlin", t -> true)),
            entry(
                    "berlin_early",
                    wall("Europe/Berlin", t -> t.getDayOfWeek() == DayOfWeek.SUNDAY && within(t, 230, 500))),
            entry("new_york_night", wall("America/New_York", t -> t.getHour() >= 22 || t.getHour() < 6)),
            entry(
                    "new_york_shift",
                    wall(
                            "America/New_York",
                            t -> t.getHour() >= 22 && shift(t.toLocalDate())
                                    || t.getHour() < 6 && shift(t.toLocalDate().minusDays(1)))),
            entry("overlap", wall("UTC", t -> weekday(t) && within(t, 800, 1500))),
            entry("changing", wall("UTC", WallClockOracle::changing)),
            entry("second_short", wall("UTC", t -> t.getHour() < 23 || t.getMinute() < 59 || t.getSecond() < 59)),
            entry(
                    "fragments",
                    wall("UTC", t -> t.getHour() == 10 && Set.of(0, 2, 4).contains(t.getMinute()))),
            entry("chatham", wall("Pacific/Chatham", t -> weekday(t) && within(t, 900, 1700))));

    private static final Set<LocalDate> HOLIDAYS = Set.of(
            LocalDate.of(2025, 1, 1),
            LocalDate.of(2025, 1, 27),
            LocalDate.of(2025, 1, 28),
            LocalDate.of(2025, 1, 29),
            LocalDate.of(2025, 1, 30),
            LocalDate.of(2025, 1, 31),
            LocalDate.of(2025, 2, 1),
            LocalDate.of(2025, 4, 30),
            LocalDate.of(2025, 5, 1),
            LocalDate.of(2025, 9, 2));

    private WallClockOracle() {}

    static List<String> calendars() {
        return CALENDARS.keySet().stream().sorted().toList();
    }

    /** Whole business seconds, towards zero; negative when the second instant is earlier. */
    static long seconds(String calendar, Instant from, Instant to) {
        if (to.isBefore(from)) {
            return -seconds(calendar, to, from);
        }
        Wall wall = CALENDARS.get(calendar);
        Duration step = step(calendar, from, to);
        long steps = 0;
        for (Instant at = from; at.isBefore(to); at = at.plus(step)) {
            steps += wall.open().test(at.atZone(wall.zone())) ? 1 : 0;
        }
        return step.multipliedBy(steps).toSeconds();
    }

    /** Hours change at full minutes, but for one calendar. */
    private static Duration step(String calendar, Instant from, Instant to) {
        if (from.getNano() + to.getNano() > 0) {
            return Duration.ofMillis(100);
        }
        boolean minutes = from.getEpochSecond() % 60 == 0 && to.getEpochSecond() % 60 == 0;
        return minutes && !calendar.equals("second_short") ? Duration.ofMinutes(1) : Duration.ofSeconds(1);
    }

    private static boolean vn(ZonedDateTime t) {
        LocalDate date = t.toLocalDate();
        boolean morning = within(t, 800, 1200);
        boolean afternoon = within(t, 1330, 1730);
        if (HOLIDAYS.contains(date) || t.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return false;
        }
        if (date.equals(LocalDate.of(2025, 12, 24))) {
            return morning;
        }
        boolean whole = weekday(t) || date.equals(LocalDate.of(2025, 4, 26));
        return morning || whole && afternoon;
    }

    private static boolean changing(ZonedDateTime t) {
        LocalDate date = t.toLocalDate();
        if (date.isBefore(LocalDate.of(2025, 4, 1))) {
            return weekday(t) && within(t, 900, 1700);
        }
        if (date.isBefore(LocalDate.of(2025, 6, 1))) {
            return weekday(t) && (within(t, 800, 1200) || within(t, 1300, 1600));
        }
        return !date.isBefore(LocalDate.of(2025, 7, 1)) && !weekday(t) && within(t, 1000, 1400);
    }

    private static boolean shift(LocalDate begins) {
        return Set.of(DayOfWeek.THURSDAY, DayOfWeek.FRIDAY).contains(begins.getDayOfWeek())
                && !begins.equals(LocalDate.of(2025, 7, 4));
    }

    private static boolean weekday(ZonedDateTime t) {
        return t.getDayOfWeek().getValue() <= 5;
    }

    /** Times as the clock shows them, without the colon. */
    private static boolean within(ZonedDateTime t, int from, int to) {
        int shown = t.getHour() * 100 + t.getMinute();
        return shown >= from && shown < to;
    }

    private static Wall wall(String zone, Predicate<ZonedDateTime> open) {
        return new Wall(ZoneId.of(zone), open);
    }

    private record Wall(ZoneId zone, Predicate<ZonedDateTime> open) {}
}
