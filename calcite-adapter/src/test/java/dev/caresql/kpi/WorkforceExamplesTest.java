package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worked examples of agents' time, quality and cost, as rows. */
final class WorkforceExamplesTest {
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
    void costPerContactIsMadeOfTwoTables() throws SQLException {
        examples.rows("operating_costs (amount)", "(30000)", "(20000)")
                .select("interactions (interaction_id, direction_code)", "SELECT i, 'INBOUND' FROM range(12500) t(i)")
                .rows("interactions (interaction_id, direction_code)", "('out', 'OUTBOUND')")
                .expect("OPERATING_COST()", 50000.0)
                .expect("CONTACT_COUNT()", 12500.0);
        assertThat(spanning(
                        "COST_PER_CONTACT(amount, id)",
                        "amount",
                        "operating_costs",
                        "interaction_id AS id",
                        "interactions WHERE direction_code = 'INBOUND'"))
                .isEqualTo(4.0);
    }

    @Test
    void oneDearCallThatResolvesBeatsThreeCheapOnes() throws SQLException {
        examples.rows("operating_costs (amount, department_id)", "(12, 'GOOD')", "(15, 'CHEAP')")
                .rows(
                        "tickets (ticket_id, department_id, resolved_at)",
                        "('1', 'GOOD', '2025-01-01')",
                        "('2', 'CHEAP', '2025-01-01')",
                        "('3', 'CHEAP', NULL)");
        assertThat(spanning(
                        "COST_PER_RESOLUTION(amount, solved)",
                        "amount",
                        "operating_costs WHERE department_id = 'GOOD'",
                        "resolved_at AS solved",
                        "tickets WHERE department_id = 'GOOD'"))
                .isEqualTo(12.0);
        assertThat(spanning(
                        "COST_PER_RESOLUTION(amount, solved)",
                        "amount",
                        "operating_costs WHERE department_id = 'CHEAP'",
                        "resolved_at AS solved",
                        "tickets WHERE department_id = 'CHEAP'"))
                .isEqualTo(15.0);
    }

    @Test
    void contactsPerActiveCustomer() throws SQLException {
        examples.select(
                        "customer_status_daily (business_date, customer_id, is_active)",
                        "SELECT DATE '2025-01-01' + CAST(d AS INTEGER), 'C' || c, c < 40 FROM range(2) a(d), range(50) b(c)")
                .select("interactions (interaction_id, direction_code)", "SELECT i, 'INBOUND' FROM range(100) t(i)")
                .expect("ACTIVE_CUSTOMERS()", 40.0);
        assertThat(spanning(
                        "CONTACT_RATE_PER_CUSTOMER(contact, customer)",
                        "interaction_id AS contact",
                        "interactions",
                        "customer_id AS customer",
                        "customer_status_daily WHERE is_active"))
                .isEqualTo(2.5);
    }

    @Test
    void qualityScoreIsPooledAndACriticalErrorGivesNothing() throws SQLException {
        examples.rows("qa_evaluations (points, max_points, has_critical_error)", "(27, 30, FALSE)", "(20, 20, NULL)")
                .expect("QA_SCORE()", 94.0);
        assertThat(examples.value("QA_SCORE(points, max_points)", "qa_evaluations"))
                .isEqualTo(94.0);
        examples.rows("qa_evaluations (points, max_points, section_weight)", "(10, 10, 5)")
                .expect("QA_SCORE()", 9700 / 100.0);
        examples.rows("qa_evaluations (points, max_points, has_critical_error)", "(100, 100, TRUE)")
                .expect("QA_SCORE()", 9700 / 200.0)
                .expect("CRITICAL_ERROR_ACCURACY()", 50.0);
        assertThat(examples.value("QA_SCORE(points, max_points, weight => 2)", "qa_evaluations WHERE max_points <= 30"))
                .isEqualTo(5700 / 60.0);
    }

    @Test
    void anAnswerMustBeRightAndInTime() throws SQLException {
        examples.rows(
                        "qa_evaluations (section_code, is_correct, is_in_time)",
                        "('ACCURACY', TRUE, TRUE)",
                        "('ACCURACY', TRUE, FALSE)",
                        "('ACCURACY', FALSE, TRUE)",
                        "('ACCURACY', TRUE, TRUE)",
                        "('ACCURACY', NULL, TRUE)",
                        "('ATTITUDE', FALSE, FALSE)")
                .expect("ONTIME_ANSWER_RATE()", 50.0);
    }

    @Test
    void aCallbackIsKeptUpToItsDueTime() throws SQLException {
        examples.rows(
                        "activities (activity_type, due_at, done_at)",
                        "('CALLBACK', '2025-03-07 10:00:00', '2025-03-07 10:00:00')",
                        "('CALLBACK', '2025-03-07 10:00:00', '2025-03-07 10:00:00.000001')",
                        "('CALLBACK', '2025-03-07 10:00:00', '2025-03-07 09:00:00')",
                        "('CALLBACK', '2025-03-07 10:00:00', NULL)",
                        "('CALLBACK', '2025-03-09 10:00:00', NULL)",
                        "('VISIT', '2025-03-07 10:00:00', NULL)")
                .asOf("2025-03-08T00:00:00Z")
                .expect("CALLBACK_KEPT_RATE()", 50.0)
                .expect("CALLBACK_KEPT_RATE(tolerance_min => 15)", 75.0);
    }

    @Test
    void forecastErrorsDoNotCancelOut() throws SQLException {
        examples.rows("volume_forecasts (forecast_count, actual_count)", "(110, 100)", "(90, 100)", "(50, NULL)")
                .expect("FORECAST_ACCURACY()", 90.0);
        examples.rows("volume_forecasts (forecast_count, actual_count)", "(10, 0)")
                .expect("FORECAST_ACCURACY()", 85.0);
    }

    @Test
    void absentTimeOfAllScheduledTime() throws SQLException {
        examples.rows(
                        "agent_schedules (activity_code, starts_at, ends_at)",
                        "('WORK', '2025-03-07 01:00', '2025-03-07 08:00')",
                        "('SICK', '2025-03-08 01:00', '2025-03-08 01:30')",
                        "('ABSENT', '2025-03-09 01:00', '2025-03-09 01:30')",
                        "('WORK', '2025-03-09 08:00', '2025-03-09 01:00')")
                .expect("ABSENTEEISM()", 12.5);
    }

    @Test
    void leaversOfTheMeanHeadcount() throws SQLException {
        examples.rows(
                "agents (agent_id, hired_on, left_on)",
                "('1', '2020-01-01', NULL)",
                "('2', '2020-01-01', '2024-12-31')",
                "('3', '2020-01-01', '2025-01-01')",
                "('4', '2020-01-01', '2025-03-31')",
                "('5', '2020-01-01', '2025-04-01')",
                "('6', '2025-02-01', NULL)",
                "('7', '2025-04-01', NULL)");
        String quarter = "period_start => DATE '2025-01-01', period_end => DATE '2025-04-01'";
        examples.expect("ATTRITION(" + quarter + ", annualise => FALSE)", 200 * 2 / 7.0)
                .expect("ATTRITION(" + quarter + ")", 200 * 2 / 7.0 * 365 / 90)
                .expect("ATTRITION()", null);
    }

    @Test
    void whatAgentsDidWithTheirTime() throws SQLException {
        String columns = "agent_time_daily (talk_s, hold_s, acw_s, available_s, logged_in_s, scheduled_s, paid_s,"
                + " out_of_adherence_s)";
        examples.rows(columns, "(200 * 60, 15 * 60, NULL, 30 * 60, 480 * 60, 0, 240 * 60, 0)")
                .rows(columns, "(30 * 60, 0, 10 * 60, 15 * 60, 0, 480 * 60, 240 * 60, 24 * 60)")
                .expect("OCCUPANCY()", 85.0)
                .expect("UTILISATION()", 62.5)
                .expect("SCHEDULE_ADHERENCE()", 95.0)
                .expect("CONFORMANCE()", 100.0)
                .expect("LOGGED_IN_HOURS()", 8.0)
                .expect("SHRINKAGE()", 37.5);
    }

    /** A KPI of two tables over the rows of both, of which each fills its own columns. */
    private double spanning(String call, String one, String from, String other, String otherFrom) throws SQLException {
        String first = name(one);
        String second = name(other);
        Object answer = examples.query("SELECT " + call + " FROM (SELECT " + one + ", NULL AS " + second + " FROM "
                        + from + " UNION ALL SELECT NULL AS " + first + ", " + other + " FROM " + otherFrom + ")")
                .get(0)
                .get(0);
        assertThat(answer).isInstanceOf(Number.class);
        return ((Number) answer).doubleValue();
    }

    private static String name(String expression) {
        return expression.substring(expression.lastIndexOf(' ') + 1);
    }
}
