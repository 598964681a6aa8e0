package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worked examples of complaints, of the quality of solutions and of the backlog, as rows. */
final class TicketVolumeExamplesTest {
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
    void aCustomerWhoComplainsTwiceIsOneComplainingCustomer() throws SQLException {
        examples.select(
                        "tickets (ticket_id, customer_id, complaint_level)",
                        "SELECT 't' || i, 'C' || i, 'NONE' FROM range(4000) t(i)")
                .select(
                        "tickets (ticket_id, customer_id, complaint_level)",
                        "SELECT 'c' || i, 'C' || (i % 10), CASE WHEN i < 5 THEN 'FORMAL' ELSE 'INFORMAL' END"
                                + " FROM range(12) t(i)")
                .rows("tickets (ticket_id, customer_id)", "('x', NULL)")
                .select("customer_status_daily (customer_id, is_active)", "SELECT 'C' || i, TRUE FROM range(4000) t(i)")
                .expect("COMPLAINT_COUNT()", 12.0)
                .expect("FORMAL_COMPLAINT_COUNT()", 5.0)
                .expect("COMPLAINING_CUSTOMERS()", 10.0)
                .expect("COMPLAINT_RATE()", 0.25);
        assertThat(examples.query("SELECT COMPLAINTS_PER_100_CUSTOMERS(complaint, customer) FROM (SELECT"
                                + " complaint_level <> 'NONE' AS complaint, CAST(NULL AS VARCHAR) AS customer FROM tickets"
                                + " UNION ALL SELECT NULL, customer_id FROM customer_status_daily WHERE is_active)")
                        .get(0)
                        .get(0))
                .isEqualTo(0.3);
        assertThat(examples.query("SELECT COMPLAINTS_PER_100_CONTACTS(complaint, contact) FROM (SELECT"
                                + " complaint_level <> 'NONE' AS complaint, ticket_id AS contact FROM tickets"
                                + " WHERE ticket_id < 'd')")
                        .get(0)
                        .get(0))
                .isEqualTo(100.0);
    }

    @Test
    void complaintsAcknowledgedInTwoWorkingDays() throws SQLException {
        examples.rows(
                        "tickets (complaint_level, created_at, first_reply_at, first_reply_business_s)",
                        "('FORMAL', '2025-03-07 09:00', '2025-03-11 08:00', 57600)",
                        "('FORMAL', '2025-03-07 09:00', '2025-03-11 08:01', 57660)",
                        "('FORMAL', '2025-03-07 09:00', NULL, NULL)",
                        "('INFORMAL', '2025-03-19 09:00', '2025-03-19 10:00', 3600)",
                        "('INFORMAL', '2025-03-19 23:00', NULL, NULL)",
                        "('NONE', '2025-03-07 09:00', NULL, NULL)")
                .asOf("2025-03-20T00:00:00Z")
                .expect("COMPLAINT_ACK_RATE()", 50.0)
                .expect("COMPLAINT_ACK_RATE(hours => 17)", 75.0);
    }

    @Test
    void overdueRequestsByPhone() throws SQLException {
        examples.select(
                        "tickets (channel_code, resolution_due_at, resolved_at)",
                        "SELECT 'VOICE', TIMESTAMP '2025-03-07 10:00', TIMESTAMP '2025-03-07 10:00'"
                                + " + to_minutes(CASE WHEN i < 9 THEN CAST(i AS INTEGER) + 1 ELSE 0 END) FROM range(199) t(i)")
                .rows(
                        "tickets (channel_code, resolution_due_at)",
                        "('VOICE', '2025-03-07 10:00')",
                        "('VOICE', '2025-03-09 10:00')",
                        "('EMAIL', '2025-03-07 10:00')")
                .asOf("2025-03-07T10:55:00Z")
                .expect("CALL_OVERDUE_RATE()", 5.0)
                .expect("AVG_OVERDUE_TIME()", (45 + 55) / 10.0);
    }

    @Test
    void unrepliedTicketsVanishFromTheMeanButNotFromTheCount() throws SQLException {
        examples.rows(
                        "tickets (created_at, first_reply_at)",
                        "('2025-03-07 09:00', '2025-03-07 09:10')",
                        "('2025-03-07 09:00', '2025-03-07 09:20')",
                        "('2025-03-07 09:00', '2025-03-07 10:00')",
                        "('2025-03-07 09:00', NULL)")
                .asOf("2025-03-08T09:30:00Z")
                .expect("FIRST_RESPONSE_TIME()", 30.0)
                .expect("UNREPLIED_TICKETS()", 1.0)
                .expect("OLDEST_UNREPLIED_AGE()", 24.5);
    }

    @Test
    void theCustomersWaitLeavesOutTheTimeThatTheTicketWaited() throws SQLException {
        examples.rows(
                        "tickets (requester_wait_s, resolved_at)",
                        "(3600, '2025-03-07')",
                        "(10800, '2025-03-07')",
                        "(99999, NULL)",
                        "(-1, '2025-03-07')")
                .expect("AVG_REQUESTER_WAIT_TIME()", 2.0);
    }

    @Test
    void resolvedInTimeEverAndForGood() throws SQLException {
        examples.rows(
                        "tickets (channel_code, created_at, resolved_at, reopen_count)",
                        "('VOICE', '2025-03-01 00:00', '2025-03-01 02:00', 0)",
                        "('VOICE', '2025-03-01 00:00', '2025-03-01 23:30', 1)",
                        "('VOICE', '2025-03-01 00:00', '2025-03-02 00:00', 0)",
                        "('VOICE', '2025-03-01 00:00', '2025-03-02 06:00', 0)",
                        "('VOICE', '2025-03-01 00:00', NULL, 0)",
                        "('VOICE', '2025-03-02 11:00', NULL, 0)")
                .asOf("2025-03-02T16:00:00Z")
                .expect("RESOLUTION_RATE()", 60.0)
                .expect("LASTING_RESOLUTION_RATE()", 40.0)
                .expect("EVER_RESOLVED_RATE()", 400 / 6.0)
                .expect("SOLVED_TO_RECEIVED()", 400 / 6.0)
                .expect("TICKETS_CREATED()", 6.0)
                .expect("TICKETS_RESOLVED()", 4.0)
                .expect("CALL_RESOLUTION()", 100.0)
                .expect("CALL_RESOLUTION(window_days => 1)", 80.0);
    }

    @Test
    void theBacklogIsOpeningAndCreatedAndReopenedLessResolved() throws SQLException {
        String columns = "tickets (ticket_id, created_at, resolved_at, resolver_agent_id, status_code)";
        // 50 open before, of which 20 are resolved on the day; 120 come, of which 90 are; 5 are open again
        examples.select(
                        columns,
                        "SELECT 'a' || i, TIMESTAMP '2025-03-06', CASE WHEN i < 20 THEN TIMESTAMP '2025-03-07 10:00'"
                                + " END, 'A' || (i % 2), 'OPEN' FROM range(50) t(i)")
                .select(
                        columns,
                        "SELECT 'b' || i, TIMESTAMP '2025-03-07 09:00', CASE WHEN i < 90 THEN"
                                + " TIMESTAMP '2025-03-07 12:00' END, 'A' || (i % 2), 'OPEN' FROM range(120) t(i)")
                .select(columns, "SELECT 'c' || i, TIMESTAMP '2025-03-01', NULL, NULL, 'OPEN' FROM range(5) t(i)")
                .rows(
                        columns,
                        "('gone', '2025-03-01', NULL, NULL, 'MERGED')",
                        "('new', '2025-03-08', NULL, NULL, 'NEW')")
                .asOf("2025-03-07T00:00:00Z")
                .expect("TICKET_BACKLOG()", 55.0)
                .asOf("2025-03-08T00:00:00Z")
                .expect("TICKET_BACKLOG()", 65.0)
                .expect("BACKLOG_DAYS()", 65 / (110 / 30.0))
                .expect("BACKLOG_DAYS(days => 1)", 65 / 110.0)
                .expect("TICKETS_PER_AGENT()", 55.0);
    }

    @Test
    void theAgeOfTheBacklog() throws SQLException {
        examples.rows(
                        "tickets (created_at)",
                        "('2025-03-15')",
                        "('2025-03-13')",
                        "('2025-03-11')",
                        "('2025-03-01')",
                        "('2025-03-17')")
                .asOf("2025-03-16T00:00:00Z")
                .expect("BACKLOG_AGE()", 6.0)
                .expect("MEDIAN_BACKLOG_AGE()", 4.0)
                .expect("MAX_BACKLOG_AGE()", 15.0)
                .expect("OLD_BACKLOG_RATE()", 25.0)
                .expect("OLD_BACKLOG_RATE(days => 15)", 0.0);
    }
}
