package dev.caresql.clock;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.plan.CareDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Due times on clocks that stop while a ticket is pending, and those of next replies: by hand, and against the wall clock. */
final class PausedDueTimesTest {
    private static final String OFFICE = """
            timeZone: Asia/Ho_Chi_Minh
            defaultCalendar: office
            calendars:
              office: {hours: [{mon-fri: "08:00-17:00"}]}
            """;
    private static final String TICKETS =
            "ticket_id:varchar,sla_policy_id:varchar,priority_code:varchar,created_at:timestamp,resolved_at:timestamp";
    private static final String EVENTS =
            "event_id:varchar,ticket_id:varchar,occurred_at:timestamp,event_code:varchar,to_code:varchar";
    private static final String POLICIES =
            "sla_policy_id:varchar,target_code:varchar,priority_code:varchar,target_s:integer,clock_code:varchar,pauses_on_pending:boolean,valid_from:date,valid_to:date";

    @TempDir
    private Path folder;

    /** The due time of each case is stated beside its events; 7 March 2025 is a Friday. All times are local. */
    private static Map<String, List<String>> cases() {
        Map<String, List<String>> cases = new LinkedHashMap<>();
        cases.put("C never pending,07 10:00", List.of("07 12:00"));
        cases.put("C pending once,07 10:00", List.of("07 13:00", "07 10:30 PENDING_ON", "07 11:30 PENDING_OFF"));
        cases.put(
                "C pending twice,07 10:00",
                List.of(
                        "07 15:00",
                        "07 10:30 PENDING_ON",
                        "07 11:00 PENDING_OFF",
                        "07 11:30 PENDING_ON",
                        "07 14:00 PENDING_OFF"));
        cases.put("C pending when it was due,07 10:00", List.of("07 12:00", "07 12:30 PENDING_ON"));
        cases.put("C pending still,07 10:00", List.of("null", "07 11:00 PENDING_ON"));
        cases.put("C pending from the due time,07 10:00", List.of("07 12:00", "07 12:00 PENDING_ON"));
        cases.put("C by status,07 10:00", List.of("07 12:30", "07 10:15 STATUS PENDING", "07 10:45 STATUS OPEN"));
        cases.put(
                "C solved while pending,07 10:00",
                List.of("07 12:20", "07 10:10 STATUS PENDING", "07 10:30 STATUS SOLVED", "07 11:00 STATUS CLOSED"));
        cases.put("C pending at once,07 10:00", List.of("07 13:00", "07 10:00 PENDING_ON", "07 11:00 PENDING_OFF"));
        cases.put("C pending before,07 10:00", List.of("07 12:30", "07 09:00 PENDING_ON", "07 10:30 PENDING_OFF"));
        cases.put("C over before,07 10:00", List.of("07 12:00", "07 08:00 PENDING_ON", "07 09:30 PENDING_OFF"));
        cases.put(
                "C told twice,07 10:00",
                List.of("07 12:30", "07 10:30 PENDING_ON", "07 10:40 PENDING_ON", "07 11:00 PENDING_OFF"));
        cases.put("C never begun,07 10:00", List.of("07 12:00", "07 11:00 PENDING_OFF"));
        cases.put("C in no order,07 10:00", List.of("07 13:00", "07 11:30 PENDING_OFF", "07 10:30 PENDING_ON"));
        cases.put("C other events,07 10:00", List.of("07 12:00", "07 10:30 PUBLIC_REPLY", "07 10:40 ASSIGNED PENDING"));
        cases.put("B never pending,07 16:00", List.of("10 09:00"));
        cases.put("B over the weekend,07 16:00", List.of("10 10:00", "07 16:30 PENDING_ON", "10 08:30 PENDING_OFF"));
        cases.put("B while closed,07 16:00", List.of("10 09:00", "07 17:30 PENDING_ON", "08 12:00 PENDING_OFF"));
        cases.put("B an evening,07 16:00", List.of("10 09:15", "07 16:30 PENDING_ON", "07 16:45 PENDING_OFF"));
        cases.put("B a morning,07 16:00", List.of("10 13:00", "10 08:00 PENDING_ON", "10 12:00 PENDING_OFF"));
        cases.put("B pending still,07 16:00", List.of("null", "10 08:30 PENDING_ON"));
        cases.put("B back after hours,07 16:00", List.of("10 09:30", "07 16:30 PENDING_ON", "07 22:00 PENDING_OFF"));
        cases.put("N does not pause,07 10:00", List.of("07 12:00", "07 10:30 PENDING_ON", "07 11:30 PENDING_OFF"));
        return cases;
    }

    @Test
    void timeWhilePendingDoesNotCount() throws Exception {
        List<String> tickets = new ArrayList<>();
        List<String> events = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        cases().forEach((ticket, facts) -> {
            String[] parts = ticket.split(",");
            tickets.add(parts[0] + "," + ticket.charAt(0) + ",," + time(parts[1]) + ",");
            expected.add(parts[0] + ": " + (facts.get(0).equals("null") ? "null" : time(facts.get(0)) + ":00.0"));
            for (String fact : facts.subList(1, facts.size())) {
                String[] words = fact.split(" ");
                events.add(events.size() + "," + parts[0] + "," + time(words[0] + " " + words[1]) + "," + words[2] + ","
                        + (words.length > 3 ? words[3] : ""));
            }
        });
        ClockModel model = new ClockModel(folder)
                .yaml(OFFICE)
                .table("tickets", TICKETS, tickets)
                .table("ticket_events", EVENTS, events)
                .table(
                        "sla_policies",
                        POLICIES,
                        List.of(
                                "C,RESOLUTION,,7200,CALENDAR,true,,",
                                "C,FIRST_REPLY,,7200,,true,,",
                                "B,RESOLUTION,,7200,BUSINESS,true,,",
                                "B,FIRST_REPLY,,7200,BUSINESS,true,,",
                                "N,RESOLUTION,,7200,CALENDAR,false,,",
                                "N,FIRST_REPLY,,7200,CALENDAR,,,"));
        try (CareDatabase database = model.open()) {
            for (String due : List.of("resolution_due_at", "first_reply_due_at")) {
                assertThat(
                                ClockModel.query(database, "SELECT ticket_id, BUSINESS_TIME(" + due + ") FROM tickets")
                                        .stream()
                                        .map(row -> row.get(0) + ": " + row.get(1)))
                        .as(due)
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    private static String time(String dayAndTime) {
        return "2025-03-" + dayAndTime;
    }

    /** Without anything that tells when a ticket is pending, nobody knows when it is due. */
    @Test
    void withoutAHistoryATargetThatPausesIsNotKnown() throws Exception {
        ClockModel model = new ClockModel(folder)
                .yaml(OFFICE)
                .table("tickets", TICKETS, List.of("1,P,,2025-03-07 10:00,", "2,N,,2025-03-07 10:00,"))
                .table(
                        "ticket_events",
                        EVENTS,
                        List.of("1,1,2025-03-07 11:00,PUBLIC_REPLY,", "2,1,2025-03-07 12:00,STATUS,"))
                .table(
                        "sla_policies",
                        POLICIES,
                        List.of("P,RESOLUTION,,7200,CALENDAR,true,,", "N,RESOLUTION,,7200,CALENDAR,,,"));
        try (CareDatabase database = model.open()) {
            assertThat(
                            ClockModel.query(
                                    database,
                                    "SELECT resolution_target_s, BUSINESS_TIME(resolution_due_at) FROM tickets ORDER BY ticket_id"))
                    .hasToString("[[7200, null], [7200, 2025-03-07 12:00:00.0]]");
        }
    }

    @Test
    void aNextReplyIsDueAfterTheFirstMessageSinceTheLastReply() throws Exception {
        ClockModel model = new ClockModel(folder)
                .yaml(OFFICE)
                .table(
                        "tickets",
                        TICKETS,
                        List.of(
                                "1,S,LOW,2025-03-07 09:00,2025-03-07 12:30",
                                "2,S,HIGH,2025-03-07 09:00,",
                                "3,S,,2025-03-07 09:00,",
                                "4,,HIGH,2025-03-07 09:00,"))
                .table(
                        "ticket_events",
                        EVENTS,
                        numbered(
                                "1,2025-03-07 09:10,CUSTOMER_REPLY,",
                                "1,2025-03-07 09:30,PUBLIC_REPLY,",
                                "1,2025-03-07 10:00,CUSTOMER_REPLY,",
                                "1,2025-03-07 10:20,CUSTOMER_REPLY,",
                                "1,2025-03-07 11:30,PUBLIC_REPLY,",
                                "1,2025-03-07 12:00,CUSTOMER_REPLY,",
                                "2,2025-03-07 16:00,PUBLIC_REPLY,",
                                "2,2025-03-07 16:45,CUSTOMER_REPLY,",
                                "2,2025-03-07 16:50,PENDING_ON,",
                                "2,2025-03-10 09:00,PENDING_OFF,",
                                "2,2025-03-10 09:20,PUBLIC_REPLY,",
                                "3,2025-03-07 09:20,PUBLIC_REPLY,",
                                "3,2025-03-07 16:50,CUSTOMER_REPLY,",
                                "4,2025-03-07 09:20,PUBLIC_REPLY,",
                                "4,2025-03-07 10:50,CUSTOMER_REPLY,"))
                .table(
                        "sla_policies",
                        POLICIES,
                        List.of(
                                "S,NEXT_REPLY,,3600,CALENDAR,,,",
                                "S,NEXT_REPLY,HIGH,1800,BUSINESS,true,2025-01-01,",
                                "S,NEXT_REPLY,HIGH,60,BUSINESS,true,2025-03-08,",
                                "S,FIRST_REPLY,,1,CALENDAR,,,"));
        try (CareDatabase database = model.open()) {
            assertThat(ClockModel.query(
                            database,
                            "SELECT ticket_id, BUSINESS_TIME(message_at), BUSINESS_TIME(due_at), BUSINESS_TIME(met_at) FROM"
                                    + " next_replies ORDER BY 1, 2"))
                    .hasToString("[[1, 2025-03-07 10:00:00.0, 2025-03-07 11:00:00.0, 2025-03-07 11:30:00.0],"
                            + " [1, 2025-03-07 12:00:00.0, 2025-03-07 13:00:00.0, 2025-03-07 12:30:00.0],"
                            + " [2, 2025-03-07 16:45:00.0, 2025-03-10 09:25:00.0, 2025-03-10 09:20:00.0],"
                            + " [3, 2025-03-07 16:50:00.0, 2025-03-07 17:50:00.0, null]]");
            assertThat(ClockModel.query(
                            database,
                            "SELECT NEXT_REPLY_OVERDUE_RATE(), NEXT_REPLY_SLA_COMPLIANCE() FROM next_replies",
                            Instant.parse("2025-03-12T00:00:00Z")))
                    .containsExactly(List.of(50.0, 50.0));
            assertThat(ClockModel.query(
                            database,
                            "SELECT day_date, AVG(next_reply_overdue_rate) FROM (SELECT business_date AS day_date,"
                                    + " next_reply_overdue_rate FROM kpis) AS k GROUP BY day_date ORDER BY 1",
                            Instant.parse("2025-03-12T00:00:00Z")))
                    .as("by the day on which they were due")
                    .hasToString("[[2025-03-07, 66.66666666666667], [2025-03-10, 0.0]]");
        }
    }

    private static List<String> numbered(String... rows) {
        List<String> numbered = new ArrayList<>();
        for (String row : rows) {
            numbered.add(numbered.size() + "," + row);
        }
        return numbered;
    }

    private record Pause(Instant from, Instant to) {
        /** The seconds of the pause before an instant on a calendar's clock. */
        long secondsBefore(String calendar, Instant start, Instant end) {
            Instant first = from.isBefore(start) ? start : from;
            Instant last = to.isAfter(end) ? end : to;
            return last.isAfter(first) ? WallClockOracle.seconds(calendar, first, last) : 0;
        }
    }

    @Test
    void aPausedTicketIsDueWhenItsOtherBusinessTimeIsOver() throws Exception {
        Random random = new Random(17);
        List<String> calendars = List.of("vn", "berlin", "overlap", "chatham", "new_york_night");
        List<String> tickets = new ArrayList<>();
        List<String> events = new ArrayList<>();
        Map<String, List<Pause>> pauses = new LinkedHashMap<>();
        for (int i = 0; i < 80; i++) {
            LocalDateTime created = LocalDateTime.of(2025, 3, 1, 0, 0).plusMinutes(random.nextInt(60 * 24 * 200));
            tickets.add(i + ",P,," + created.toString().replace('T', ' ') + ",," + calendars.get(i % calendars.size()));
            LocalDateTime at = created.minusHours(5);
            List<Pause> own = new ArrayList<>();
            for (int pause = random.nextInt(5); pause > 0; pause--) {
                LocalDateTime from = at.plusMinutes(1 + random.nextInt(60 * 20));
                at = from.plusMinutes(1 + random.nextInt(60 * 30));
                own.add(new Pause(from.toInstant(ZoneOffset.UTC), at.toInstant(ZoneOffset.UTC)));
                events.add(i + "," + from.toString().replace('T', ' ') + ",PENDING_ON,");
                events.add(i + "," + at.toString().replace('T', ' ') + ",PENDING_OFF,");
            }
            pauses.put(String.valueOf(i), own);
        }
        Collections.shuffle(events, random);
        ClockModel model = new ClockModel(folder)
                .yaml("timeZone: UTC")
                .yaml(ClockModel.resource("calendars.yaml"))
                .table("tickets", TICKETS + ",calendar_id:varchar", tickets)
                .table("ticket_events", EVENTS, numbered(events.toArray(String[]::new)))
                .table("sla_policies", POLICIES, List.of("P,RESOLUTION,,36000,BUSINESS,true,,"));
        try (CareDatabase database = model.open()) {
            List<List<@Nullable Object>> rows = ClockModel.query(
                    database, "SELECT ticket_id, calendar_id, created_at, resolution_due_at FROM tickets");
            assertThat(rows).hasSize(80);
            assertThat(events.stream()
                            .filter(event -> event.contains("PENDING_ON"))
                            .collect(joining()))
                    .isNotEmpty();
            for (List<@Nullable Object> row : rows) {
                Instant created = DueTimesTest.instant(row.get(2));
                Instant due = DueTimesTest.instant(row.get(3));
                List<Pause> own = pauses.getOrDefault(String.valueOf(row.get(0)), List.of());
                String calendar = String.valueOf(row.get(1));
                assertThat(active(calendar, created, due, own)).as("%s", row).isEqualTo(36000);
                assertThat(active(calendar, created, due.minus(Duration.ofMinutes(1)), own))
                        .as("%s a minute before", row)
                        .isEqualTo(36000 - 60);
            }
        }
    }

    private static long active(String calendar, Instant created, Instant until, List<Pause> pauses) {
        return WallClockOracle.seconds(calendar, created, until)
                - pauses.stream()
                        .mapToLong(pause -> pause.secondsBefore(calendar, created, until))
                        .sum();
    }
}
