package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worked examples of tickets, as rows, on the calendar's clock; there is no clock of business hours yet. */
final class TicketExamplesTest {
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
    void firstResponseTimeLeavesOutTicketsWithoutReply() throws SQLException {
        examples.rows(
                        "tickets (created_at, first_assigned_at, first_reply_at)",
                        "('2025-03-07 09:00', '2025-03-07 09:05', '2025-03-07 09:10')",
                        "('2025-03-07 09:00', NULL, '2025-03-07 09:20')",
                        "('2025-03-07 09:00', '2025-03-07 09:35', '2025-03-07 10:00')",
                        "('2025-03-07 09:00', NULL, NULL)")
                .expect("FIRST_RESPONSE_TIME()", 30.0)
                .expect("MEDIAN_FIRST_RESPONSE_TIME()", 20.0)
                .expect("P90_FIRST_RESPONSE_TIME()", 52.0)
                .expect("AVG_START_TIME()", 20.0);
        assertThat(examples.value("COUNT(*) FILTER (WHERE first_reply_at IS NULL)", "tickets"))
                .isEqualTo(1L);
    }

    @Test
    void resolutionRateOfDecidedTickets() throws SQLException {
        examples.asOf("2025-03-10T00:00:00Z")
                .rows(
                        "tickets (created_at, first_contact_at, resolved_at)",
                        "('2025-03-01 00:00', '2025-03-01 00:00', '2025-03-01 02:00')",
                        "('2025-03-01 00:00', NULL, '2025-03-01 23:30')",
                        "('2025-03-01 05:00', '2025-03-01 00:00', '2025-03-02 00:00')",
                        "('2025-03-01 00:00', '2025-03-01 00:00', '2025-03-02 06:00')",
                        "('2025-03-08 08:00', '2025-03-08 08:00', NULL)",
                        "('2025-03-09 19:00', '2025-03-09 19:00', NULL)")
                .expect("RESOLUTION_RATE()", 60.0)
                .expect("RESOLUTION_RATE(23)", 20.0)
                .expect("RESOLUTION_RATE(hours => 48)", 100.0)
                .expect("RESOLUTION_RATE_CI_LOW()", Rows.wilson(3, 5, -1))
                .expect("RESOLUTION_RATE_CI_HIGH()", Rows.wilson(3, 5, 1))
                .expect("SOLVED_TO_RECEIVED()", 400 / 6.0)
                .expect(
                        "SOLVED_TO_RECEIVED(period_start => DATE '2025-03-02', period_end => DATE '2025-03-09')",
                        200.0);
        assertThat(examples.value(
                        "100 * COUNT(*) FILTER (WHERE resolved_at <= created_at + INTERVAL '1' DAY) / COUNT(*)",
                        "tickets"))
                .isEqualTo(50.0);
    }

    @Test
    void overdueRateOfWhatFellDue() throws SQLException {
        examples.asOf("2025-03-10T00:00:00Z")
                .select(
                        "tickets (resolution_due_at, resolved_at, first_reply_due_at, first_reply_at)",
                        "SELECT TIMESTAMP '2025-03-05', CASE WHEN i < 2 THEN TIMESTAMP '2025-03-05 00:00:01' WHEN i < 9"
                                + " THEN TIMESTAMP '2025-03-05' END, TIMESTAMP '2025-03-04', CASE WHEN i <> 5 THEN"
                                + " TIMESTAMP '2025-03-03' END FROM range(10) t(i)")
                .rows("tickets (resolution_due_at, resolved_at)", "('2025-03-10 00:00:01', NULL)", "(NULL, NULL)")
                .expect("OVERDUE_RATE()", 30.0)
                .expect("SLA_COMPLIANCE()", 70.0)
                .expect("FIRST_REPLY_OVERDUE_RATE()", 10.0)
                .expect("FIRST_REPLY_SLA_COMPLIANCE()", 90.0)
                .expect("ANY_OVERDUE_RATE()", 40.0);
    }
}
