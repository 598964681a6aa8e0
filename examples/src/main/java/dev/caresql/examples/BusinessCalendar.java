package dev.caresql.examples;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** The 10th of the third lunar month; data as well. */
    private static final List<LocalDate> HUNG_KINGS = List.of(
            LocalDate.of(2022, 4, 10),
            LocalDate.of(2023, 4, 29),
            LocalDate.of(2024, 4, 18),
            LocalDate.of(2025, 4, 7),
            LocalDate.of(2026, 4, 26),
            LocalDate.of(2027, 4, 16),
            LocalDate.of(2028, 4, 4),
            LocalDate.of(2029, 4, 23),
            LocalDate.of(2030, 4, 12));

    private BusinessCalendar() {}

    /** The public holiday of a day, if it is one. */
    static Optional<Holiday> holiday(LocalDate day) {
        for (LocalDate feast : TET) {
            long distance = ChronoUnit.DAYS.between(feast, day);
            if (distance >= -1 && distance <= 3) {
                return Optional.of(Holiday.TET);
            }
        }
        if (HUNG_KINGS.contains(day)) {
            return Optional.of(Holiday.HUNG_KINGS);
        }
        return Stream.of(Holiday.values())
                .filter(holiday -> holiday.days.contains(MonthDay.from(day)))
                .findFirst();
    }

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

    /** A public holiday by the Labour Code. */
    enum Holiday {
        NEW_YEAR("New Year", "Tết Dương lịch", List.of(MonthDay.of(1, 1))),
        TET("Lunar New Year", "Tết Nguyên đán", List.of()),
        HUNG_KINGS("Hung Kings' Commemoration", "Giỗ Tổ Hùng Vương", List.of()),
        REUNIFICATION("Reunification Day", "Ngày Giải phóng miền Nam", List.of(MonthDay.of(4, 30))),
        LABOUR("Labour Day", "Ngày Quốc tế Lao động", List.of(MonthDay.of(5, 1))),
        NATIONAL("National Day", "Quốc khánh", List.of(MonthDay.of(9, 1), MonthDay.of(9, 2)));

        private final String nameEn;
        private final String nameVi;
        private final List<MonthDay> days;

        Holiday(String nameEn, String nameVi, List<MonthDay> days) {
            this.nameEn = nameEn;
            this.nameVi = nameVi;
            this.days = List.copyOf(days);
        }

        String nameEn() {
            return nameEn;
        }

        String nameVi() {
            return nameVi;
        }
    }
}
