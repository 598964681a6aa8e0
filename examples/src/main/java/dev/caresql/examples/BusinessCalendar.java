package dev.caresql.examples;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** How busy each day is, compared with a usual Wednesday: week, season, Tết, public holidays and sales days. */
final class BusinessCalendar {
    /** First days of the lunar year; the feast moves, so it is data. */
    private static final List<LocalDate> TET = List.of(
            LocalDate.of(2022, 2, 1),
            LocalDate.of(2023, 1, 22),
            LocalDate.of(2024, 2, 10),
            LocalDate.of(2025, 1, 29),
            LocalDate.of(2026, 2, 17),
            LocalDate.of(2027, 2, 6),
            LocalDate.of(2028, 1, 26),
            LocalDate.of(2029, 2, 13),
            LocalDate.of(2030, 2, 3));

    private static final Map<MonthDay, Double> SPECIAL_DAYS = Map.ofEntries(
            Map.entry(MonthDay.of(1, 1), 0.5),
            Map.entry(MonthDay.of(4, 30), 0.5),
            Map.entry(MonthDay.of(5, 1), 0.55),
            Map.entry(MonthDay.of(9, 2), 0.5),
            Map.entry(MonthDay.of(6, 6), 1.25),
            Map.entry(MonthDay.of(9, 9), 1.35),
            Map.entry(MonthDay.of(10, 10), 1.35),
            Map.entry(MonthDay.of(11, 11), 2.1),
            Map.entry(MonthDay.of(11, 12), 1.7),
            Map.entry(MonthDay.of(11, 13), 1.4),
            Map.entry(MonthDay.of(12, 12), 1.8),
            Map.entry(MonthDay.of(12, 13), 1.5));

    private BusinessCalendar() {}

    static double weight(LocalDate day) {
        return week(day.getDayOfWeek()) * season(day);
    }

    /** The part of the weight that a staff plan made for usual weeks does not foresee. */
    static double season(LocalDate day) {
        return SPECIAL_DAYS.getOrDefault(MonthDay.from(day), 1.0) * tet(day);
    }

    private static double week(DayOfWeek day) {
        return switch (day) {
            case MONDAY -> 1.25;
            case TUESDAY -> 1.1;
            case WEDNESDAY -> 1.0;
            case THURSDAY -> 1.0;
            case FRIDAY -> 1.05;
            case SATURDAY -> 0.7;
            case SUNDAY -> 0.45;
        };
    }

    private static double tet(LocalDate day) {
        for (LocalDate feast : TET) {
            long distance = ChronoUnit.DAYS.between(feast, day);
            if (distance >= -1 && distance <= 4) {
                return 0.2;
            }
            if (distance >= -21 && distance <= -3) {
                return 1.4;
            }
            if (distance > 4 && distance <= 9) {
                return 0.75;
            }
        }
        return 1;
    }
}
