package dev.caresql.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.plan.CareDatabase;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Due times by service level agreements: by hand, and against the clock on the wall. */
final class DueTimesTest {
    private static final String OFFICE = """
            timeZone: Asia/Ho_Chi_Minh
            defaultCalendar: office
            calendars:
              office: {hours: [{mon-fri: "08:00-17:00"}]}
            """;
    private static final String TICKETS =
            "ticket_id:varchar,sla_policy_id:varchar,priority_code:varchar,created_at:timestamp,first_reply_at:timestamp,resolved_at:timestamp";
    private static final String POLICIES =
            "sla_policy_id:varchar,target_code:varchar,priority_code:varchar,target_s:integer,clock_code:varchar,pauses_on_pending:boolean,valid_from:date,valid_to:date";

    @TempDir
    private Path folder;

    /** Times of tickets are those of the model's zone, seven hours ahead of UTC. */
    @Test
    void theTargetOfThePriorityAndTheDayOnItsOwnClock() throws Exception {
        ClockModel model = new ClockModel(folder)
                .yaml(OFFICE)
                .table(
                        "tickets",
                        TICKETS,
                        List.of(
                                "1,S,HIGH,2025-03-07 16:00,2025-03-10 08:30,",
                                "2,S,LOW,2025-03-07 16:00,2025-03-07 20:30,",
                                "3,S,,2025-03-07 16:30,,2025-03-10 09:00",
                                "4,S,HIGH,2025-04-01 09:00,,",
                                "5,,HIGH,2025-03-07 16:00,,",
                                "6,P,HIGH,2025-03-07 16:00,,",
                                "7,S,HIGH,2025-03-08 12:00,,"))
                .table(
                        "sla_policies",
                        POLICIES,
                        List.of(
                                "S,FIRST_REPLY,HIGH,3600,BUSINESS,,,2025-04-01",
                                "S,FIRST_REPLY,HIGH,1800,BUSINESS,,2025-04-01,",
                                "S,FIRST_REPLY,,14400,CALENDAR,,,",
                                "S,RESOLUTION,,5400,BUSINESS,,,",
                                "P,RESOLUTION,,5400,BUSINESS,true,,"));
        try (CareDatabase database = model.open()) {
            assertThat(ClockModel.query(
                            database,
                            "SELECT BUSINESS_TIME(first_reply_due_at), BUSINESS_TIME(resolution_due_at) FROM tickets"
                                    + " ORDER BY ticket_id"))
                    .hasToString("[[2025-03-07 17:00:00.0, 2025-03-10 08:30:00.0], [2025-03-07 20:00:00.0, 2025-03-10"
                            + " 08:30:00.0], [2025-03-07 20:30:00.0, 2025-03-10 09:00:00.0], [2025-04-01 09:30:00.0,"
                            + " 2025-04-01 10:30:00.0], [null, null], [null, null], [2025-03-10 09:00:00.0, 2025-03-10"
                            + " 09:30:00.0]]");
            assertThat(ClockModel.query(
                            database,
                            "SELECT FIRST_REPLY_OVERDUE_RATE(), OVERDUE_RATE() FROM tickets",
                            Instant.parse("2025-03-12T00:00:00Z")))
                    .as("1, 2, 3 and 7 were due, of which all were late; 3 of those of four was resolved in time")
                    .containsExactly(List.of(100.0, 75.0));
            assertThat(ClockModel.query(
                            database,
                            "SELECT FIRST_RESPONSE_TIME(clock => 'SLA'), FIRST_RESPONSE_TIME(clock => 'BUSINESS'),"
                                    + " FIRST_RESPONSE_TIME() FROM tickets"))
                    .as("ticket 1 in business time, ticket 2 in calendar time")
                    .containsExactly(List.of((90 + 270) / 2.0, (90 + 60) / 2.0, (3870 + 270) / 2.0));
        }
    }

    @Test
    void aTicketIsDueAtTheFirstInstantAtWhichItsBusinessTimeIsOver() throws Exception {
        Random random = new Random(11);
        List<String> calendars = List.of("vn", "berlin", "overlap", "chatham", "new_york_night");
        List<String> tickets = new ArrayList<>();
        List<Duration> targets = List.of(Duration.ofMinutes(30), Duration.ofHours(4), Duration.ofHours(30));
        List<String> policies = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            policies.add("P" + i + ",RESOLUTION,," + targets.get(i).toSeconds() + ",BUSINESS,false,,");
        }
        for (int i = 0; i < 60; i++) {
            LocalDateTime created = LocalDateTime.of(2025, 3, 1, 0, 0).plusMinutes(random.nextInt(60 * 24 * 200));
            tickets.add(i + ",P" + i % 3 + ",," + created.toString().replace('T', ' ') + ",,,"
                    + calendars.get(i % calendars.size()));
        }
        ClockModel model = new ClockModel(folder)
                .yaml("timeZone: UTC")
                .yaml(ClockModel.resource("calendars.yaml"))
                .table("tickets", TICKETS + ",calendar_id:varchar", tickets)
                .table("sla_policies", POLICIES, policies);
        try (CareDatabase database = model.open()) {
            List<List<@Nullable Object>> rows = ClockModel.query(
                    database,
                    "SELECT ticket_id, calendar_id, created_at, resolution_due_at FROM tickets ORDER BY CAST(ticket_id AS INTEGER)");
            assertThat(rows).hasSize(60);
            for (List<@Nullable Object> row : rows) {
                String calendar = String.valueOf(row.get(1));
                Instant created = instant(row.get(2));
                Instant due = instant(row.get(3));
                long target = targets.get(Integer.parseInt(String.valueOf(row.get(0))) % 3)
                        .toSeconds();
                assertThat(WallClockOracle.seconds(calendar, created, due))
                        .as("%s", row)
                        .isEqualTo(target);
                assertThat(WallClockOracle.seconds(calendar, created, due.minus(Duration.ofMinutes(1))))
                        .as("%s a minute before", row)
                        .isEqualTo(target - 60);
            }
        }
    }

    static Instant instant(@Nullable Object value) {
        return value instanceof Timestamp timestamp
                ? timestamp.toLocalDateTime().toInstant(ZoneOffset.UTC)
                : ((LocalDateTime) value).toInstant(ZoneOffset.UTC);
    }
}
