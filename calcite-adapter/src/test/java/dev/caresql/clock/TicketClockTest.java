package dev.caresql.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caresql.plan.CareDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** KPIs of tickets by the business clock, where calendars come from, and what is said when there is none. */
class TicketClockTest {
    private static final String OFFICE =
            "timeZone: Asia/Ho_Chi_Minh\ncalendars: {office: {hours: {mon-fri: '08:00-17:00'}}}";
    private static final String TICKETS =
            "ticket_id:varchar,created_at:timestamp,first_reply_at:timestamp,resolved_at:timestamp";

    /** In local time: Friday 16:00, replied Monday 09:30 and resolved Monday 12:00; Monday 08:00 to 08:10 and 09:00; open. */
    private static final List<String> ROWS = List.of(
            "1,2025-03-07 16:00,2025-03-10 09:30,2025-03-10 12:00",
            "2,2025-03-10 08:00,2025-03-10 08:10,2025-03-10 09:00",
            "3,2025-03-10 08:00,,");

    @TempDir
    private Path folder;

    private ClockModel model;

    @BeforeEach
    void create() {
        model = new ClockModel(folder);
    }

    @Test
    void firstResponseTimeOverAWeekend() throws Exception {
        try (CareDatabase database =
                model.yaml(OFFICE).table("tickets", TICKETS, ROWS.subList(0, 1)).open()) {
            assertThat(ClockModel.query(
                            database,
                            "SELECT FIRST_RESPONSE_TIME(), FIRST_RESPONSE_TIME(clock => 'BUSINESS'),"
                                    + " FIRST_RESPONSE_TIME('BUSINESS'),"
                                    + " FIRST_RESPONSE_TIME(created_at, first_reply_at, clock => 'BUSINESS'),"
                                    + " MIN(first_reply_business_s) FROM tickets"))
                    .containsExactly(List.of(3930.0, 150.0, 150.0, 150.0, 9000));
        }
    }

    @Test
    void everyTimeOfATicketByTheBusinessClock() throws Exception {
        try (CareDatabase database =
                model.yaml(OFFICE).table("tickets", TICKETS, ROWS).open()) {
            assertThat(ClockModel.query(
                            database,
                            "SELECT FIRST_RESPONSE_TIME(clock => 'BUSINESS'), MEDIAN_FIRST_RESPONSE_TIME(clock => 'BUSINESS'),"
                                    + " P90_FIRST_RESPONSE_TIME(clock => 'BUSINESS'), AVG_START_TIME(clock => 'BUSINESS'),"
                                    + " AVG_RESOLUTION_TIME(clock => 'BUSINESS'), MEDIAN_RESOLUTION_TIME(clock => 'BUSINESS'),"
                                    + " P90_RESOLUTION_TIME(clock => 'BUSINESS') FROM tickets"))
                    .containsExactly(List.of(80.0, 80.0, 136.0, 80.0, 3.0, 3.0, 4.6));
        }
    }

    @Test
    void resolutionRateCountsBusinessHoursToTheAsOfInstant() throws Exception {
        String question = "SELECT RESOLUTION_RATE(4, 'BUSINESS'), RESOLUTION_RATE(5, clock => 'BUSINESS'),"
                + " RESOLUTION_RATE(4), RESOLUTION_RATE(4, 'BUSINESS') FILTER (WHERE ticket_id <> '1') FROM tickets";
        try (CareDatabase database =
                model.yaml(OFFICE).table("tickets", TICKETS, ROWS).open()) {
            // Monday 12:00 by the wall clock: the open ticket is 4 business hours old.
            assertThat(ClockModel.query(database, question, Instant.parse("2025-03-10T05:00:00Z")))
                    .containsExactly(List.of(100 / 3.0, 100.0, 100 / 3.0, 50.0));
            assertThat(ClockModel.query(database, question, Instant.parse("2025-03-10T04:59:59Z")))
                    .containsExactly(List.of(50.0, 100.0, 50.0, 100.0));
        }
    }

    @Test
    void requesterWaitIsTheMappedColumn() throws Exception {
        try (CareDatabase database = model.table(
                        "tickets",
                        "ticket_id:varchar,created_at:timestamp,resolved_at:timestamp,requester_wait_s:integer",
                        List.of("1,2025-03-07 16:00,2025-03-10 12:00,7200", "2,2025-03-07 16:00,2025-03-07 17:00,3600"))
                .open()) {
            assertThat(
                            ClockModel.query(
                                    database,
                                    "SELECT AVG_RESOLUTION_TIME(clock => 'REQUESTER_WAIT'), AVG_RESOLUTION_TIME() FROM tickets"))
                    .containsExactly(List.of(1.5, 34.5));
        }
    }

    @Test
    void calendarsComeFromTablesToo() throws Exception {
        model.yaml("timeZone: UTC\ndefaultCalendar: A");
        model.table(
                "business_hours",
                "calendar_id:varchar,iso_weekday:integer,opens_at:time,closes_at:time,time_zone:varchar,valid_from:date,valid_to:date",
                List.of(
                        "A,1,08:00,12:00,,,2025-03-24",
                        "A,1,13:00,17:00,,,",
                        "A,1,11:00,12:00,,,",
                        "A,2,09:00,09:00,,,",
                        "B,1,22:00,00:00,Europe/Berlin,,",
                        "B,2,00:00,02:00,Europe/Berlin,,"));
        model.table(
                "calendar_days",
                "calendar_id:varchar,calendar_date:date,is_working_day:boolean,open_hours:varchar,works_as_weekday:integer",
                List.of(
                        "A,2025-03-10,false,,",
                        "A,2025-03-12,true,,",
                        "A,2025-03-13,true,\"08:00-09:00, 10:00-10:30\",",
                        "A,2025-03-14,,,1",
                        "A,2025-03-15,,,"));
        model.table("tickets", "ticket_id:varchar,created_at:timestamp", List.of("1,2025-03-03 00:00"));
        try (CareDatabase database = model.open()) {
            assertThat(seconds(database, "2025-03-03", "2025-03-04")).isEqualTo(28800L);
            assertThat(seconds(database, "2025-03-04", "2025-03-05")).isEqualTo(0L);
            assertThat(seconds(database, "2025-03-10", "2025-03-11")).isEqualTo(0L);
            assertThat(seconds(database, "2025-03-12", "2025-03-13")).isEqualTo(28800L);
            assertThat(seconds(database, "2025-03-13", "2025-03-14")).isEqualTo(5400L);
            assertThat(seconds(database, "2025-03-14", "2025-03-15")).isEqualTo(28800L);
            assertThat(seconds(database, "2025-03-15", "2025-03-16")).isEqualTo(0L);
            assertThat(seconds(database, "2025-03-24", "2025-03-25")).isEqualTo(18000L);
            assertThat(
                            ClockModel.query(
                                    database,
                                    "SELECT BUSINESS_SECONDS(TIMESTAMP '2025-03-03 21:00:00', TIMESTAMP '2025-03-04 12:00:00', 'B')"))
                    .containsExactly(List.of(14400L));
            assertThat(
                            ClockModel.query(
                                    database,
                                    "SELECT opens_at, open_before_s FROM metadata.business_intervals WHERE calendar_id = 'A'"
                                            + " AND opens_at BETWEEN TIMESTAMP '2025-03-12 00:00:00' AND TIMESTAMP '2025-03-13 00:00:00'"))
                    .hasSize(2);
        }
    }

    private static Object seconds(CareDatabase database, String from, String to) throws Exception {
        return ClockModel.query(
                        database,
                        "SELECT BUSINESS_SECONDS(TIMESTAMP '" + from + " 00:00:00', TIMESTAMP '" + to + " 00:00:00')")
                .get(0)
                .get(0);
    }

    @Test
    void aTicketHasTheCalendarOfItsAgreement() throws Exception {
        model.yaml("calendars: {day: {hours: {mon-sun: '08:00-16:00'}}, always: {hours: {mon-sun: '00:00-24:00'}}}\n"
                + "defaultCalendar: day");
        model.table(
                "sla_policies",
                "sla_policy_id:varchar,target_code:varchar,priority_code:varchar,calendar_id:varchar,valid_from:date",
                List.of("gold,RESOLUTION,,always,", "tin,RESOLUTION,,,"));
        model.table(
                "tickets",
                "ticket_id:varchar,sla_policy_id:varchar,calendar_id:varchar,created_at:timestamp,first_reply_at:timestamp",
                List.of(
                        "1,gold,,2025-03-07 12:00,2025-03-08 12:00",
                        "2,gold,day,2025-03-07 12:00,2025-03-08 12:00",
                        "3,tin,,2025-03-07 12:00,2025-03-08 12:00",
                        "4,,,2025-03-07 12:00,2025-03-08 12:00"));
        try (CareDatabase database = model.open()) {
            assertThat(ClockModel.query(
                            database, "SELECT first_reply_business_s, calendar_id FROM tickets ORDER BY ticket_id"))
                    .extracting(row -> row.get(0) + " " + row.get(1))
                    .containsExactly("86400 always", "28800 day", "28800 null", "28800 null");
        }
    }

    @Test
    void aMappedDurationStaysAsItIs() throws Exception {
        model.yaml(OFFICE)
                .table(
                        "tickets",
                        "ticket_id:varchar,created_at:timestamp,first_reply_at:timestamp,first_reply_business_s:integer",
                        List.of("1,2025-03-07 16:00,2025-03-10 09:30,60"));
        try (CareDatabase database = model.open()) {
            assertThat(ClockModel.query(database, "SELECT FIRST_RESPONSE_TIME(clock => 'BUSINESS') FROM tickets"))
                    .containsExactly(List.of(1.0));
        }
    }

    @Test
    void worksInEveryPlaceOfAStatement() throws Exception {
        try (CareDatabase database =
                model.yaml(OFFICE).table("tickets", TICKETS, ROWS).open()) {
            assertThat(ClockModel.query(
                            database,
                            "SELECT BUSINESS_SECONDS(a.created_at, a.first_reply_at) AS took, COUNT(*) AS n,"
                                    + " MAX(SUM(BUSINESS_SECONDS(b.created_at, a.first_reply_at)) FILTER (WHERE"
                                    + " BUSINESS_SECONDS(a.created_at, a.first_reply_at) > 600)) OVER () AS top"
                                    + " FROM tickets a LEFT JOIN tickets b ON BUSINESS_SECONDS(a.created_at, b.created_at) >= 0"
                                    + " WHERE BUSINESS_SECONDS(a.created_at, a.resolved_at, 'office') > 0"
                                    + " GROUP BY BUSINESS_SECONDS(a.created_at, a.first_reply_at) ORDER BY took"))
                    .extracting(row -> row.get(0) + " " + row.get(1) + " " + ((Number) row.get(2)).longValue())
                    .containsExactly("600 2 19800", "9000 3 19800");
        }
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        try (CareDatabase database = model.table("tickets", TICKETS, ROWS).open()) {
            refused(
                    database,
                    "SELECT FIRST_RESPONSE_TIME(clock => 'BUSINESS') FROM tickets",
                    "needs business hours, and the model has none");
            refused(
                    database,
                    "SELECT AVG_RESOLUTION_TIME(clock => 'REQUESTER_WAIT') FROM tickets",
                    "AVG_RESOLUTION_TIME: these options need the argument 'requester_wait_s'");
            refused(
                    database,
                    "SELECT FIRST_RESPONSE_TIME(clock => 'BUSYNESS') FROM tickets",
                    "did you mean 'BUSINESS'");
        }
    }

    @Test
    void saysWhichCalendarsThereAre() throws Exception {
        model.yaml("calendars: {day: {hours: {mon: '08:00-16:00'}}, night: {hours: {mon: '22:00-06:00'}}}");
        try (CareDatabase database = model.table("tickets", TICKETS, ROWS).open()) {
            refused(
                    database,
                    "SELECT BUSINESS_SECONDS(created_at, resolved_at) FROM tickets",
                    "names no calendar, and the model has several: day, night");
            refused(
                    database,
                    "SELECT BUSINESS_SECONDS(created_at, resolved_at, 'nigth') FROM tickets",
                    "there is no calendar 'nigth'; did you mean 'night'");
        }
    }

    private static void refused(CareDatabase database, String sql, String reason) {
        assertThatThrownBy(() -> database.plan(sql, Instant.EPOCH)).hasMessageContaining(reason);
    }
}
