package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import dev.caresql.plan.TestingDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The time of agents by day, from contacts, states and schedules, against plain Java over the same rows. */
final class AgentTimeTest {
    private static final int TALK = 0;
    private static final int HOLD = 1;
    private static final int ACW = 2;
    private static final int AVAILABLE = 3;
    private static final int LOGGED_IN = 4;
    private static final int SCHEDULED = 5;
    private static final int PAID = 6;
    private static final int OUT = 7;
    private static final int ABSENT = 8;
    private static final String COLUMNS = "business_date, agent_id, talk_s, hold_s, acw_s, available_s, logged_in_s,"
            + " scheduled_s, paid_s, out_of_adherence_s, absent_s";
    private static final LocalDateTime FIRST = LocalDateTime.parse("2024-09-05T00:00:00");

    private TestingDatabase database;

    @BeforeEach
    void open() throws SQLException {
        database = new TestingDatabase(KpiCatalogLoader.load(List.of(), new Problems()));
        for (String table : List.of(
                "interactions",
                "interaction_segments",
                "agent_states",
                "agent_schedules",
                "agents",
                "teams",
                "agent_assignments")) {
            TestingTables.create(database, table);
        }
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private void rows(String into, List<String> tuples) throws SQLException {
        database.duckDb("INSERT INTO " + into + " VALUES " + String.join(", ", tuples));
    }

    private List<String> query(String sql) throws SQLException {
        return database.rows(sql).stream()
                .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining("|")))
                .toList();
    }

    @Test
    void midnightCutsWorkInTwo() throws SQLException {
        rows(
                "interaction_segments (agent_id, offered_at, answered_at, ended_at, talk_s, hold_s, acw_s)",
                List.of(
                        "('a', '2025-01-01 16:49', '2025-01-01 16:50', '2025-01-01 17:10', 900, 300, 60)",
                        "('a', '2025-01-01 16:40', NULL, '2025-01-01 17:00', 1200, NULL, NULL)"));
        rows(
                "interactions (agent_id, answered_at, ended_at, talk_s)",
                List.of("('a', '2025-01-01 10:00', '2025-01-01 11:00', 3600)"));
        rows(
                "agent_states (agent_id, state_code, started_at, ended_at)",
                List.of(
                        "('a', 'AVAILABLE', '2025-01-01 16:00', NULL), ('a', 'ON_CONTACT', '2025-01-01 16:50', '2025-01-01 18:00')",
                        "('a', 'OFFLINE', '2025-01-01 17:30', '2025-01-02 01:00'), ('b', 'BREAK', '2025-01-01 23:00', NULL)"));
        rows(
                "agent_schedules (agent_id, activity_code, starts_at, ends_at, is_paid)",
                List.of("('a', 'WORK', '2025-01-01 16:30', '2025-01-01 17:40', TRUE), ('b', 'SICK', '2025-01-01 20:00',"
                        + " '2025-01-01 21:00', NULL), ('b', 'BREAK', '2025-01-01 21:00', '2025-01-01 21:30', FALSE)"));
        rows("agents (agent_id, team_id, department_id)", List.of("('a', 'T9', 'D9'), ('b', 'T1', 'D1')"));
        rows("teams (team_id, department_id)", List.of("('T1', 'D1'), ('T2', 'D2')"));
        rows(
                "agent_assignments (agent_id, team_id, valid_from, valid_to, share)",
                List.of("('a', 'T1', '2024-01-01', '2025-01-02', NULL), ('a', 'T2', '2025-01-02', NULL, 0.4),"
                        + " ('a', 'T1', '2025-01-02', NULL, 0.6)"));
        database.derive(ZoneId.of("Asia/Ho_Chi_Minh"));
        assertThat(query("SELECT " + COLUMNS + ", team_id, department_id FROM agent_time_daily ORDER BY 1, 2"))
                .containsExactly(
                        "2025-01-01|a|1650|150|0|3000|3600|1800|1800|0|0|T1|D1",
                        "2025-01-02|a|450|150|60|0|1800|2400|2400|600|0|T1|D1",
                        "2025-01-02|b|0|0|0|0|7200|5400|3600|1800|3600|T1|D1");
        assertThat((Double) database.value("SELECT OCCUPANCY() FROM agent_time_daily WHERE agent_id = 'a'"))
                .isCloseTo(100.0 * 2460 / 5460, within(1e-9));
    }

    @Test
    void statesAloneSayWhoTalked() throws SQLException {
        rows(
                "agent_states (agent_id, state_code, started_at, ended_at)",
                List.of("('a', 'ON_CONTACT', '2025-01-01 10:00', '2025-01-01 10:10'), ('a', 'ACW', '2025-01-01 10:10',"
                        + " '2025-01-01 10:11'), (NULL, 'ACW', '2025-01-01 10:10', '2025-01-01 10:11')"));
        database.derive(ZoneOffset.UTC);
        assertThat(query("SELECT " + COLUMNS + " FROM agent_time_daily"))
                .containsExactly("2025-01-01|a|600|null|60|0|660|null|null|null|null");
    }

    /** A stretch of time of an agent. */
    private record Span(String agent, String code, LocalDateTime from, LocalDateTime to, boolean paid) {
        double seconds() {
            return Duration.between(from, to).toSeconds();
        }

        double overlap(LocalDateTime start, LocalDateTime end) {
            LocalDateTime late = from.isAfter(start) ? from : start;
            LocalDateTime early = to.isBefore(end) ? to : end;
            return early.isAfter(late) ? Duration.between(late, early).toSeconds() : 0;
        }
    }

    @Test
    void everyDayAgreesWithPlainJava() throws SQLException {
        for (ZoneId zone : List.of(ZoneId.of("Asia/Ho_Chi_Minh"), ZoneId.of("America/Santiago"), ZoneOffset.UTC)) {
            for (String table : List.of("interactions", "agent_states", "agent_schedules")) {
                database.duckDb("DELETE FROM " + table);
            }
            Random random = new Random(zone.hashCode());
            List<Span> states = spans(random, "AVAILABLE", "ON_CONTACT", "ACW", "BREAK", "MEETING", "OFFLINE");
            List<Span> plans = spans(random, "WORK", "WORK", "BREAK", "MEETING", "SICK", "ABSENT");
            List<Span> contacts = spans(random, "CALL");
            rows(
                    "agent_states (agent_id, state_code, started_at, ended_at)",
                    states.stream()
                            .map(s -> "('" + s.agent() + "', '" + s.code() + "', '" + s.from() + "', '" + s.to() + "')")
                            .toList());
            rows(
                    "agent_schedules (agent_id, activity_code, starts_at, ends_at, is_paid)",
                    plans.stream()
                            .map(s -> "('" + s.agent() + "', '" + s.code() + "', '" + s.from() + "', '" + s.to() + "', "
                                    + s.paid() + ")")
                            .toList());
            rows(
                    "interactions (agent_id, started_at, answered_at, ended_at, talk_s, hold_s, acw_s)",
                    contacts.stream()
                            .map(s -> "('" + s.agent() + "', '" + s.from() + "', "
                                    + (s.paid() ? "'" + s.from() + "'" : "NULL") + ", '" + s.to() + "', "
                                    + (long) s.seconds() + ", " + (s.paid() ? "600" : "NULL") + ", 1800)")
                            .toList());
            database.derive(zone);
            assertThat(query("SELECT " + COLUMNS + " FROM agent_time_daily"))
                    .as("zone " + zone)
                    .containsExactlyInAnyOrderElementsOf(expected(states, plans, contacts, zone));
        }
    }

    /** One after the other for each agent, some of them over more than one midnight. */
    private static List<Span> spans(Random random, String... codes) {
        List<Span> spans = new ArrayList<>();
        for (String agent : List.of("a", "b", "c")) {
            LocalDateTime at = FIRST.plusMinutes(random.nextInt(300));
            for (int i = 0; i < 25; i++) {
                LocalDateTime end = at.plusMinutes(5L * (1 + random.nextInt(i % 9 == 0 ? 700 : 60)));
                spans.add(new Span(agent, codes[random.nextInt(codes.length)], at, end, random.nextBoolean()));
                at = random.nextInt(3) == 0 ? end.plusMinutes(5L * random.nextInt(90)) : end;
            }
        }
        return spans;
    }

    private static List<String> expected(List<Span> states, List<Span> plans, List<Span> contacts, ZoneId zone) {
        Map<String, double[]> days = new TreeMap<>();
        for (LocalDate day = FIRST.toLocalDate().minusDays(2);
                day.isBefore(FIRST.toLocalDate().plusDays(60));
                day = day.plusDays(1)) {
            LocalDateTime start = PeriodOracle.midnight(day, zone);
            LocalDateTime end = PeriodOracle.midnight(day.plusDays(1), zone);
            for (Span state : states) {
                if (!state.code().equals("OFFLINE")) {
                    add(days, day, state, LOGGED_IN, state.overlap(start, end));
                    add(days, day, state, AVAILABLE, state.code().equals("AVAILABLE") ? state.overlap(start, end) : 0);
                }
            }
            for (Span plan : plans) {
                addPlan(days, day, plan, states, start, end);
            }
            for (Span contact : contacts) {
                double share = contact.overlap(start, end) / contact.seconds();
                add(days, day, contact, TALK, share * contact.seconds());
                add(days, day, contact, HOLD, share * (contact.paid() ? 600 : 0));
                Span wrapUp =
                        new Span(contact.agent(), "", contact.to(), contact.to().plusSeconds(1800), false);
                add(days, day, wrapUp, ACW, wrapUp.overlap(start, end));
            }
        }
        return days.entrySet().stream()
                .map(entry -> entry.getKey()
                        + Arrays.stream(entry.getValue())
                                .mapToObj(value -> "|" + Math.round(value))
                                .collect(Collectors.joining()))
                .toList();
    }

    private static void addPlan(
            Map<String, double[]> days,
            LocalDate day,
            Span plan,
            List<Span> states,
            LocalDateTime start,
            LocalDateTime end) {
        double planned = plan.overlap(start, end);
        boolean isAbsent = List.of("SICK", "ABSENT").contains(plan.code());
        add(days, day, plan, SCHEDULED, planned);
        add(days, day, plan, PAID, plan.paid() ? planned : 0);
        add(days, day, plan, ABSENT, isAbsent ? planned : 0);
        if (!isAbsent && planned > 0) {
            LocalDateTime from = plan.from().isAfter(start) ? plan.from() : start;
            LocalDateTime to = plan.to().isBefore(end) ? plan.to() : end;
            List<String> fitting =
                    plan.code().equals("WORK") ? List.of("AVAILABLE", "ON_CONTACT", "ACW") : List.of(plan.code());
            double kept = states.stream()
                    .filter(state -> state.agent().equals(plan.agent()) && fitting.contains(state.code()))
                    .mapToDouble(state -> state.overlap(from, to))
                    .sum();
            add(days, day, plan, OUT, planned - kept);
        }
    }

    private static void add(Map<String, double[]> days, LocalDate day, Span span, int place, double seconds) {
        if (seconds != 0 || place == OUT) {
            days.computeIfAbsent(day + "|" + span.agent(), key -> new double[9])[place] += seconds;
        }
    }
}
