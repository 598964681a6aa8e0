package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worked examples of surveys, as rows. */
final class SurveyExamplesTest {
    private static final double Z = 1.959963984540054;

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
    void npsLeavesOutMissingAndInvalidScores() throws SQLException {
        scores("NPS", 10, 10, 9, 9, 9, 8, 7, 7, 6, 2, null, 11, -1);
        examples.expect("NPS()", 30.0)
                .expect("NPS_CI_LOW()", 100 * (0.3 - Z * Math.sqrt(0.61 / 10)))
                .expect("NPS_CI_HIGH()", 100 * (0.3 + Z * Math.sqrt(0.61 / 10)))
                .expect("NPS_CI_LOW(ci_method => 'ADJUSTED_WALD')", 100 * (3 / 13.0 - adjustedSpread()))
                .expect("NPS_CI_HIGH(ci_method => 'ADJUSTED_WALD')", 100 * (3 / 13.0 + adjustedSpread()));
        assertThat(count("score >= 9 AND score <= 10")).isEqualTo(5L);
        assertThat(count("score IN (7, 8)")).isEqualTo(3L);
        assertThat(count("score BETWEEN 0 AND 6")).isEqualTo(2L);
        assertThat(count("score IS NULL")).isEqualTo(1L);
        assertThat(count("score NOT BETWEEN 0 AND 10")).isEqualTo(2L);
        assertThat(examples.value("ROUND(NPS_CI_LOW(), 1)", "survey_responses")).hasToString("-18.4");
        assertThat(examples.value("ROUND(NPS_CI_HIGH(), 1)", "survey_responses"))
                .hasToString("78.4");
        assertThat(examples.value("ROUND(NPS_CI_LOW(ci_method => 'ADJUSTED_WALD'), 2)", "survey_responses"))
                .hasToString("-19.05");
        assertThat(examples.value("ROUND(NPS_CI_HIGH(ci_method => 'ADJUSTED_WALD'), 2)", "survey_responses"))
                .hasToString("65.2");
    }

    private static double adjustedSpread() {
        return Z * Math.sqrt((8.5 / 13 - 3 / 13.0 * (3 / 13.0)) / 13);
    }

    @Test
    void npsOfNoRowsIsNull() throws SQLException {
        examples.expect("NPS()", null)
                .expect("NPS_CI_LOW()", null)
                .expect("NPS_CI_HIGH(ci_method => 'ADJUSTED_WALD')", null);
    }

    @Test
    void npsReachesItsEnds() throws SQLException {
        scores("NPS", 0, 1, 2, 3, 4, 5, 6);
        examples.expect("NPS()", -100.0).expect("NPS_CI_LOW(ci_method => 'ADJUSTED_WALD')", -100.0);
        try (Examples promoters = new Examples();
                Examples passives = new Examples()) {
            promoters.rows("survey_responses (survey_type, score)", "('NPS', 9)", "('NPS', 10)");
            promoters.expect("NPS()", 100.0);
            passives.rows("survey_responses (survey_type, score)", "('NPS', 7)", "('NPS', 8)");
            passives.expect("NPS()", 0.0);
        }
    }

    @Test
    void relationalNpsCountsTheLastAnswerOfEachCustomer() throws SQLException {
        examples.rows(
                        "survey_responses (survey_type, customer_id, responded_at, score)",
                        "('NPS', 'A', '2025-03-01', 2)",
                        "('NPS', 'A', '2025-03-02', 10)",
                        "('NPS', 'B', '2025-03-01', 9)",
                        "('NPS', 'B', '2025-03-02', 8)",
                        "('NPS', 'C', '2025-03-01', 0)",
                        "('NPS', 'D', '2025-03-01', 9)",
                        "('NPS', 'D', NULL, 0)",
                        "('NPS', 'D', '2025-03-09', 11)",
                        "('NPS', NULL, '2025-03-01', 0)",
                        "('CSAT', 'A', '2025-03-09', 1)")
                .expect("NPS_LAST()", 25.0)
                .expect("NPS()", -12.5);
    }

    @Test
    void answersOfFewEmployeesAreNotShown() throws SQLException {
        scores("ENPS", 10, 9, 8, 0);
        examples.expect("ENPS()", null).expect("ENPS(min_n => 4)", 25.0);
        scores("ENPS", 9, 11);
        examples.expect("ENPS()", 40.0);
    }

    @Test
    void invitationsAndAnswersOfAPeriod() throws SQLException {
        examples.select(
                        "survey_invitations (sent_at, delivered_at, responded_at)",
                        "SELECT TIMESTAMP '2025-02-28', TIMESTAMP '2025-02-28', CASE WHEN i < 60 THEN"
                                + " TIMESTAMP '2025-03-01' END FROM range(240) t(i)")
                .rows(
                        "survey_invitations (sent_at, delivered_at)",
                        "('2025-03-02', '2025-03-02')",
                        "('2025-03-02', NULL)")
                .expect("SURVEYS_SENT()", 242.0)
                .expect("SURVEY_RESPONSE_RATE()", 100 * 60 / 241.0)
                .expect("SAME_PERIOD_RESPONSE_RATE(period_end => TIMESTAMP '2025-03-01')", 0.0)
                .expect("SAME_PERIOD_RESPONSE_RATE(period_start => TIMESTAMP '2025-03-01')", 6000.0);
    }

    @Test
    void positiveIsWhatTheDataSaysAndElseTheScoreTheThumbOrTheComment() throws SQLException {
        examples.rows(
                        "survey_responses (survey_type, customer_id, score, binary_rating, sentiment_code, is_positive)",
                        "('CSAT', 'A', 4, NULL, NULL, NULL)",
                        "('CSAT', 'A', 5, NULL, NULL, FALSE)",
                        "('CSAT', 'B', 3, NULL, NULL, TRUE)",
                        "('CSAT', 'C', NULL, 'GOOD', NULL, NULL)",
                        "('CSAT', 'C', NULL, 'BAD', NULL, NULL)",
                        "('NPS', 'D', 8, NULL, 'POSITIVE', NULL)",
                        "('NPS', 'E', 8, NULL, 'NEGATIVE', NULL)")
                .expect("POSITIVE_RESPONSES()", 4.0)
                .expect("POSITIVE_CUSTOMERS()", 4.0);
    }

    @Test
    void anAnswerWithoutAnInstantIsNotTheLast() throws SQLException {
        examples.rows(
                        "survey_responses (survey_type, customer_id, responded_at, score)",
                        "('CSAT', 'A', '2025-03-01', 5)",
                        "('CSAT', 'A', NULL, 1)")
                .expect("SATISFIED_CUSTOMERS()", 1.0)
                .expect("SATISFIED_RATE()", 100.0);
    }

    @Test
    void npsIsPooledNeverAveraged() throws SQLException {
        examples.select("survey_responses (survey_type, team_id, score)", "SELECT 'NPS', 'A', 9 FROM range(8)")
                .select("survey_responses (survey_type, team_id, score)", "SELECT 'NPS', 'B', 8 FROM range(24)")
                .select("survey_responses (survey_type, team_id, score)", "SELECT 'NPS', 'B', 9 FROM range(4)")
                .select("survey_responses (survey_type, team_id, score)", "SELECT 'NPS', 'B', 3 FROM range(4)")
                .expect("NPS()", 20.0);
        assertThat(examples.query("SELECT team_id, NPS() FROM survey_responses GROUP BY team_id ORDER BY team_id"))
                .isEqualTo(List.of(List.of("A", 100.0), List.of("B", 0.0)));
    }

    @Test
    void csatOfALargeSurvey() throws SQLException {
        examples.select(
                "survey_responses (survey_type, score)",
                "SELECT 'CSAT', s FROM (VALUES (5, 42), (4, 32), (3, 10), (2, 9), (1, 14)) t(s, n), range(n)");
        examples.expect("CSAT()", 100 * 74 / 107.0)
                .expect("CSAT_MEAN()", 400 / 107.0)
                .expect("CSAT_CI_LOW()", Rows.wilson(74, 107, -1))
                .expect("CSAT_CI_HIGH()", Rows.wilson(74, 107, 1));
        assertThat(examples.value("ROUND(CSAT_CI_LOW(), 2)", "survey_responses"))
                .hasToString("59.87");
        assertThat(examples.value("ROUND(CSAT_CI_HIGH(), 2)", "survey_responses"))
                .hasToString("77.12");
    }

    @Test
    void csatLeavesOutMissingAndInvalidRatings() throws SQLException {
        scores("CSAT", 5, 5, 4, 3, 1, null, 0, 6);
        examples.expect("CSAT()", 60.0)
                .expect("CSAT_MEAN()", 3.6)
                .expect("CSAT(min_satisfied => 5)", 40.0)
                .expect("CSAT(max_scale => 7, min_satisfied => 6)", 100 / 6.0);
        assertThat(count("score IS NULL")).isEqualTo(1L);
        assertThat(count("score NOT BETWEEN 1 AND 5")).isEqualTo(2L);
    }

    @Test
    void wilsonHoldsAtTheEdges() throws SQLException {
        scores("CSAT", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        examples.expect("CSAT_CI_LOW()", 0.0).expect("CSAT_CI_HIGH()", 100 * Z * Z / (10 + Z * Z));
        assertThat(examples.value("ROUND(CSAT_CI_HIGH(), 2)", "survey_responses"))
                .hasToString("27.75");
    }

    @Test
    void satisfiedCustomersAreJudgedByTheirLastValidRating() throws SQLException {
        examples.rows(
                        "survey_responses (survey_type, customer_id, responded_at, score)",
                        "('CSAT', 'A', '2025-01-01', 5)",
                        "('CSAT', 'A', '2025-01-09', 2)",
                        "('CSAT', 'B', '2025-01-02', 1)",
                        "('CSAT', 'B', '2025-01-03', 4)",
                        "('CSAT', 'B', '2025-01-04', 9)",
                        "('CSAT', 'B', '2025-01-05', NULL)",
                        "('CSAT', 'C', '2025-01-01', 3)",
                        "('CSAT', 'C', '2025-01-01', 4)",
                        "('CSAT', NULL, '2025-01-01', 5)",
                        "('NPS', 'D', '2025-01-01', 5)")
                .expect("SATISFIED_RATE()", 200 / 3.0)
                .expect("SATISFIED_CUSTOMERS()", 2.0)
                .expect("SATISFIED_CUSTOMERS(min_satisfied => 5)", 0.0)
                .expect("EVER_SATISFIED_RATE()", 100.0);
    }

    @Test
    void servqualIsTheMeanOfFiveDimensionMeans() throws SQLException {
        gaps("TANGIBLES", 0, 0, 0);
        gaps("RELIABILITY", -2, -1, -2, -1);
        gaps("RESPONSIVENESS", 1, 1);
        gaps("ASSURANCE", 0, 0);
        examples.expect("SERVQUAL_GAP()", null)
                .expect("SERVPERF()", null)
                .expect("SERVQUAL_GAP_PARTIAL()", -0.125)
                .expect("SERVQUAL_DIM()", null);
        gaps("EMPATHY", 0, 0, 0);
        examples.rows("servqual_answers (dimension_code, expectation, perception)", "('EMPATHY', NULL, 7)")
                .rows("servqual_answers (dimension_code, expectation, perception)", "('EMPATHY', 8, 1)")
                .expect("SERVQUAL_GAP()", -0.1)
                .expect("SERVQUAL_MET_RATE()", 1000 / 14.0)
                .expect("SERVQUAL_RATIO()", (14 * 5 - 4) / (14.0 * 5));
        assertThat(examples.value("AVG(perception - expectation) FILTER (WHERE expectation < 8)", "servqual_answers"))
                .isEqualTo(-4 / 14.0);
        assertThat(examples.value("SERVQUAL_DIM() FILTER (WHERE dimension_code = 'RELIABILITY')", "servqual_answers"))
                .isEqualTo(-1.5);
    }

    @Test
    void surveysPositiveOnesAndSuggestionsAreCounted() throws SQLException {
        examples.rows(
                        "survey_responses (survey_type, customer_id, score, feedback_type, resolved_answer)",
                        "('NPS', 'A', 9, NULL, NULL)",
                        "('NPS', 'A', 10, 'SUGGESTION', NULL)",
                        "('NPS', 'B', 11, 'PRAISE', NULL)",
                        "('CSAT', 'C', 4, 'SUGGESTION', 'YES')",
                        "('CSAT', 'C', 3, NULL, 'NO')",
                        "('CES', NULL, 5, NULL, 'YES')",
                        "('CES', 'D', NULL, NULL, '')")
                .expect("SURVEY_COUNT()", 5.0)
                .expect("POSITIVE_RESPONSES()", 4.0)
                .expect("POSITIVE_CUSTOMERS()", 2.0)
                .expect("SUGGESTION_COUNT()", 2.0)
                .expect("SURVEYED_FCR_RATE()", 200 / 3.0);
    }

    private void scores(String type, Integer... scores) throws SQLException {
        for (Integer score : scores) {
            examples.rows("survey_responses (survey_type, score)", "('" + type + "', " + score + ")");
        }
    }

    private void gaps(String dimension, int... gaps) throws SQLException {
        for (int gap : gaps) {
            examples.rows(
                    "servqual_answers (dimension_code, expectation, perception)",
                    "('" + dimension + "', 5, " + (5 + gap) + ")");
        }
    }

    private Object count(String condition) throws SQLException {
        return examples.value("COUNT(*) FILTER (WHERE " + condition + ")", "survey_responses");
    }
}
