package dev.caresql.clock;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes in calendars are said with file and line. */
class CalendarMistakesTest {
    @TempDir
    private Path folder;

    @Test
    void inTheModel() {
        assertThatThrownBy(() -> model("""
                        calendars:
                          a:
                            timeZone: Asia/Ho_Chi_Min
                            hours:
                              monday-fri: "08:00-25:00"
                              mon: "8-12"
                              tues: "08:00-12:00"
                              sat: "08:00-08:00"
                            holidays: [2025-02-30, 2025-01-05..2025-01-01, 2025-05-01]
                            days: {2025-05-01: closed, 2025-05-02: like noday}
                            opens: x
                          b:
                            hours:
                              - {validFrom: 2025-02-01, validTo: 2025-02-01, mon: closed, mon-tue: "08:00-09:00"}
                        """).open()).hasMessage("""
                        caresql.yaml:4: calendar a: there is no time zone 'Asia/Ho_Chi_Min'; did you mean 'Asia/Ho_Chi_Minh'?
                        caresql.yaml:6: calendar a: '08:00-25:00' holds a time that no clock shows; times run from 00:00 to 24:00
                        caresql.yaml:7: calendar a: '8-12' is not an interval of hours; write 08:00-12:00, 13:30-17:30, or closed
                        caresql.yaml:8: calendar a: 'tues' is no weekday; use mon, tue, wed, thu, fri, sat, sun, mon-fri, validFrom or validTo
                        caresql.yaml:9: calendar a: '08:00-08:00' has no length; the whole day is 00:00-24:00, and a closed one, closed
                        caresql.yaml:10: calendar a: '2025-02-30' is no date; write 2025-01-31, or 2025-01-27..2025-02-02 where a range fits
                        caresql.yaml:10: calendar a: the range '2025-01-05..2025-01-01' must run forward, for at most 366 days
                        caresql.yaml:11: calendar a: 2025-05-01 stands twice; remove one
                        caresql.yaml:11: calendar a: 'like noday' names no weekday; write, for example, like mon
                        caresql.yaml:12: calendar a: unknown key 'opens'
                        caresql.yaml:15: calendar b: 'validTo' is the first date on which the hours no longer hold, and must be after 'validFrom'
                        caresql.yaml:15: calendar b: mon stands twice; write its intervals in one line, a comma between""");
    }

    @Test
    void inTables() {
        assertThatThrownBy(() -> model("")
                        .table(
                                "business_hours",
                                "calendar_id:varchar,iso_weekday:integer,opens_at:time,closes_at:time",
                                List.of("A,8,08:00,12:00"))
                        .open())
                .hasMessageContaining(
                        "table business_hours, calendar A: an ISO weekday is 1 for Monday to 7 for Sunday, not 8");
        assertThatThrownBy(() -> model("defaultCalendar: offce\ncalendars: {office: {hours: {mon: '08:00-09:00'}}}")
                        .open())
                .hasMessageContaining("'defaultCalendar' names 'offce'")
                .hasMessageContaining("did you mean 'office'");
    }

    private ClockModel model(String yaml) throws Exception {
        return new ClockModel(folder)
                .yaml(yaml)
                .table("tickets", "ticket_id:varchar,created_at:timestamp", List.of("1,2025-03-07 16:00"));
    }
}
