package dev.caresql.kpi;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worked examples of leads, their funnels and the touches they get, as rows. */
final class LeadExamplesTest {
    private static final String LEADS = "leads (lead_id, created_at, first_touch_at, won_at, lost_at)";
    private static final String TOUCHES =
            "touches (touch_id, lead_id, attempt_no, direction_code, reaction_code, touched_at, won_at)";

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
    void aLeadTooYoungIsNoFailureYet() throws SQLException {
        examples.rows(
                        LEADS,
                        "('old', '2025-12-30 22:00', '2025-12-30 22:59', NULL, NULL)",
                        "('young', '2025-12-30 23:30', NULL, NULL, NULL)")
                .expect("LEAD_RESPONSE_WITHIN_RATE()", 100.0)
                .expect("LEAD_RESPONSE_WITHIN_RATE(minutes_limit => 30)", 0.0);
    }

    @Test
    void daysInThePresentStage() throws SQLException {
        examples.rows(
                        "funnel_events (lead_id, stage_code, entered_at, left_at)",
                        "('a', 'LEAD', '2025-12-01', '2025-12-11')",
                        "('a', 'SQL', '2025-12-11', NULL)",
                        "('b', 'LEAD', '2025-12-29', NULL)",
                        "('c', 'LEAD', '2025-12-26', '2026-01-02')",
                        "('d', 'CUSTOMER', '2025-01-01', NULL)")
                .expect("STAGE_AGE()", 9.0)
                .expect("MEDIAN_STAGE_AGE()", 5.0);
    }

    @Test
    void aFunnelOfFourStages() throws SQLException {
        examples.select(
                        "funnel_events (lead_id, stage_code, stage_no, entered_at)",
                        "SELECT 'L' || i, 'S' || stage, stage, TIMESTAMP '2025-01-01' FROM range(1000) t(i), range(1, 5) s(stage)"
                                + " WHERE stage = 1 OR stage = 2 AND i < 600 AND i <> 7 OR stage = 3 AND i < 200 OR stage = 4 AND"
                                + " i < 50")
                .rows("funnel_events (lead_id, stage_code, stage_no, entered_at)", "('L1', 'S1', 1, '2025-02-01')")
                .expect("OPEN_FUNNEL_DROPOFF()", 40.0)
                .expect("OPEN_FUNNEL_DROPOFF(from_stage => 2)", 200 / 3.0)
                .expect("OPEN_FUNNEL_DROPOFF(from_stage => 3)", 75.0)
                .expect("OPEN_FUNNEL_DROPOFF(from_stage => 5)", null)
                .expect("OPEN_FUNNEL_CONVERSION(to_stage => 4)", 5.0);
    }

    @Test
    void marketingQualifiedLeads() throws SQLException {
        examples.select("leads (lead_id, created_at)", "SELECT 'L' || i, TIMESTAMP '2025-01-01' FROM range(412) t(i)")
                .select(
                        "funnel_events (lead_id, stage_code, entered_at)",
                        "SELECT 'L' || i, 'MQL', TIMESTAMP '2025-01-02' FROM range(188) t(i)")
                .rows(
                        "funnel_events (lead_id, stage_code, entered_at)",
                        "('L1', 'MQL', '2025-02-02')",
                        "('L300', 'LEAD', '2025-01-01')")
                .expect("MQL_COUNT()", 188.0)
                .expect("LEAD_COUNT()", 412.0)
                .expectOf(
                        "MQL_RATE(mql, stage, new_lead)",
                        "SELECT lead_id AS mql, stage_code AS stage, CAST(NULL AS VARCHAR) AS new_lead FROM funnel_events"
                                + " UNION ALL SELECT NULL, NULL, lead_id FROM leads",
                        100 * 188 / 412.0);
    }

    @Test
    void twentyActionsAndFiveEngagements() throws SQLException {
        examples.select(
                        TOUCHES,
                        "SELECT 'T' || i, 'L' || i, 1, 'OUTBOUND', CASE WHEN i < 3 THEN 'REPLY' WHEN i = 3 THEN 'CLICK'"
                                + " WHEN i = 4 THEN 'PURCHASE' WHEN i = 5 THEN 'UNSUBSCRIBE' WHEN i = 6 THEN 'BLOCK'"
                                + " ELSE 'NONE' END, TIMESTAMP '2025-01-01', NULL FROM range(20) t(i)")
                .rows(TOUCHES, "('in', 'L0', NULL, 'INBOUND', NULL, '2025-01-02', NULL)")
                .expect("ACTIONS_PER_ENGAGEMENT()", 4.0)
                .expect("TOUCH_RESPONSE_RATE()", 25.0)
                .expect("DISENGAGEMENT_RATE()", 10.0)
                .expect("ENGAGED_CUSTOMERS()", 5.0);
    }

    @Test
    void theCurveOfAttempts() throws SQLException {
        examples.rows(
                        TOUCHES,
                        "('1', 'a', 1, 'OUTBOUND', 'NONE', '2025-01-01', NULL)",
                        "('2', 'b', 1, 'OUTBOUND', 'REPLY', '2025-01-01', NULL)",
                        "('3', 'c', 1, 'OUTBOUND', 'NONE', '2025-01-01', NULL)",
                        "('4', 'd', 1, 'OUTBOUND', NULL, '2025-01-01', NULL)",
                        "('5', 'a', 2, 'OUTBOUND', 'NONE', '2025-01-02', NULL)",
                        "('6', 'a', 2, 'OUTBOUND', 'CLICK', '2025-01-02', NULL)",
                        "('7', 'c', 2, 'OUTBOUND', 'BLOCK', '2025-01-02', NULL)",
                        "('8', 'c', 1, 'INBOUND', NULL, '2025-01-02', NULL)")
                .expect("RESPONSE_RATE_AT_ATTEMPT(attempt => 1)", 25.0)
                .expect("RESPONSE_RATE_AT_ATTEMPT(attempt => 2)", 50.0)
                .expect("RESPONSE_RATE_AT_ATTEMPT(attempt => 3)", null)
                .expect("RESPONSE_RATE_AT_ATTEMPT()", 50.0);
    }

    @Test
    void activitiesInTime() throws SQLException {
        examples.rows(
                        "activities (activity_id, planned_at, due_at, done_at)",
                        "('in time', '2025-01-01', '2025-01-10', '2025-01-10')",
                        "('late', '2025-01-01', '2025-01-10', '2025-01-11')",
                        "('not done', '2025-01-01', '2025-01-10', NULL)",
                        "('early', '2025-12-01', '2026-01-10', '2025-12-11')")
                .expect("ONTIME_CONTACT_RATE()", 100 / 3.0)
                .expect("TASK_PROGRESS()", 75.0);
    }

    @Test
    void contactsThreeTenFortyFiveAndAHundredDaysAgo() throws SQLException {
        examples.rows(
                        "customer_status (business_date, customer_id, is_active, last_interaction_at)",
                        "('2025-12-31', 'a', TRUE, '2025-12-28')",
                        "('2025-12-31', 'b', TRUE, '2025-12-21')",
                        "('2025-12-31', 'c', TRUE, '2025-11-16')",
                        "('2025-12-31', 'd', TRUE, '2025-09-22')",
                        "('2025-12-31', 'e', TRUE, NULL)",
                        "('2025-12-31', 'gone', FALSE, '2025-12-30')")
                .expect("FRESHNESS_RATE()", 40.0)
                .expect("FRESHNESS_RATE(fresh_days => 45)", 60.0)
                .expect("DAYS_SINCE_CONTACT()", 39.5)
                .expect("MEDIAN_DAYS_SINCE_CONTACT()", 27.5);
    }
}
