package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worked examples of subscriptions and leads, as rows. */
final class CustomerExamplesTest {
    private static final String SUBSCRIPTIONS = "subscriptions (customer_id, started_at, ended_at, is_trial)";
    private static final String JANUARY = "(period_start => DATE '2025-01-01', period_end => DATE '2025-02-01')";

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
    void churnOfEightHundred() throws SQLException {
        examples.select(
                        SUBSCRIPTIONS,
                        "SELECT 'C' || i, TIMESTAMP '2024-06-01', CASE WHEN i < 24 THEN TIMESTAMP '2025-01-15' END, FALSE"
                                + " FROM range(800) t(i)")
                .expect("CHURN_RATE" + JANUARY, 3.0)
                .expect("CHURN_RATE_AVERAGE_BASE" + JANUARY, 100 * 24 / 788.0)
                .expect("CHURN_RATE()", null)
                .expect("CHURN_RATE(period_start => DATE '2020-01-01', period_end => DATE '2020-02-01')", null);
    }

    @Test
    void joinersAndFormerCustomersAreInNeither() throws SQLException {
        fourCustomers();
        examples.rows(
                        SUBSCRIPTIONS,
                        "('joined and left', '2025-01-05', '2025-01-20', FALSE)",
                        "('joined', '2025-01-05', NULL, FALSE)",
                        "('gone before', '2024-01-01', '2024-12-31 23:59:59', FALSE)",
                        "('trial', '2024-12-01', '2025-01-20', TRUE)")
                .expect("CHURN_RATE" + JANUARY, 25.0);
    }

    @Test
    void aCustomerCountsOnceWhateverTheSubscriptions() throws SQLException {
        fourCustomers();
        examples.rows(
                        SUBSCRIPTIONS,
                        "('b', '2024-01-01', '2025-01-15', FALSE)",
                        "('c', '2025-01-10', NULL, NULL)",
                        "('touching', '2024-01-01', '2025-01-15', FALSE)",
                        "('touching', '2025-01-15', NULL, FALSE)",
                        "('back again', '2024-01-01', '2025-01-10', FALSE)",
                        "('back again', '2025-01-20', NULL, FALSE)")
                .expect("CHURN_RATE" + JANUARY, 100 / 6.0);
    }

    /** Four are active at the start of January, and one of them leaves. */
    private void fourCustomers() throws SQLException {
        examples.rows(
                SUBSCRIPTIONS,
                "('a', '2024-06-01', '2025-01-31 12:00', FALSE)",
                "('b', '2024-06-01', NULL, FALSE)",
                "('c', '2024-06-01', '2025-02-01', FALSE)",
                "('d', '2024-12-31', '2026-01-01', FALSE)");
    }

    @Test
    void conversionOfMatureLeads() throws SQLException {
        examples.asOf("2025-12-31T00:00:00Z")
                .select(
                        "leads (lead_id, created_at, won_at)",
                        "SELECT 'L' || i, TIMESTAMP '2025-03-01', CASE WHEN i < 45 THEN TIMESTAMP '2025-04-01' WHEN i < 50"
                                + " THEN TIMESTAMP '2025-05-30' END FROM range(60) t(i)")
                .rows("leads (lead_id, created_at, won_at)", "('young', '2025-12-01', '2025-12-02')")
                .rows("leads (lead_id, created_at, won_at)", "('pending', '2025-12-01', NULL)")
                .expect("CONVERSION_RATE()", 75.0)
                .expect("CONVERSION_RATE(window_days => 91)", 100 * 50 / 60.0)
                .expect("CONVERSION_RATE_CI_LOW()", Rows.wilson(45, 60, -1))
                .expect("CONVERSION_RATE_CI_HIGH()", Rows.wilson(45, 60, 1))
                .expect("SAME_PERIOD_CONVERSION_RATE()", 100 * 51 / 62.0)
                .expect(
                        "SAME_PERIOD_CONVERSION_RATE(period_start => DATE '2025-04-01', period_end => DATE '2025-05-01')",
                        null);
        assertThat(examples.value("ROUND(CONVERSION_RATE_CI_LOW(), 2)", "leads"))
                .hasToString("62.77");
        assertThat(examples.value("ROUND(CONVERSION_RATE_CI_HIGH(), 2)", "leads"))
                .hasToString("84.22");
    }
}
