package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caresql.error.CareSqlException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worked examples of calls, as rows. */
final class InteractionExamplesTest {
    private static final String CALLS = "interactions (channel_code, direction_code, outcome_code, queue_wait_s)";

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
    void speedOfAnswerLeavesOutWhoHungUp() throws SQLException {
        calls("ANSWERED", 10, 20, 30, 40);
        calls("ABANDONED", 120);
        examples.expect("ASA()", 25.0)
                .expect("AVG_WAIT_TIME()", 44.0)
                .expect("MAX_WAIT_TIME()", 120.0)
                .expect("MEDIAN_ASA()", 25.0)
                .expect("P90_ASA()", 37.0)
                .expect("MEDIAN_WAIT_TIME()", 30.0);
        calls("ANSWERED", -5);
        examples.expect("ASA()", 25.0).expect("AVG_WAIT_TIME()", 44.0);
    }

    @Test
    void responseTimeRunsFromTheStartOfTheCall() throws SQLException {
        examples.rows(
                        "interactions (channel_code, direction_code, outcome_code, started_at, answered_at, ring_s)",
                        "('VOICE', 'INBOUND', 'ANSWERED', '2025-03-07 09:00:00', '2025-03-07 09:00:50', 4)",
                        "('VOICE', 'INBOUND', 'ANSWERED', '2025-03-07 09:00:00', '2025-03-07 09:01:10', 7)",
                        "('VOICE', 'INBOUND', 'ANSWERED', '2025-03-07 09:00:00', '2025-03-07 08:59:00', NULL)",
                        "('VOICE', 'INBOUND', 'ABANDONED', '2025-03-07 09:00:00', NULL, NULL)")
                .expect("AVG_RESPONSE_TIME()", 60.0)
                .expect("AVG_RING_TIME()", 5.5);
    }

    @Test
    void serviceLevelByEveryMethod() throws SQLException {
        many("ANSWERED", 20, 860);
        many("ANSWERED", 21, 140);
        many("ABANDONED", 5, 10);
        many("TIMED_OUT", 20, 10);
        many("ABANDONED", 30, 40);
        many("FLOW_OUT", 60, 100);
        many("BUSY", 0, 50);
        examples.expect("SERVICE_LEVEL()", 100 * 860 / 1050.0)
                .expect("SERVICE_LEVEL(sl_method => 'SHORT_EXCLUDED')", 100 * 860 / 1050.0)
                .expect("SERVICE_LEVEL(sl_method => 'SHORT_EXCLUDED', short_s => 0)", 100 * 860 / 1060.0)
                .expect("SERVICE_LEVEL(sl_method => 'ALL_POSITIVE')", 100 * 880 / 1060.0)
                .expect("SERVICE_LEVEL(sl_method => 'ALL_NEGATIVE')", 100 * 860 / 1060.0)
                .expect("SERVICE_LEVEL(sl_method => 'AFTER_THRESHOLD')", 100 * 860 / 1040.0)
                .expect("SERVICE_LEVEL(sl_method => 'SHORT_POSITIVE')", 100 * 870 / 1060.0)
                .expect("SERVICE_LEVEL(sl_method => 'ANSWERED_ONLY')", 86.0)
                .expect("SERVICE_LEVEL(threshold_s => 21)", 100 * 1000 / 1050.0)
                .expect("SERVICE_LEVEL(sl_method => 'GENESYS')", 100 * 860 / 1060.0)
                .expect("SERVICE_LEVEL(sl_method => 'GENESYS', exclude_short => TRUE)", 100 * 860 / 1050.0)
                .expect("SERVICE_LEVEL(sl_method => 'GENESYS', exclude_abandoned => TRUE)", 86.0)
                .expect("SERVICE_LEVEL(sl_method => 'GENESYS', include_flow_outs => TRUE)", 100 * 860 / 1160.0);
    }

    @Test
    void anUnknownMethodIsRefused() {
        assertThatThrownBy(() -> examples.value("SERVICE_LEVEL(sl_method => 'ALL_POSITIV')", "interactions"))
                .isInstanceOf(CareSqlException.class)
                .hasMessageContaining("argument 'sl_method' must be one of SHORT_EXCLUDED, ALL_POSITIVE")
                .hasMessageContaining("did you mean 'ALL_POSITIVE'?");
        assertThatThrownBy(() -> examples.value("SERVICE_LEVEL(sl_method => outcome_code)", "interactions"))
                .hasMessageContaining("is not a text literal");
    }

    @Test
    void abandonRateLeavesOutShortOnes() throws SQLException {
        many("ANSWERED", 10, 920);
        many("ABANDONED", 5, 20);
        many("ABANDONED", 90, 60);
        examples.expect("ABANDON_RATE(short_s => -1)", 8.0)
                .expect("ABANDON_RATE()", 100 * 60 / 980.0)
                .expect("ABANDON_RATE(5)", 100 * 60 / 980.0)
                .expect("ABANDON_AFTER_RATE()", 100.0)
                .expect("ABANDON_AFTER_RATE(9)", 100 * 60 / 980.0);
    }

    @Test
    void handleTimeTakesMissingHoldAsZeroAndMissingTalkAsInvalid() throws SQLException {
        examples.rows(
                        "interactions (channel_code, outcome_code, dial_s, talk_s, hold_s, acw_s)",
                        "('VOICE', 'ANSWERED', 10, 180, 20, 60)",
                        "('VOICE', 'ANSWERED', NULL, 290, NULL, 110)",
                        "('VOICE', 'ANSWERED', 5, NULL, 20, 10)",
                        "('VOICE', 'ABANDONED', 5, 0, 0, 0)")
                .expect("AHT()", 330.0)
                .expect("AHT(max_s => 300)", 280.0)
                .expect("AHT_WITH_DIAL()", 335.0)
                .expect("AVG_TALK_TIME()", 235.0);
    }

    @Test
    void firstContactResolutionByEveryBasis() throws SQLException {
        contacts();
        examples.asOf("2025-03-01T00:00:00Z")
                .expect("FCR_RATE()", 60.0)
                .expect("FCR_RATE(strict => FALSE)", 80.0)
                .expect("FCR_RATE(basis => 'CONTACT', strict => FALSE)", 500 / 6.0)
                .expect("FCR_RATE(basis => 'CONTACT')", 400 / 6.0)
                .expect("FCR_RATE(window_days => 2)", 500 / 6.0)
                .expect("FCR_RATE_CI_LOW()", Rows.wilson(3, 5, -1))
                .expect("FCR_RATE_CI_HIGH()", Rows.wilson(3, 5, 1));
        assertThat(examples.value("ROUND(FCR_RATE_CI_LOW(), 2)", "interactions"))
                .hasToString("23.07");
        assertThat(examples.value("ROUND(FCR_RATE_CI_HIGH(), 2)", "interactions"))
                .hasToString("88.24");
    }

    @Test
    void firstContactResolutionWaitsUntilTheWindowIsOver() throws SQLException {
        contacts();
        examples.asOf("2025-01-08T08:59:59Z").expect("FCR_RATE()", null);
        examples.asOf("2025-01-08T09:00:00Z").expect("FCR_RATE()", 0.0);
        examples.asOf("2025-01-09T09:00:00Z").expect("FCR_RATE()", 50.0);
    }

    @Test
    void aForwardedCallIsNoRepeat() throws SQLException {
        examples.rows(
                        contactColumns(),
                        "('VOICE', 'INBOUND', 'ANSWERED', 'A', '2025-01-01 09:00', NULL, 600, FALSE, NULL)",
                        "('VOICE', 'INBOUND', 'ANSWERED', 'A', '2025-01-01 09:10', 600, NULL, FALSE, NULL)",
                        "('VOICE', 'INBOUND', 'ANSWERED', 'B', '2025-01-01 09:10', NULL, NULL, FALSE, FALSE)")
                .expect("FCR_RATE()", 0.0)
                .expect("FCR_RATE(min_gap_min => 15)", 50.0);
    }

    @Test
    void repeatContactsAreWhatContactBasedResolutionLeaves() throws SQLException {
        contacts();
        examples.asOf("2025-03-01T00:00:00Z")
                .expect("REPEAT_CONTACT_RATE()", 100 / 6.0)
                .expect("REPEAT_CONTACT_RATE(window_days => 2)", 0.0)
                .expect("FCR_RATE(basis => 'CONTACT', strict => FALSE)", 500 / 6.0);
        examples.asOf("2025-01-09T09:00:00Z").expect("REPEAT_CONTACT_RATE()", 50.0);
    }

    @Test
    void callersWhoHungUpWaitedSoLong() throws SQLException {
        calls("ANSWERED", 10, 20, 30, 40);
        calls("ABANDONED", 120, 30, -1);
        calls("TIMED_OUT", 600);
        examples.expect("AVG_ABANDON_TIME()", 75.0);
    }

    @Test
    void aTransferredContactCountsOnce() throws SQLException {
        examples.select(
                        "interactions (outcome_code, transferred, transfer_count)",
                        "SELECT 'ANSWERED', i < 19, CASE WHEN i < 19 THEN 1 + i % 3 ELSE 0 END FROM range(100) t(i)")
                .rows("interactions (outcome_code, transferred)", "('ABANDONED', TRUE)", "('ANSWERED', NULL)")
                .expect("TRANSFER_RATE()", 19.0);
    }

    @Test
    void aBotContainsWhatItNeitherHandsOverNorLoses() throws SQLException {
        examples.rows(
                        "interactions (channel_code, outcome_code, transferred, resolved_flag)",
                        "('BOT', 'ANSWERED', FALSE, TRUE)",
                        "('BOT', 'ANSWERED', FALSE, NULL)",
                        "('BOT', NULL, FALSE, FALSE)",
                        "('BOT', 'ANSWERED', TRUE, TRUE)",
                        "('BOT', 'ABANDONED', FALSE, FALSE)",
                        "('CHAT', 'ANSWERED', FALSE, TRUE)")
                .expect("CONTAINMENT_RATE()", 60.0)
                .expect("CONTAINMENT_RATE(strict => TRUE)", 20.0);
    }

    @Test
    void longCalls() throws SQLException {
        examples.rows(
                        "interactions (channel_code, outcome_code, talk_s, hold_s, acw_s)",
                        "('VOICE', 'ANSWERED', 500, 50, 50)",
                        "('VOICE', 'ANSWERED', 500, 50, 51)",
                        "('VOICE', 'ANSWERED', 601, NULL, NULL)",
                        "('VOICE', 'ANSWERED', 10, NULL, 5)",
                        "('VOICE', 'ANSWERED', NULL, 999, 5)",
                        "('VOICE', 'ABANDONED', 999, 999, 5)")
                .expect("LONG_CALL_RATE()", 50.0)
                .expect("LONG_CALL_RATE(limit_s => 14)", 100.0);
    }

    private static String contactColumns() {
        return "interactions (channel_code, direction_code, outcome_code, customer_id, started_at,"
                + " seconds_since_previous_contact, seconds_to_next_contact, transferred, resolved_flag)";
    }

    /** A calls about the bill on days 1, 4 and 20, B on 2, C on 3 and is transferred, D on 5; one caller is unknown. */
    private void contacts() throws SQLException {
        examples.rows(
                contactColumns(),
                "('VOICE', 'INBOUND', 'ANSWERED', 'A', '2025-01-01 09:00', NULL, 3 * 86400, FALSE, NULL)",
                "('VOICE', 'INBOUND', 'ANSWERED', 'A', '2025-01-04 09:00', 3 * 86400, 16 * 86400, FALSE, TRUE)",
                "('VOICE', 'INBOUND', 'ANSWERED', 'A', '2025-01-20 09:00', 16 * 86400, NULL, FALSE, NULL)",
                "('VOICE', 'INBOUND', 'ANSWERED', 'B', '2025-01-02 09:00', NULL, NULL, FALSE, TRUE)",
                "('VOICE', 'INBOUND', 'ANSWERED', 'C', '2025-01-03 09:00', NULL, NULL, TRUE, TRUE)",
                "('VOICE', 'INBOUND', 'ANSWERED', 'D', '2025-01-05 09:00', NULL, NULL, FALSE, NULL)",
                "('VOICE', 'INBOUND', 'ANSWERED', NULL, '2025-01-05 09:00', NULL, NULL, FALSE, NULL)",
                "('VOICE', 'INBOUND', 'ABANDONED', 'E', '2025-01-05 09:00', NULL, NULL, FALSE, NULL)");
    }

    private void calls(String outcome, int... waits) throws SQLException {
        for (int wait : waits) {
            many(outcome, wait, 1);
        }
    }

    private void many(String outcome, int wait, int times) throws SQLException {
        examples.select(CALLS, "SELECT 'VOICE', 'INBOUND', '" + outcome + "', " + wait + " FROM range(" + times + ")");
    }
}
