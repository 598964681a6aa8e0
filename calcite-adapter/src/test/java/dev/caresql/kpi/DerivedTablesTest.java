package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import dev.caresql.plan.TestingDatabase;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What CareSQL derives: customers by period and the backlog by day, against plain Java over the same rows. */
final class DerivedTablesTest {
    private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");
    /** Its clocks skip the midnight of some Sundays in spring. */
    private static final ZoneId SANTIAGO = ZoneId.of("America/Santiago");

    private TestingDatabase database;

    @BeforeEach
    void open() throws SQLException {
        database = new TestingDatabase(KpiCatalogLoader.load(List.of(), new Problems()));
        for (String table : List.of("subscriptions", "orders", "tickets", "ticket_events")) {
            TestingTables.create(database, table);
        }
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void aDayLiesInItsPeriods() throws SQLException {
        database.derive(HANOI);
        assertThat(query(
                        "SELECT * FROM dates WHERE calendar_date IN (DATE '2024-12-30', DATE '2099-12-31', DATE '1970-01-01')"
                                + " ORDER BY 1"))
                .containsExactly(
                        "1970-01-01|1969-12-29|1970-01-01|1970-01-01|1970-01-01|4",
                        "2024-12-30|2024-12-30|2024-12-01|2024-10-01|2024-01-01|1",
                        "2099-12-31|2099-12-28|2099-12-01|2099-10-01|2099-01-01|4");
        assertThat(query("SELECT COUNT(*), COUNT(DISTINCT calendar_date) FROM dates"))
                .containsExactly("47482|47482");
    }

    @Test
    void subscriptionsThatTouchAreOneSpell() throws SQLException {
        rows(
                "subscriptions (customer_id, started_at, ended_at, is_trial)",
                "('a', '2025-01-01', '2025-02-01', FALSE), ('a', '2025-02-01', '2025-03-01', NULL)",
                "('a', '2025-03-01 00:00:00.000001', '2025-04-01', FALSE), ('a', '2025-03-10', NULL, TRUE)",
                "('b', '2025-01-01', NULL, FALSE), ('b', '2025-02-01', '2025-03-01', FALSE), ('b', '2026-01-01', NULL, FALSE)",
                "('c', '2025-03-01', '2025-01-01', FALSE), (NULL, '2025-01-01', NULL, FALSE), ('c', NULL, NULL, FALSE)",
                "('d', '2025-01-01', '2025-01-01', FALSE), ('d', '2025-01-01', '2025-01-05', FALSE)");
        database.derive(HANOI);
        assertThat(query("SELECT * FROM customer_spells ORDER BY customer_id, spell_no"))
                .containsExactly(
                        "a|1|2025-01-01T00:00|2025-03-01T00:00",
                        "a|2|2025-03-01T00:00:00.000001|2025-04-01T00:00",
                        "b|1|2025-01-01T00:00|null",
                        "d|1|2025-01-01T00:00|2025-01-05T00:00");
    }

    @Test
    void fourCustomersOfOneWhoLeaves() throws SQLException {
        rows(
                "subscriptions (customer_id, started_at, ended_at, is_trial)",
                "('a', '2024-06-01', '2025-01-31 12:00', FALSE), ('b', '2024-06-01', NULL, FALSE)",
                "('c', '2024-06-01', '2025-02-01', FALSE), ('d', '2024-12-31', '2026-01-01', FALSE)",
                "('joined and left', '2025-01-05', '2025-01-20', FALSE), ('joined', '2025-01-05', NULL, FALSE)",
                "('gone before', '2024-01-01', '2024-12-31 23:59:59', FALSE)",
                "('back again', '2024-01-01', '2025-01-10', FALSE), ('back again', '2025-01-20', NULL, FALSE)");
        database.asOf("2025-02-10T00:00:00Z").derive(ZoneOffset.UTC);
        assertThat(query("SELECT customer_id, is_active_at_start, has_joined, has_left, is_active_at_end, is_retained,"
                        + " is_complete FROM customer_periods WHERE grain_code = 'MONTH' AND period_start = DATE '2025-01-01'"
                        + " ORDER BY 1"))
                .containsExactly(
                        "a|true|false|true|false|false|true",
                        "b|true|false|false|true|true|true",
                        "back again|true|false|false|true|true|true",
                        "c|true|false|false|true|true|true",
                        "d|true|false|false|true|true|true",
                        "joined|false|true|false|true|false|true",
                        "joined and left|false|true|true|false|false|true");
        assertThat(query("SELECT DISTINCT grain_code, period_start, period_end, is_complete FROM customer_periods"
                        + " WHERE period_start >= DATE '2025-01-01' ORDER BY 1, 2"))
                .containsExactly(
                        "MONTH|2025-01-01|2025-02-01|true",
                        "MONTH|2025-02-01|2025-03-01|false",
                        "QUARTER|2025-01-01|2025-04-01|false",
                        "YEAR|2025-01-01|2026-01-01|false");
    }

    @Test
    void ordersAloneMakePeriodsToo() throws SQLException {
        rows(
                "orders (order_id, customer_id, ordered_at, business_date, order_seq)",
                "(1, 'a', '2025-01-31 18:00', '2025-02-01', 1), (2, 'a', '2025-02-15', '2025-02-15', 2)",
                "(3, 'a', '2025-04-01', '2025-04-01', 3), (4, 'b', '2025-02-15', '2025-02-15', 1)",
                "(5, 'b', '2025-02-16', '2025-02-16', NULL), (6, NULL, '2025-02-16', '2025-02-16', 1)",
                "(7, 'b', '2026-02-16', '2026-02-16', 2)");
        database.asOf("2025-05-01T00:00:00Z").derive(HANOI);
        assertThat(query("SELECT customer_id, grain_code, period_start, has_ordered, has_repurchased, order_count,"
                        + " is_active_at_start, has_joined, has_left FROM customer_periods ORDER BY 1, 2, 3"))
                .containsExactly(
                        "a|MONTH|2025-02-01|true|true|2|false|false|false",
                        "a|MONTH|2025-04-01|true|true|1|false|false|false",
                        "a|QUARTER|2025-01-01|true|true|2|false|false|false",
                        "a|QUARTER|2025-04-01|true|true|1|false|false|false",
                        "a|YEAR|2025-01-01|true|true|3|false|false|false",
                        "b|MONTH|2025-02-01|true|false|1|false|false|false",
                        "b|QUARTER|2025-01-01|true|false|1|false|false|false",
                        "b|YEAR|2025-01-01|true|false|1|false|false|false");
    }

    @Test
    void periodsAgreeWithPlainJava() throws SQLException {
        for (ZoneId zone : List.of(HANOI, SANTIAGO, ZoneOffset.UTC)) {
            Random random = new Random(zone.hashCode());
            database.duckDb("DELETE FROM subscriptions");
            List<PeriodOracle.Subscription> subscriptions = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                subscriptions.add(PeriodOracle.random(random, zone));
            }
            rows(
                    "subscriptions (customer_id, started_at, ended_at, is_trial)",
                    subscriptions.stream().map(PeriodOracle.Subscription::tuple).toArray(String[]::new));
            database.asOf("2025-09-30T03:00:00Z").derive(zone);
            assertThat(query("SELECT customer_id, grain_code, period_start, is_active_at_start, has_joined, has_left,"
                            + " is_active_at_end, is_retained FROM customer_periods"))
                    .as("zone " + zone)
                    .containsExactlyInAnyOrderElementsOf(
                            PeriodOracle.rows(subscriptions, LocalDateTime.parse("2025-09-30T03:00:00"), zone));
        }
    }

    @Test
    void fiftyOpenTicketsBecomeSixtyFive() throws SQLException {
        database.duckDb("INSERT INTO tickets (ticket_id, created_at, resolved_at) SELECT 'old' || i, '2025-01-01',"
                + " CASE WHEN i < 5 THEN '2024-12-31' END FROM range(55) t(i)");
        database.duckDb("INSERT INTO tickets (ticket_id, created_at, resolved_at) SELECT 'new' || i, '2025-01-02',"
                + " CASE WHEN i < 110 THEN '2025-01-02 12:00' END FROM range(120) t(i)");
        database.duckDb("INSERT INTO ticket_events (event_id, ticket_id, occurred_at, event_code) SELECT i, 'old' || i,"
                + " '2025-01-02 15:00', 'REOPENED' FROM range(5) t(i)");
        database.derive(ZoneOffset.UTC);
        assertThat(query("SELECT business_date, SUM(opening_count), SUM(created_count), SUM(reopened_count),"
                        + " SUM(resolved_count), SUM(closing_count) FROM ticket_backlog_daily GROUP BY 1 ORDER BY 1"))
                .containsExactly("2025-01-01|0|55|0|5|50", "2025-01-02|50|120|5|110|65");
    }

    @Test
    void mergedAndDeletedTicketsLeaveTheBacklog() throws SQLException {
        rows(
                "tickets (ticket_id, team_id, status_code, created_at, resolved_at, closed_at)",
                "('deleted', 'T', 'DELETED', '2025-01-01', NULL, '2025-01-03')",
                "('solved first', 'T', 'DELETED', '2025-01-01', '2025-01-02', '2025-01-03')",
                "('by event', NULL, 'CLOSED', '2025-01-01', NULL, NULL)",
                "('never created', 'T', 'OPEN', NULL, '2025-01-01', NULL)");
        rows(
                "ticket_events (event_id, ticket_id, occurred_at, event_code, to_code)",
                "(1, 'by event', '2025-01-02', 'MERGED', NULL), (2, 'by event', '2025-01-03', 'STATUS', 'SOLVED')",
                "(3, 'unknown', '2025-01-03', 'STATUS', 'SOLVED')");
        database.derive(ZoneOffset.UTC);
        assertThat(query("SELECT business_date, team_id, opening_count, created_count, resolved_count, removed_count,"
                        + " closing_count FROM ticket_backlog_daily ORDER BY 2, 1"))
                .containsExactly(
                        "2025-01-01|T|0|2|0|0|2",
                        "2025-01-02|T|2|0|1|0|1",
                        "2025-01-03|T|1|0|0|1|0",
                        "2025-01-01|null|0|1|0|0|1",
                        "2025-01-02|null|1|0|0|1|0",
                        "2025-01-03|null|0|0|0|0|0");
    }

    @Test
    void backlogAgreesWithPlainJava() throws SQLException {
        for (ZoneId zone : List.of(HANOI, SANTIAGO)) {
            database.duckDb("DELETE FROM tickets");
            database.duckDb("DELETE FROM ticket_events");
            BacklogOracle oracle = new BacklogOracle(new Random(zone.hashCode()), zone);
            rows(
                    "tickets (ticket_id, team_id, channel_code, created_at, resolved_at)",
                    oracle.tickets().toArray(String[]::new));
            rows(
                    "ticket_events (event_id, ticket_id, occurred_at, event_code, to_code)",
                    oracle.events().toArray(String[]::new));
            database.derive(zone);
            assertThat(query(
                            "SELECT business_date, team_id, channel_code, opening_count, created_count, reopened_count,"
                                    + " resolved_count, closing_count FROM ticket_backlog_daily"))
                    .as("zone " + zone)
                    .containsExactlyInAnyOrderElementsOf(oracle.rows());
            assertThat(query(
                            "SELECT COUNT(*) FROM ticket_backlog_daily WHERE closing_count <> opening_count + created_count"
                                    + " + reopened_count - resolved_count - removed_count OR closing_count < 0"))
                    .containsExactly("0");
        }
    }

    private void rows(String into, String... tuples) throws SQLException {
        database.duckDb("INSERT INTO " + into + " VALUES " + String.join(", ", tuples));
    }

    private List<String> query(String sql) throws SQLException {
        return database.rows(sql).stream()
                .map(row -> row.stream().map(DerivedTablesTest::text).collect(Collectors.joining("|")))
                .toList();
    }

    private static String text(@Nullable Object value) {
        return value instanceof java.sql.Timestamp time ? time.toLocalDateTime().toString() : String.valueOf(value);
    }
}
