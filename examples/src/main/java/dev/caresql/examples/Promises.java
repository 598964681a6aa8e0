package dev.caresql.examples;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/** What the company promises and when it works: service level agreements, the days of the year, office hours. */
final class Promises {
    static final Table POLICIES = Table.of(
            "sla_policies",
            Table.text("sla_policy_id"),
            Table.text("target_code"),
            Table.text("priority_code"),
            Table.number("target_s"),
            Table.text("clock_code"),
            Table.text("calendar_id"),
            Table.flag("pauses_on_pending"),
            Table.day("valid_from"),
            Table.day("valid_to"));
    static final Table DAYS = Table.of(
            "calendar_days",
            Table.text("calendar_id"),
            Table.day("calendar_date"),
            Table.flag("is_working_day"),
            Table.text("holiday_name"),
            Table.text("holiday_name_vi"),
            Table.flag("is_tet"));
    static final Table HOURS = Table.of(
            "business_hours",
            Table.text("calendar_id"),
            Table.number("iso_weekday"),
            Table.text("opens_at"),
            Table.text("closes_at"));

    static final String POLICY = "SLA1";
    static final String CALENDAR = "VN";

    private Promises() {}

    static void write(CompanyFiles files, Period period) throws IOException {
        writePolicies(files.whole(POLICIES), period);
        writeDays(files.whole(DAYS), period);
        writeHours(files.whole(HOURS));
    }

    private static void writePolicies(CsvFile file, Period period) throws IOException {
        for (Priority priority : Priority.values()) {
            writePolicy(file, "FIRST_REPLY", priority, priority.replyWithin(), period);
            writePolicy(file, "RESOLUTION", priority, priority.resolveWithin(), period);
        }
    }

    private static void writePolicy(CsvFile file, String target, Priority priority, long within, Period period)
            throws IOException {
        file.code(POLICY)
                .code(target)
                .code(priority)
                .number(within)
                .code("CALENDAR")
                .code(CALENDAR);
        file.flag(false)
                .day(Period.secondOf(period.from().minusYears(1)))
                .blank()
                .endRow();
    }

    private static void writeDays(CsvFile file, Period period) throws IOException {
        for (LocalDate day = period.from(); day.isBefore(period.end()); day = day.plusDays(1)) {
            Optional<BusinessCalendar.Holiday> holiday = BusinessCalendar.holiday(day);
            file.code(CALENDAR).day(Period.secondOf(day));
            file.flag(holiday.isEmpty() && day.getDayOfWeek() != DayOfWeek.SUNDAY);
            file.text(holiday.map(BusinessCalendar.Holiday::nameEn).orElse(""));
            file.text(holiday.map(BusinessCalendar.Holiday::nameVi).orElse(""));
            file.flag(holiday.filter(h -> h == BusinessCalendar.Holiday.TET).isPresent());
            file.endRow();
        }
    }

    private static void writeHours(CsvFile file) throws IOException {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day != DayOfWeek.SUNDAY) {
                writeInterval(file, day, LocalTime.of(8, 0), LocalTime.of(12, 0));
            }
            if (day.getValue() <= DayOfWeek.FRIDAY.getValue()) {
                writeInterval(file, day, LocalTime.of(13, 30), LocalTime.of(17, 30));
            }
        }
    }

    private static void writeInterval(CsvFile file, DayOfWeek day, LocalTime opens, LocalTime closes)
            throws IOException {
        file.code(CALENDAR)
                .number(day.getValue())
                .code(opens + ":00")
                .code(closes + ":00")
                .endRow();
    }
}
