package dev.caresql.kpi;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worked examples of mails, marketing costs and recurring revenue, as rows. */
final class MarketingExamplesTest {
    private static final String MOVEMENTS =
            "mrr_movements (movement_id, customer_id, effective_at, movement_type, amount)";
    private static final String JANUARY = "(period_start => DATE '2025-01-01', period_end => DATE '2025-02-01')";

    private static final String SPEND_AND_CUSTOMERS = "SELECT amount, cost_type, CAST(NULL AS VARCHAR) AS customer_id,"
            + " CAST(NULL AS TIMESTAMP) AS acquired_at, CAST(NULL AS VARCHAR) AS acquisition_channel FROM marketing_spend"
            + " UNION ALL SELECT NULL, NULL, customer_id, acquired_at, acquisition_channel FROM customers";
    private static final String COMPLAINTS_AND_UNITS = "SELECT COALESCE(complaint_level, CASE WHEN is_complaint THEN"
            + " 'INFORMAL' END) AS complaint, product_id AS product, CAST(NULL AS DOUBLE) AS units FROM tickets"
            + " UNION ALL SELECT NULL, NULL, quantity FROM order_lines";

    private Examples examples;

    @BeforeEach
    void open() throws SQLException {
        examples = new Examples().asOf("2025-12-31T00:00:00Z");
    }

    @AfterEach
    void close() throws SQLException {
        examples.close();
    }

    @Test
    void quickRatioWithReactivation() throws SQLException {
        examples.rows(
                        MOVEMENTS,
                        "('1', 'a', '2025-01-01', 'NEW', 300)",
                        "('2', 'b', '2025-01-01', 'EXPANSION', 200)",
                        "('3', 'c', '2025-01-01', 'CHURN', -150)",
                        "('4', 'd', '2025-01-01', 'CONTRACTION', -50)",
                        "('5', 'e', '2025-01-01', 'REACTIVATION', 80)")
                .expect("QUICK_RATIO()", 2.5)
                .expect("QUICK_RATIO(reactivation => 'NEW')", 2.9)
                .expect("QUICK_RATIO(reactivation => 'EXPANSION')", 2.9)
                .expect("NET_NEW_MRR()", 380.0);
    }

    @Test
    void nothingLostHasNoQuickRatio() throws SQLException {
        examples.rows(MOVEMENTS, "('1', 'a', '2025-01-01', 'NEW', 20)").expect("QUICK_RATIO()", null);
    }

    @Test
    void retentionOfRevenue() throws SQLException {
        examples.rows(
                        MOVEMENTS,
                        "('1', 'a', '2024-01-01', 'NEW', 900)",
                        "('2', 'b', '2024-02-01', 'NEW', 150)",
                        "('3', 'b', '2024-03-01', 'CONTRACTION', -50)",
                        "('4', 'a', '2025-01-01', 'EXPANSION', 130)",
                        "('5', 'a', '2025-01-10', 'CONTRACTION', -50)",
                        "('6', 'b', '2025-01-31 23:59:59', 'CHURN', -30)",
                        "('7', 'c', '2025-01-10', 'NEW', 500)",
                        "('8', 'd', '2025-01-10', 'REACTIVATION', 70)",
                        "('9', 'a', '2025-02-01', 'CHURN', -800)")
                .expect("NRR" + JANUARY, 105.0)
                .expect("GRR" + JANUARY, 92.0)
                .expect("REVENUE_CHURN_RATE" + JANUARY, 8.0)
                .expect("NRR()", null)
                .expect("GRR(period_start => DATE '2020-01-01', period_end => DATE '2021-01-01')", null);
    }

    @Test
    void accountsAtTheAsOfInstant() throws SQLException {
        examples.rows(
                        "subscriptions (subscription_id, customer_id, started_at, ended_at, mrr_amount, is_trial, first_value_at)",
                        "('1', 'a', '2025-01-01', NULL, 300, FALSE, '2025-01-11')",
                        "('2', 'a', '2025-02-01', '2026-02-01', 100, NULL, NULL)",
                        "('3', 'b', '2025-01-01', '2025-12-31', 700, FALSE, '2025-01-02')",
                        "('4', 'c', '2025-12-31', NULL, 200, FALSE, '2024-12-31')",
                        "('5', 'd', '2025-01-01', NULL, 900, TRUE, '2025-01-04')",
                        "('6', 'e', '2026-01-01', NULL, 900, FALSE, NULL)")
                .expect("ACTIVE_ACCOUNTS()", 2.0)
                .expect("ARPA()", 300.0)
                .expect("TIME_TO_FIRST_VALUE()", 3.0);
    }

    @Test
    void customersKept() throws SQLException {
        examples.select(
                        "subscriptions (subscription_id, customer_id, started_at, ended_at)",
                        "SELECT 'S' || i, 'C' || i, CASE WHEN i < 200 THEN TIMESTAMP '2024-06-01' ELSE TIMESTAMP"
                                + " '2025-01-10' END, CASE WHEN i < 30 THEN TIMESTAMP '2025-01-15' WHEN i >= 220 THEN"
                                + " TIMESTAMP '2025-01-20' END FROM range(225) t(i)")
                .expect("CUSTOMER_RETENTION_RATE" + JANUARY, 85.0)
                .expect("CHURN_RATE" + JANUARY, 15.0)
                .expect("CUSTOMER_RETENTION_RATE()", null);
    }

    @Test
    void costsAndTheCustomersTheyBring() throws SQLException {
        examples.rows(
                        "marketing_spend (spend_date, cost_type, amount)",
                        "('2025-01-01', 'MEDIA', 30000)",
                        "('2025-01-01', 'SALARY', 60000)",
                        "('2025-01-02', 'TOOLS', 10000)")
                .select(
                        "customers (customer_id, acquired_at, acquisition_channel)",
                        "SELECT 'C' || i, TIMESTAMP '2025-01-10', CASE WHEN i < 1500 THEN 'PAID_SEARCH' ELSE 'ORGANIC' END"
                                + " FROM range(2000) t(i)")
                .rows("customers (customer_id, acquired_at, acquisition_channel)", "('lead', NULL, 'PAID_SEARCH')")
                .expect("MARKETING_COST()", 100000.0)
                .expect("MEDIA_COST()", 30000.0)
                .expect("NEW_CUSTOMERS()", 2000.0)
                .expect("NEW_PAID_CUSTOMERS()", 1500.0)
                .expectOf("CAC(amount, customer_id, acquired_at)", SPEND_AND_CUSTOMERS, 50.0)
                .expectOf(
                        "CAC_PAID(amount, cost_type, customer_id, acquired_at, acquisition_channel)",
                        SPEND_AND_CUSTOMERS,
                        20.0);
    }

    @Test
    void complaintsAboutWhatWasSold() throws SQLException {
        examples.rows(
                        "tickets (ticket_id, created_at, complaint_level, is_complaint, product_id)",
                        "('1', '2025-01-01', 'FORMAL', NULL, 'P')",
                        "('2', '2025-01-01', 'INFORMAL', NULL, 'P')",
                        "('3', '2025-01-01', NULL, TRUE, 'P')",
                        "('4', '2025-01-01', 'NONE', TRUE, 'P')",
                        "('5', '2025-01-01', 'FORMAL', NULL, NULL)",
                        "('6', '2025-01-01', NULL, NULL, 'P')")
                .rows("order_lines (order_id, line_no, quantity)", "('1', 1, 1000)", "('2', 1, 500)")
                .expect("PRODUCT_COMPLAINTS()", 3.0)
                .expectOf("PRODUCT_COMPLAINT_RATE(complaint, product, units)", COMPLAINTS_AND_UNITS, 0.2)
                .expectOf("PRODUCT_COMPLAINT_PPM(complaint, product, units)", COMPLAINTS_AND_UNITS, 2000.0);
    }
}
