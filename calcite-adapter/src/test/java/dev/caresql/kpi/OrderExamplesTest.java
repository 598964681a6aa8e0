package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worked examples of orders and their lines, as rows. */
final class OrderExamplesTest {
    private static final String ORDERS =
            "orders (order_id, customer_id, order_seq, ordered_at, status_code, cancelled_at)";
    private static final String SALES = "orders (order_id, customer_id, agent_id, ordered_at, net_amount, cogs_amount)";
    private static final String YEAR = "period_start => DATE '2025-01-01', period_end => DATE '2026-01-01'";

    private Examples examples;

    @BeforeEach
    void open() throws SQLException {
        examples = new Examples();
    }

    @AfterEach
    void close() throws SQLException {
        examples.close();
    }

    @Test
    void customersWhoBuyAgain() throws SQLException {
        examples.select(
                        ORDERS,
                        "SELECT 'O' || i, 'C' || i, CASE WHEN i < 8 THEN 2 ELSE 1 END, TIMESTAMP '2025-01-05', 'PAID', NULL"
                                + " FROM range(26) t(i)")
                .expect("RETENTION_RATE()", 100 * 8 / 26.0)
                .expect("RETENTION_RATE(retention_method => 'REPEAT_IN_PERIOD')", 0.0)
                .expect("REPURCHASE_ORDERS()", 8.0)
                .expect("BUYERS()", 26.0);
    }

    @Test
    void fourCustomersAndTheirOrders() throws SQLException {
        examples.rows(
                        ORDERS,
                        "('1', 'a', 1, '2025-01-01', 'PAID', NULL)",
                        "('2', 'a', 2, '2025-01-02', 'PAID', NULL)",
                        "('3', 'a', 3, '2025-01-03', NULL, NULL)",
                        "('4', 'b', 1, '2025-01-04', 'PAID', NULL)",
                        "('5', 'c', 1, '2025-01-05', 'PAID', NULL)",
                        "('6', 'c', 2, '2025-01-06', 'DELIVERED', NULL)",
                        "('7', 'd', 1, '2025-01-07', 'PAID', NULL)",
                        "('8', 'b', 2, '2025-01-08', 'CANCELLED', NULL)",
                        "('9', 'd', 2, '2025-01-08', 'PAID', '2025-01-09')",
                        "('10', 'd', 2, '2025-01-08', 'RETURNED', NULL)",
                        "('11', NULL, 2, '2025-01-08', 'PAID', NULL)")
                .expect("RETENTION_RATE()", 50.0)
                .expect("RETENTION_RATE(retention_method => 'REPEAT_IN_PERIOD')", 50.0)
                .expect("ORDER_COUNT()", 8.0)
                .expect("REPURCHASE_ORDERS()", 4.0)
                .expect("BUYERS()", 4.0);
    }

    @Test
    void revenueOfThreeAgents() throws SQLException {
        examples.rows(
                        SALES,
                        "('1', 'a', 'A1', '2025-01-01', 100, NULL)",
                        "('2', 'b', 'A1', '2025-01-01', 200, NULL)",
                        "('3', 'a', 'A2', '2025-01-01', 450, NULL)",
                        "('4', 'c', 'A3', '2025-01-01', 150, NULL)")
                .expect("REVENUE()", 900.0)
                .expect("REVENUE_PER_AGENT()", 300.0)
                .expect("ARPU()", 300.0)
                .rows(SALES, "('5', 'c', NULL, '2025-01-01', 1000, NULL)")
                .expect("REVENUE()", 1900.0)
                .expect("REVENUE_PER_AGENT()", 300.0);
    }

    @Test
    void growthAgainstTheYearBefore() throws SQLException {
        examples.asOf("2026-06-01T00:00:00Z")
                .rows(
                        SALES,
                        "('1', 'a', 'A1', '2024-01-01', 400, NULL)",
                        "('2', 'a', 'A1', '2024-12-31 23:59:59', 600, NULL)",
                        "('3', 'a', 'A1', '2025-01-01', 700, NULL)",
                        "('4', 'a', 'A1', '2025-11-30', 500, NULL)",
                        "('5', 'a', 'A1', '2026-01-01', 5000, NULL)",
                        "('6', 'a', 'A1', '2023-12-31', 5000, NULL)")
                .expect("SALES_GROWTH(" + YEAR + ")", 20.0)
                .expect("SALES_GROWTH()", null)
                .expect("SALES_GROWTH(period_start => DATE '2022-01-01', period_end => DATE '2023-01-01')", null)
                .expect(
                        "SALES_GROWTH(growth_base => 'MOM', period_start => DATE '2025-01-01', period_end => DATE"
                                + " '2025-02-01')",
                        100 * 100 / 600.0)
                .expect(
                        "SALES_GROWTH(growth_base => 'QOQ', period_start => DATE '2025-01-01', period_end => DATE"
                                + " '2025-04-01')",
                        100 * 100 / 600.0)
                .expect("SALES_CAGR(growth_years => 1, " + YEAR + ")", 20.0)
                .expect(
                        "SALES_CAGR(growth_years => 2, period_start => DATE '2025-01-01', period_end => DATE"
                                + " '2026-01-01')",
                        100 * (Math.sqrt(1200 / 5000.0) - 1));
    }

    @Test
    void aRunningPeriodIsComparedWithTheSameElapsedTime() throws SQLException {
        examples.asOf("2025-07-01T00:00:00Z")
                .rows(
                        SALES,
                        "('1', 'a', 'A1', '2024-06-30', 100, NULL)",
                        "('2', 'a', 'A1', '2024-07-01', 900, NULL)",
                        "('3', 'a', 'A1', '2025-06-30', 150, NULL)")
                .expect("SALES_GROWTH(" + YEAR + ")", 50.0);
    }

    @Test
    void marginsPooledAndOfOrders() throws SQLException {
        examples.rows(
                        SALES,
                        "('1', 'a', 'A1', '2025-01-01', 100, 60)",
                        "('2', 'b', 'A1', '2025-01-01', 900, 810)",
                        "('3', 'b', 'A1', '2025-01-01', 500, NULL)")
                .expect("GROSS_MARGIN()", 13.0)
                .expect("MEAN_ORDER_MARGIN()", 25.0);
    }

    @Test
    void growthThatWasEarned() throws SQLException {
        examples.asOf("2026-06-01T00:00:00Z")
                .rows(
                        "orders (order_id, customer_id, ordered_at, net_amount, customer_acquired_at, acquisition_channel)",
                        "('1', 'a', '2024-03-01', 1000, '2024-03-01', 'ADS')",
                        "('2', 'a', '2025-03-01', 900, '2024-03-01', 'ADS')",
                        "('3', 'b', '2025-04-01', 300, '2025-04-01', 'REFERRAL')",
                        "('4', 'c', '2025-05-01', 700, '2025-05-01', 'ADS')")
                .expect("EARNED_GROWTH(" + YEAR + ")", 20.0)
                .expect("SALES_GROWTH(" + YEAR + ")", 90.0)
                .expect("EARNED_GROWTH()", null);
    }

    @Test
    void customersWhoStopBuying() throws SQLException {
        String january = "period_start => DATE '2025-01-01', period_end => DATE '2025-02-01'";
        examples.rows(
                        "orders (order_id, customer_id, ordered_at)",
                        "('1', 'stays', '2024-12-20')",
                        "('2', 'stays', '2025-01-20')",
                        "('3', 'leaves', '2024-12-15')",
                        "('4', 'joins', '2025-01-05')",
                        "('5', 'gone before', '2024-11-01')",
                        "('6', 'at the limit', '2025-01-02')",
                        "('7', 'at the limit', '2024-12-02')")
                .expect("CHURN_RATE_INACTIVITY(inactive_days => 30, " + january + ")", 100 / 3.0)
                .expect("CHURN_RATE_INACTIVITY(inactive_days => 90, " + january + ")", 25.0)
                .expect("CHURN_RATE_INACTIVITY(" + january + ")", 25.0)
                .expect("CHURN_RATE_INACTIVITY()", null);
    }

    @Test
    void linesSoldTogetherAndReturned() throws SQLException {
        examples.rows(
                        "order_lines (order_id, line_no, customer_id, product_line, ordered_at, quantity, returned_quantity)",
                        "('1', 1, 'a', 'PHONE', '2025-01-01', 10, 1)",
                        "('1', 2, 'a', 'CASE', '2025-01-01', 20, NULL)",
                        "('2', 1, 'a', 'PHONE', '2025-01-01', 5, 0)",
                        "('3', 1, 'b', 'PHONE', '2025-01-01', 5, 1)",
                        "('4', 1, 'b', 'PHONE', '2025-01-01', 0, NULL)",
                        "('5', 1, NULL, 'CASE', '2025-01-01', 10, 12)")
                .expect("RETURN_RATE()", 5.0)
                .expect("RETURN_RATE(per_units => 1000000)", 50000.0)
                .expect("UNITS_SOLD()", 50.0)
                .expect("CROSS_SELL_RATE()", 50.0)
                .expect("CROSS_SELL_RATE(min_lines => 1)", 100.0)
                .expect("CROSS_SELL_RATE(min_lines => 3)", 0.0);
    }

    @Test
    void netMarginIsMadeOfTwoTables() throws SQLException {
        examples.rows(SALES, "('1', 'a', 'A1', '2025-01-01', 100, 60)", "('2', 'b', 'A1', '2025-01-01', 900, 810)")
                .rows("operating_costs (amount)", "(20)", "(30)")
                .expect("COST_OF_GOODS()", 870.0)
                .expectOf(
                        "NET_MARGIN(net_amount, cogs_amount, operating)",
                        "SELECT net_amount, cogs_amount, CAST(NULL AS DECIMAL(19, 4)) AS operating FROM orders"
                                + " UNION ALL SELECT NULL, NULL, amount FROM operating_costs",
                        8.0);
    }

    /** Fifths of the customers by last order, number of orders and revenue; 5 is the latest, the most and the highest. */
    @Test
    void segmentsByRecencyFrequencyAndMoney() throws SQLException {
        examples.select(
                SALES,
                "SELECT i || '.' || j, 'C' || i, 'A1', TIMESTAMP '2025-01-01' + to_days((10 * i + j)::INTEGER), 100 * (6 - i), 0"
                        + " FROM range(1, 6) t(i), range(0, 5) u(j) WHERE j < i");
        assertThat(examples.query("SELECT customer_id, 100 * NTILE(5) OVER (ORDER BY last_at)"
                        + " + 10 * NTILE(5) OVER (ORDER BY orders) + NTILE(5) OVER (ORDER BY amount) AS rfm FROM"
                        + " (SELECT customer_id, MAX(ordered_at) AS last_at, ORDER_COUNT() AS orders, MAX(net_amount) AS amount"
                        + " FROM orders GROUP BY customer_id) ORDER BY customer_id"))
                .hasToString("[[C1, 115], [C2, 224], [C3, 333], [C4, 442], [C5, 551]]");
    }

    /** Customers of a month who buy in the months after it, as a share of the cohort. */
    @Test
    void theCurveOfACohort() throws SQLException {
        examples.rows(
                ORDERS,
                "('1', 'a', 1, '2025-01-05', 'PAID', NULL)",
                "('2', 'b', 1, '2025-01-06', 'PAID', NULL)",
                "('3', 'a', 2, '2025-02-06', 'PAID', NULL)",
                "('4', 'a', 3, '2025-03-06', 'PAID', NULL)",
                "('5', 'b', 2, '2025-03-07', 'PAID', NULL)",
                "('6', 'c', 1, '2025-02-07', 'PAID', NULL)",
                "('7', 'b', 3, '2025-02-20', 'CANCELLED', NULL)");
        assertThat(
                        examples.query(
                                "WITH cohorts AS (SELECT customer_id, MIN(ordered_at) FILTER (WHERE order_seq = 1) AS first_at"
                                        + " FROM orders GROUP BY customer_id) SELECT FLOOR(c.first_at TO MONTH) AS cohort,"
                                        + " TIMESTAMPDIFF(MONTH, FLOOR(c.first_at TO MONTH), FLOOR(o.ordered_at TO MONTH)) AS month_no, BUYERS()"
                                        + " FROM orders AS o JOIN cohorts AS c ON c.customer_id = o.customer_id GROUP BY 1, 2 ORDER BY 1, 2"))
                .extracting(row -> row.get(1) + ":" + row.get(2))
                .containsExactly("0:2", "1:1", "2:2", "0:1");
    }
}
