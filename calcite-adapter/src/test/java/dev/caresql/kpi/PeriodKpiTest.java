package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import dev.caresql.plan.TestingDatabase;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Churn and retention by month, quarter, year and segment, from subscriptions, against instants in plain Java. */
final class PeriodKpiTest {
    private static final String SUBSCRIPTIONS = "subscriptions (customer_id, started_at, ended_at, is_trial)";
    private static final String JANUARY = " FROM kpis WHERE month_start = DATE '2025-01-01'";

    private TestingDatabase database;

    @BeforeEach
    void open() throws SQLException {
        database = new TestingDatabase(KpiCatalogLoader.load(List.of(), new Problems()));
        for (String table : List.of("subscriptions", "orders", "customers", "touches")) {
            TestingTables.create(database, table);
        }
        database.asOf("2025-09-30T03:00:00Z");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private void add(String into, String query) throws SQLException {
        database.duckDb("INSERT INTO " + into + " " + query);
    }

    @Test
    void churnOfEightHundred() throws SQLException {
        add(
                SUBSCRIPTIONS,
                "SELECT 'C' || i, TIMESTAMP '2024-06-01', CASE WHEN i < 24 THEN TIMESTAMP '2025-01-15' END, FALSE"
                        + " FROM range(800) t(i)");
        database.derive(ZoneOffset.UTC);
        String january = " FROM customer_periods WHERE grain_code = 'MONTH' AND period_start = DATE '2025-01-01'";
        assertThat(database.rows("SELECT PERIOD_CHURN_RATE(), PERIOD_RETENTION_RATE(), CUSTOMERS_AT_START()" + january))
                .isEqualTo(List.of(List.of(3.0, 97.0, 800L)));
        assertThat(database.rows("SELECT AGGREGATE(period_churn_rate), SUM(period_retention_rate)" + JANUARY))
                .isEqualTo(List.of(List.of(3.0, 97.0)));
        assertThat(database.rows("SELECT quarter_start, AGGREGATE(period_churn_rate) FROM kpis"
                        + " WHERE year_no = 2025 GROUP BY quarter_start ORDER BY 1"))
                .extracting(row -> row.get(1))
                .isEqualTo(Arrays.asList(3.0, 0.0, 0.0));
    }

    @Test
    void fourCustomersOfWhomOneLeaves() throws SQLException {
        add(SUBSCRIPTIONS, """
                VALUES ('a', '2024-06-01', '2025-01-31 12:00', FALSE), ('b', '2024-06-01', NULL, FALSE),
                ('c', '2024-06-01', '2025-02-01', FALSE), ('d', '2024-12-31', '2026-01-01', FALSE),
                ('joined and left', '2025-01-05', '2025-01-20', FALSE), ('joined', '2025-01-05', NULL, FALSE),
                ('gone before', '2024-01-01', '2024-12-31 23:59:59', FALSE), ('trial', '2024-12-01', '2025-01-20', TRUE)""");
        database.derive(ZoneOffset.UTC);
        assertThat(database.value(
                        "SELECT PERIOD_CHURN_RATE() FROM customer_periods WHERE period_start = DATE '2025-01-01'"))
                .isEqualTo(25.0);
    }

    @Test
    void retentionOfTwoHundredIsEightyFive() throws SQLException {
        add(
                SUBSCRIPTIONS,
                "SELECT 'S' || i, '2024-06-01', CASE WHEN i < 30 THEN '2025-01-15' END::TIMESTAMP, FALSE"
                        + " FROM range(200) t(i)");
        add(SUBSCRIPTIONS, "SELECT 'N' || i, '2025-01-10', NULL, FALSE FROM range(20) t(i)");
        database.derive(ZoneOffset.UTC);
        assertThat(database.rows(
                        "SELECT PERIOD_RETENTION_RATE(), COUNT(*) FILTER (WHERE is_active_at_end AND grain_code ="
                                + " 'MONTH') FROM customer_periods WHERE period_start = DATE '2025-01-01'"))
                .isEqualTo(List.of(List.of(85.0, 190L)));
    }

    @Test
    void repurchasesByMonthAreThoseOfTheOrders() throws SQLException {
        add("orders (order_id, customer_id, ordered_at, business_date, order_seq)", """
                VALUES (1, 'a', '2025-01-02', '2025-01-02', 1), (2, 'a', '2025-01-03', '2025-01-03', 2),
                (3, 'a', '2025-01-04', '2025-01-04', 3), (4, 'b', '2025-01-05', '2025-01-05', 1),
                (5, 'c', '2025-01-06', '2025-01-06', 1), (6, 'c', '2025-01-07', '2025-01-07', 2),
                (7, 'd', '2025-01-08', '2025-01-08', 1)""");
        database.derive(ZoneOffset.UTC);
        for (String rows : List.of(
                "SELECT AGGREGATE(retention_rate), SUM(repurchase_orders) FROM kpis GROUP BY quarter_start",
                "SELECT 100e0 * COUNT(*) FILTER (WHERE has_repurchased) / COUNT(*) FILTER (WHERE has_ordered),"
                        + " SUM(order_count) - COUNT(*) FROM customer_periods WHERE grain_code = 'MONTH'")) {
            List<Object> row = database.rows(rows).get(0);
            assertThat(row.get(0)).as(rows).isEqualTo(50.0);
            assertThat(((Number) row.get(1)).intValue()).as(rows).isEqualTo(3);
        }
    }

    @Test
    void monthsThatAreNoPeriodGiveNoNumber() throws SQLException {
        add(SUBSCRIPTIONS, "VALUES ('a', '2024-01-15', NULL, FALSE), ('b', '2024-01-15', '2025-03-05', FALSE)");
        database.derive(ZoneOffset.UTC);
        assertThat(database.value(
                        "SELECT PERIOD_CHURN_RATE() FROM customer_periods WHERE EXTRACT(MONTH FROM period_start) = 3"))
                .as("each March")
                .isNull();
        assertThat(database.value("SELECT PERIOD_CHURN_RATE() FROM customer_periods WHERE grain_code = 'QUARTER'"))
                .as("no months")
                .isNull();
        String explicit = "SELECT PERIOD_CHURN_RATE(customer_id, period_start, period_end, is_active_at_start,"
                + " is_active_at_end) FROM customer_periods WHERE period_start = DATE '2025-01-01'";
        assertThat(database.value(explicit)).as("mixed lengths").isNull();
        assertThat(database.value(explicit + " AND grain_code = 'QUARTER'")).isEqualTo(50.0);
        assertThat(database.value(
                        "SELECT PERIOD_CHURN_RATE() FROM customer_periods WHERE period_start >= DATE '2024-02-01'"))
                .as("all months from February 2024")
                .isEqualTo(50.0);
        assertThat(database.rows("SELECT month_start, AGGREGATE(period_churn_rate) FROM kpis"
                        + " WHERE year_no = 2025 AND month_no IN (8, 9) GROUP BY month_start"))
                .as("September is not over")
                .containsExactlyInAnyOrder(
                        Arrays.asList(LocalDate.parse("2025-08-01"), 0.0),
                        Arrays.asList(LocalDate.parse("2025-09-01"), null));
    }

    @Test
    void engagementOfTwoThousand() throws SQLException {
        add(SUBSCRIPTIONS, "SELECT 'C' || i, '2024-06-01', NULL, FALSE FROM range(2000) t(i)");
        add(
                "touches (touch_id, customer_id, touched_at, business_date, direction_code, reaction_code)",
                "SELECT i, 'C' || (i % 320), '2025-03-10', '2025-03-10', CASE WHEN i % 2 = 0 THEN 'INBOUND' ELSE 'OUTBOUND' END, 'CLICK'"
                        + " FROM range(700) t(i)");
        add(
                "touches (touch_id, customer_id, touched_at, business_date, direction_code, reaction_code)",
                "SELECT 'o' || i, 'C' || i, '2025-03-11', '2025-03-11', 'OUTBOUND', 'OPEN' FROM range(900) t(i)");
        database.derive(ZoneOffset.UTC);
        for (String period : List.of("month_start", "quarter_start")) {
            assertThat(database.value("SELECT AGGREGATE(engagement_rate) FROM kpis WHERE " + period + " = DATE_TRUNC('"
                            + period.replace("_start", "").toUpperCase(Locale.ROOT) + "', DATE '2025-03-01')"))
                    .as(period)
                    .isEqualTo(16.0);
        }
    }

    @Test
    void everyPeriodAgreesWithItsInstants() throws SQLException {
        LocalDateTime asOf = LocalDateTime.parse("2025-09-30T03:00:00");
        for (ZoneId zone : List.of(ZoneId.of("Asia/Ho_Chi_Minh"), ZoneId.of("America/Santiago"), ZoneOffset.UTC)) {
            Random random = new Random(zone.hashCode() + 7L);
            database.duckDb("DELETE FROM subscriptions").duckDb("DELETE FROM customers");
            List<PeriodOracle.Subscription> all = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                all.add(PeriodOracle.random(random, zone));
            }
            add(
                    SUBSCRIPTIONS,
                    "VALUES "
                            + all.stream().map(PeriodOracle.Subscription::tuple).collect(Collectors.joining(", ")));
            add(
                    "customers (customer_id, segment_code)",
                    "SELECT 'c' || i, CASE i % 3 WHEN 0 THEN 'BIG' WHEN 1 THEN 'SMALL' END FROM range(60) t(i)");
            database.derive(zone);
            for (Map.Entry<String, Integer> grain :
                    Map.of("month", 1, "quarter", 3, "year", 12).entrySet()) {
                agree(grain.getKey() + "_start", grain.getValue(), all, asOf, zone);
            }
        }
    }

    private void agree(
            String dimension, int months, List<PeriodOracle.Subscription> all, LocalDateTime asOf, ZoneId zone)
            throws SQLException {
        List<List<@Nullable Object>> rows = database.rows("SELECT " + dimension + ", segment_code,"
                + " AGGREGATE(customers_at_start), AGGREGATE(period_churn_rate), AGGREGATE(period_retention_rate)"
                + " FROM kpis WHERE year_no BETWEEN 2024 AND 2025 GROUP BY " + dimension
                + ", ROLLUP(segment_code) HAVING GROUPING(segment_code) = 1 OR segment_code IS NOT NULL");
        assertThat(rows).hasSizeGreaterThan(3);
        for (List<@Nullable Object> row : rows) {
            LocalDate start = LocalDate.parse(String.valueOf(row.get(0)));
            LocalDate end = start.plusMonths(months);
            while (PeriodOracle.midnight(end, zone).isAfter(asOf)) {
                end = end.minusMonths(1);
            }
            if (!end.isAfter(start)) {
                assertThat(row.subList(2, 5)).as("no month is over").containsOnlyNulls();
                continue;
            }
            Predicate<String> inSegment = customer -> row.get(1) == null
                    || String.valueOf(row.get(1)).equals(segment(Integer.parseInt(customer.substring(1))));
            Set<String> before = active(all, PeriodOracle.midnight(start, zone), inSegment);
            Set<String> after = active(all, PeriodOracle.midnight(end, zone), inSegment);
            double kept = before.stream().filter(after::contains).count();
            String what = zone + " " + row;
            assertSame(what, row.get(2), (double) before.size());
            assertSame(what, row.get(3), Rows.percent(before.size() - kept, before.size()));
            assertSame(what, row.get(4), Rows.percent(kept, before.size()));
        }
    }

    private static @Nullable String segment(int customer) {
        return customer % 3 == 0 ? "BIG" : customer % 3 == 1 ? "SMALL" : null;
    }

    private static Set<String> active(
            Collection<PeriodOracle.Subscription> all, LocalDateTime instant, Predicate<String> inSegment) {
        return all.stream()
                .filter(subscription -> subscription.counts() && subscription.covers(instant))
                .map(subscription -> String.valueOf(subscription.customer()))
                .filter(inSegment)
                .collect(Collectors.toSet());
    }

    private static void assertSame(String what, @Nullable Object actual, @Nullable Double expected) {
        if (expected == null) {
            assertThat(actual).as(what).isNull();
        } else {
            assertThat(((Number) actual).doubleValue()).as(what).isCloseTo(expected, within(1e-9));
        }
    }
}
