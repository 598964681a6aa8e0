package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import dev.caresql.plan.TestingDatabase;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What CareSQL derives of customers' last contacts and of leads in funnels, against plain Java over the same rows. */
final class StatusAndCohortTest {
    private static final LocalDateTime AS_OF = LocalDateTime.parse("2025-06-30T18:00:00");
    private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");

    private final Random random = new Random(4711);
    private TestingDatabase database;

    @BeforeEach
    void open() throws SQLException {
        database = new TestingDatabase(KpiCatalogLoader.load(List.of(), new Problems()));
        for (String table : List.of(
                "customers",
                "subscriptions",
                "customer_status_daily",
                "interactions",
                "tickets",
                "touches",
                "orders",
                "leads",
                "funnel_stages",
                "funnel_events")) {
            TestingTables.create(database, table);
        }
        database.asOf(AS_OF.toInstant(ZoneOffset.UTC).toString());
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

    private static String quoted(@Nullable Object value) {
        return value == null ? "NULL" : "'" + value + "'";
    }

    private static String tuple(@Nullable Object... values) {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            texts.add(quoted(value));
        }
        return "(" + String.join(", ", texts) + ")";
    }

    @Test
    void contactsThreeTenFortyFiveAndAHundredDaysAgo() throws SQLException {
        rows(
                "customers (customer_id, customer_type)",
                List.of(
                        "('a', 'CUSTOMER'), ('b', NULL), ('c', 'CUSTOMER'), ('d', 'CUSTOMER'), ('e', 'CUSTOMER'), ('p', 'PROSPECT')"));
        rows(
                "interactions (customer_id, started_at, outcome_code, channel_code)",
                List.of(
                        "('a', '2025-06-27 18:00', 'ANSWERED', 'VOICE'), ('b', '2025-06-29', 'ABANDONED', 'VOICE')",
                        "('c', '2025-06-29', NULL, 'BOT'), ('a', '2025-07-02', 'ANSWERED', NULL), ('p', '2025-06-29', NULL, NULL)"));
        rows("tickets (ticket_id, customer_id, created_at)", List.of("('1', 'b', '2025-06-20 18:00')"));
        rows(
                "touches (touch_id, customer_id, touched_at, is_bulk, is_automated)",
                List.of(
                        "('1', 'c', '2025-05-16 18:00', FALSE, NULL), ('2', 'c', '2025-06-20', TRUE, FALSE)",
                        "('3', 'd', '2025-06-20', NULL, TRUE), ('4', 'd', '2025-03-22 18:00', NULL, NULL)"));
        database.derive(HANOI);
        assertThat(database.rows("SELECT FRESHNESS_RATE(), DAYS_SINCE_CONTACT(), MEDIAN_DAYS_SINCE_CONTACT(), COUNT(*)"
                        + " FROM customer_status"))
                .isEqualTo(List.of(List.of(40.0, 39.5, 27.5, 6L)));
        assertThat(database.rows("SELECT month_start, AGGREGATE(freshness_rate) FROM kpis GROUP BY month_start"))
                .as("18:00 UTC is the first of July in Hanoi")
                .isEqualTo(List.of(List.of(java.time.LocalDate.parse("2025-07-01"), 40.0)));
    }

    @Test
    void aCompanysOwnStatusOfTheDayDecides() throws SQLException {
        rows("customers (customer_id)", List.of("('a'), ('b'), ('c')"));
        rows(
                "customer_status_daily (business_date, customer_id, is_active, last_interaction_at)",
                List.of(
                        "('2025-07-01', 'a', TRUE, '2025-06-29'), ('2025-07-01', 'b', FALSE, NULL), ('2025-06-30', 'c', TRUE, NULL)"));
        rows(
                "tickets (ticket_id, customer_id, created_at)",
                List.of("('1', 'a', '2025-06-20'), ('2', 'b', '2025-06-21')"));
        database.derive(HANOI);
        assertThat(query("SELECT customer_id, is_active, last_interaction_at FROM customer_status ORDER BY 1"))
                .containsExactly("a|true|2025-06-29 00:00:00.0", "b|false|2025-06-21 00:00:00.0", "c|false|null");
    }

    private LocalDateTime instant(int days) {
        return random.nextInt(6) == 0
                ? AS_OF
                : AS_OF.plusDays(10).minusMinutes(random.nextInt(days * 1440)).withSecond(random.nextInt(60));
    }

    private @Nullable String customer() {
        return random.nextInt(10) == 0 ? null : "c" + random.nextInt(50);
    }

    @Test
    void statusAgreesWithPlainJava() throws SQLException {
        Map<String, @Nullable LocalDateTime> contacts = new TreeMap<>();
        Map<String, @Nullable LocalDateTime> orders = new TreeMap<>();
        List<String> interactions = new ArrayList<>();
        List<String> touches = new ArrayList<>();
        List<String> tickets = new ArrayList<>();
        List<String> bought = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String customer = customer();
            LocalDateTime at = random.nextInt(15) == 0 ? null : instant(200);
            boolean flagged = random.nextInt(3) == 0;
            switch (i % 4) {
                case 0 -> interactions.add(tuple(customer, at, flagged ? "ABANDONED" : "ANSWERED", null));
                case 1 -> touches.add(tuple(customer, at, i % 8 == 1 && flagged, i % 8 == 5 && flagged));
                case 2 -> tickets.add(tuple(customer, at));
                default -> bought.add(tuple(customer, at, flagged ? "RETURNED" : null));
            }
            boolean counts = customer != null && at != null && !at.isAfter(AS_OF) && (!flagged || i % 4 == 2);
            if (counts) {
                (i % 4 == 3 ? orders : contacts).merge(customer, at, (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        rows("interactions (customer_id, started_at, outcome_code, channel_code)", interactions);
        rows("touches (customer_id, touched_at, is_bulk, is_automated)", touches);
        rows("tickets (customer_id, created_at)", tickets);
        rows("orders (customer_id, ordered_at, status_code)", bought);
        List<String> expected = new ArrayList<>();
        List<String> customers = new ArrayList<>();
        List<String> subscriptions = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String id = "c" + i;
            String type = i % 3 == 0 ? null : i % 3 == 1 ? "PROSPECT" : "CUSTOMER";
            String into = i % 10 == 9 ? "c1" : null;
            customers.add(tuple(id, type, into));
            boolean active = i % 3 != 1;
            LocalDateTime start = instant(100);
            LocalDateTime end = i % 2 == 0 ? null : start.plusDays(random.nextInt(90));
            boolean subscriber = i % 4 == 0 && !start.isAfter(AS_OF);
            if (i % 4 == 0) {
                subscriptions.add(tuple(id, start, end));
            }
            if (subscriber) {
                active = end == null || end.isAfter(AS_OF);
            }
            if (into == null || subscriber) {
                expected.add(id + "|" + active + "|" + contacts.get(id) + "|" + orders.get(id));
            }
        }
        rows("customers (customer_id, customer_type, merged_into_id)", customers);
        rows("subscriptions (customer_id, started_at, ended_at)", subscriptions);
        database.derive(HANOI);
        assertThat(
                        database
                                .rows(
                                        "SELECT customer_id, is_active, last_interaction_at, last_order_at FROM customer_status")
                                .stream()
                                .map(row -> row.get(0) + "|" + row.get(1) + "|" + local(row.get(2)) + "|"
                                        + local(row.get(3))))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String local(@Nullable Object value) {
        return value instanceof java.sql.Timestamp time ? time.toLocalDateTime().toString() : String.valueOf(value);
    }

    @Test
    void aThousandLeadsOfWhomFiftyBuy() throws SQLException {
        for (int stage = 1; stage <= 4; stage++) {
            int leads = List.of(0, 1000, 600, 200, 50).get(stage);
            database.duckDb(
                    "INSERT INTO funnel_events (lead_id, funnel_id, stage_code, stage_no, entered_at) SELECT 'L' || i,"
                            + " 'F', 'S" + stage + "', " + stage + ", TIMESTAMP '2025-01-0" + stage + "' FROM range("
                            + leads + ") t(i)");
        }
        database.duckDb(
                "INSERT INTO funnel_events (lead_id, funnel_id, stage_code, stage_no, entered_at) SELECT 'Y' || i, 'F',"
                        + " 'S1', 1, TIMESTAMP '2025-06-01' FROM range(77) t(i)");
        database.duckDb("INSERT INTO funnel_events (lead_id, funnel_id, stage_code, stage_no, entered_at) VALUES"
                + " ('L999', 'F', 'S2', 2, '2025-05-01')");
        database.derive(HANOI);
        List<Object> row = database.rows("SELECT FUNNEL_DROPOFF(), FUNNEL_DROPOFF(from_stage => 2),"
                        + " FUNNEL_DROPOFF(from_stage => 3), FUNNEL_CONVERSION(to_stage => 4), FUNNEL_DROPOFF(window_days => 125)"
                        + " FROM funnel_cohorts")
                .get(0);
        double[] expected = {40, 200 / 3.0, 75, 5, 39.9};
        for (int i = 0; i < expected.length; i++) {
            assertThat((Double) row.get(i)).as("value " + i).isCloseTo(expected[i], within(1e-9));
        }
        assertThat(query("SELECT month_start, AGGREGATE(funnel_dropoff) FROM kpis GROUP BY month_start ORDER BY 1"))
                .containsExactly("2025-01-01|40.0", "2025-06-01|null");
    }

    @Test
    void fourHundredAndTwelveOfWhomSalesAccepts188() throws SQLException {
        rows(
                "funnel_stages (funnel_id, stage_no, stage_code)",
                List.of("('F', 1, 'LEAD'), ('F', 2, 'MQL'), ('F', 3, 'SQL')", "('F', 4, 'OPPORTUNITY')"));
        database.duckDb(
                "INSERT INTO funnel_events (lead_id, funnel_id, stage_code, entered_at) SELECT 'L' || i, 'F', 'MQL',"
                        + " TIMESTAMP '2025-01-10' + CAST(i % 3 AS INTEGER) * INTERVAL 1 MONTH FROM range(412) t(i)");
        database.duckDb("INSERT INTO funnel_events (lead_id, funnel_id, stage_code, entered_at) SELECT 'L' || i, 'F',"
                + " CASE WHEN i % 5 = 0 THEN 'OPPORTUNITY' ELSE 'SQL' END, TIMESTAMP '2025-03-10' + INTERVAL 30 DAY"
                + " FROM range(188) t(i)");
        database.duckDb(
                "INSERT INTO funnel_events (lead_id, funnel_id, stage_code, entered_at) VALUES ('L400', 'F', 'MQL',"
                        + " '2025-06-10'), ('L401', 'F', 'SQL', '2025-06-29'), ('young', 'F', 'MQL', '2025-06-10'), ('skipped', 'F',"
                        + " 'SQL', '2025-01-01')");
        database.derive(HANOI);
        assertThat((Double) database.value("SELECT MQL_TO_SQL_RATE() FROM funnel_cohorts"))
                .isCloseTo(100 * 188 / 412.0, within(1e-9));
        Map<Object, Object> months = new TreeMap<>();
        database.rows("SELECT month_no, AGGREGATE(mql_to_sql_rate) FROM kpis GROUP BY month_no")
                .forEach(row -> months.put(row.get(0), row.get(1) == null ? "none" : row.get(1)));
        assertThat(months.toString())
                .as("by the first entry into MQL")
                .isEqualTo(
                        new TreeMap<>(Map.of(1, 100 * 63 / 138.0, 2, 100 * 63 / 137.0, 3, 100 * 62 / 137.0, 6, "none"))
                                .toString());
    }

    /** One entry of a lead into a stage. */
    private record Entry(String lead, @Nullable String funnel, int stage, LocalDateTime at) {}

    @Test
    void cohortsAgreeWithPlainJava() throws SQLException {
        List<Entry> entries = new ArrayList<>();
        List<String> tuples = new ArrayList<>();
        String[] codes = {"LEAD", "MQL", "SQL", "CUSTOMER"};
        for (int i = 0; i < 250; i++) {
            String lead = random.nextInt(20) == 0 ? null : "l" + random.nextInt(40);
            String funnel = random.nextInt(3) == 0 ? null : "f" + random.nextInt(2);
            Integer stage = random.nextInt(20) == 0 ? null : 1 + random.nextInt(4);
            LocalDateTime at = random.nextInt(20) == 0 ? null : instant(300);
            tuples.add("(" + quoted(lead) + ", " + quoted(funnel) + ", " + stage + ", "
                    + quoted(stage == null ? null : codes[stage - 1]) + ", " + quoted(at) + ")");
            if (lead != null && stage != null && at != null && !at.isAfter(AS_OF)) {
                entries.add(new Entry(lead, funnel, stage, at));
            }
        }
        rows("funnel_events (lead_id, funnel_id, stage_no, stage_code, entered_at)", tuples);
        rows(
                "leads (lead_id, won_at, source_code)",
                List.of("('l1', '2025-03-01', 'WEB'), ('l2', '2025-07-01', NULL)"));
        database.derive(HANOI);
        List<String> expected = new ArrayList<>();
        entries.stream()
                .collect(Collectors.groupingBy(entry -> entry.lead() + "|" + entry.funnel()))
                .forEach((key, own) -> expected.addAll(cohort(key, own, codes)));
        assertThat(database
                        .rows(
                                "SELECT lead_id, funnel_id, stage_no, stage_code, reached_at, entered_at, cohort_at, mql_at,"
                                        + " highest_stage_no, is_final, won_at, source_code FROM funnel_cohorts")
                        .stream()
                        .map(row -> row.stream().map(StatusAndCohortTest::local).collect(Collectors.joining("|"))))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> cohort(String key, List<Entry> entries, String[] codes) {
        LocalDateTime cohort = first(entries, 1, 9);
        int highest = new TreeSet<>(entries.stream().map(Entry::stage).toList()).last();
        boolean isWon = key.startsWith("l1|");
        List<String> rows = new ArrayList<>();
        for (int stage = 1; stage <= highest; stage++) {
            rows.add(key + "|" + stage + "|" + codes[stage - 1] + "|" + first(entries, stage, 9) + "|"
                    + first(entries, stage, stage) + "|" + cohort + "|" + first(entries, 2, 2) + "|" + highest + "|"
                    + !cohort.plusDays(90).isAfter(AS_OF) + "|" + (isWon ? "2025-03-01T00:00|WEB" : "null|null"));
        }
        return rows;
    }

    private static @Nullable LocalDateTime first(List<Entry> entries, int least, int most) {
        return entries.stream()
                .filter(entry -> entry.stage() >= least && entry.stage() <= most)
                .map(Entry::at)
                .min(LocalDateTime::compareTo)
                .orElse(null);
    }
}
