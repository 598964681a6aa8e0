package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import dev.caresql.plan.TestingDatabase;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The functions that every KPI has beside its value: numerator, denominator, rows, invalid rows and interval. */
final class ComponentsTest {
    private static final double Z90 = 1.6448536269514722;
    private static final String NPS_ROWS = "SELECT 'NPS', s FROM (VALUES (10), (10), (9), (9), (9), (8), (7), (7), (6),"
            + " (2), (NULL), (11), (-1)) t(s)";

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
    void npsSaysWhatItIsMadeOf() throws SQLException {
        examples.select("survey_responses (survey_type, score)", NPS_ROWS)
                .rows("survey_responses (survey_type, score)", "('CSAT', 5)", "('CSAT', 77)")
                .expect("NPS_NUM()", 3.0)
                .expect("NPS_DEN()", 10.0)
                .expect("NPS_PLUS()", 5.0)
                .expect("NPS_MINUS()", 2.0)
                .expect("NPS_N()", 10.0)
                .expect("NPS_INVALID()", 2.0)
                .expect("CSAT_INVALID()", 1.0)
                .expect("CSAT_N()", 1.0)
                .expect("MEDIAN_ASA_N()", 0.0);
    }

    @Test
    void noRowsGiveNoRateButCountsOfZero() throws SQLException {
        examples.expect("NPS_NUM()", 0.0)
                .expect("NPS_DEN()", 0.0)
                .expect("NPS_N()", 0.0)
                .expect("NPS_INVALID()", 0.0)
                .expect("CSAT_CI_LOW()", null)
                .expect("CES_NUM()", null)
                .expect("CES_SD()", null)
                .expect("CES_CI_HIGH()", null);
    }

    @Test
    void thereAreNoFiguresOfAnIntervalThatAKpiDoesNotHave() {
        assertThatThrownBy(() -> examples.value("CSAT_SD()", "survey_responses"))
                .hasMessageContaining("There is no CSAT_SD: CSAT is not known to be a mean; it has CSAT_NUM");
        assertThatThrownBy(() -> examples.value("CSAT_PLUS()", "survey_responses"))
                .hasMessageContaining("There is no CSAT_PLUS: CSAT is not known to be a difference of two shares");
    }

    @Test
    void theLevelAndTheMethodCanBeChosen() throws SQLException {
        examples.select("survey_responses (survey_type, score)", NPS_ROWS)
                .expect("NPS_CI_LOW(level => 0.9)", 100 * (0.3 - Z90 * Math.sqrt(0.061)))
                .expect("NPS_CI_HIGH(ci_method => 'ADJUSTED_WALD', level => 0.90)", 100 * (3 / 13.0 + adjusted90()));
        assertThat(examples.query("SELECT ROUND(NPS_CI_LOW(), 1), ROUND(NPS_CI_HIGH(), 1),"
                        + " ROUND(NPS_CI_LOW(ci_method => 'ADJUSTED_WALD'), 2),"
                        + " ROUND(NPS_CI_HIGH(score, 0.95, 'ADJUSTED_WALD') FILTER (WHERE survey_type = 'NPS'), 2)"
                        + " FROM survey_responses"))
                .containsExactly(List.of(-18.4, 78.4, -19.05, 65.2));
    }

    private static double adjusted90() {
        return Z90 * Math.sqrt((8.5 / 13 - 3 / 13.0 * (3 / 13.0)) / 13);
    }

    @Test
    void aMeanHasTheNormalInterval() throws SQLException {
        examples.rows(
                "survey_responses (survey_type, score)", "('CES', 1)", "('CES', 4)", "('CES', 7)", "('CES', NULL)");
        double spread = Rows.Z * 3 / Math.sqrt(3);
        examples.expect("CES_NUM()", 12.0)
                .expect("CES_DEN()", 3.0)
                .expect("CES_SD()", 3.0)
                .expect("CES_CI_LOW()", 4 - spread)
                .expect("CES_CI_HIGH()", 4 + spread);
    }

    @Test
    void rowsThatLackAnArgumentAreNotInvalid() throws SQLException {
        examples.rows(
                        "survey_responses (survey_type, score, survey_weight)",
                        "('NPS', 11, 1)",
                        "('NPS', 5, -1)",
                        "('NPS', 11, NULL)",
                        "('NPS', NULL, 1)",
                        "('NPS', 5, 1)")
                .expect("NPS_WEIGHTED_INVALID()", 2.0)
                .expect("NPS_WEIGHTED_N()", 1.0)
                .expect("NPS_INVALID()", 2.0);
        assertThat(examples.value("NPS_INVALID(score + 0.5)", "survey_responses"))
                .as("8.5 is no answer on a scale of whole numbers")
                .isEqualTo(4L);
    }

    @Test
    void componentsStandWhereverAKpiDoes() throws SQLException {
        examples.rows(
                "survey_responses (survey_type, team_id, response_id, score)",
                "('NPS', 'A', 'r1', 9)",
                "('NPS', 'A', 'r2', 3)",
                "('NPS', 'B', 'r3', 10)",
                "('NPS', 'B', 'r4', 12)");
        assertThat(examples.query("SELECT team_id, NPS_N(), NPS_INVALID() AS bad, NPS_NUM() FILTER (WHERE score > 3)"
                        + " FROM survey_responses AS s GROUP BY ROLLUP(team_id) HAVING NPS_DEN() > 0"
                        + " ORDER BY team_id NULLS FIRST"))
                .isEqualTo(List.of(row(null, 3L, 1L, 2L), row("A", 2L, 0L, 1L), row("B", 1L, 1L, 1L)));
        assertThat(examples.query("SELECT response_id, NPS_N() OVER (PARTITION BY team_id), CES_INVALID() OVER (),"
                        + " NPS_NUM(score) OVER (ORDER BY response_id) FROM survey_responses ORDER BY 1"))
                .isEqualTo(List.of(
                        row("r1", 2L, 0L, 1L), row("r2", 2L, 0L, 0L), row("r3", 1L, 0L, 1L), row("r4", 1L, 0L, 1L)));
    }

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }

    @Test
    void aKpiOfThatNameComesFirst() throws SQLException {
        String yaml = "kpis:\n  - {name: NPS_N, unit: rows, parameters: {score: integer}, formula: COUNT(*) + 1000}\n"
                + "  - {name: USES, unit: rows, parameters: {score: integer}, formula: NPS_NUM(score) + NPS_N(score)}";
        var catalog = new KpiCatalogLoader(new Problems())
                .add(
                        "my.yaml",
                        yaml + "\n  - {name: NPS, unit: '%', parameters: {score: integer},"
                                + " formula: 100 * COUNT(*) FILTER (WHERE score > 8) / COUNT(*)}")
                .catalog();
        try (TestingDatabase database = new TestingDatabase(catalog)) {
            database.duckDb("CREATE TABLE t AS SELECT 9 AS score");
            assertThat(database.rows("SELECT NPS_N(score), NPS_DEN(score), USES(score) FROM t"))
                    .isEqualTo(List.of(List.of(1001L, 1L, 1002L)));
        }
    }

    @Test
    void whatThereIsNotIsSaid() throws SQLException {
        assertThatThrownBy(() -> examples.value("MEDIAN_ASA_DEN()", "interactions"))
                .hasMessage("There is no MEDIAN_ASA_DEN: MEDIAN_ASA is not one quotient; it has MEDIAN_ASA_N,"
                        + " MEDIAN_ASA_INVALID");
        assertThatThrownBy(() -> examples.value("SURVEY_RESPONSE_RATE_CI_LOW()", "survey_invitations"))
                .hasMessageContaining("a catalog can say so with 'interval:'");
        assertThatThrownBy(() -> examples.value("NPS_CI_LOW(level => 95)", "survey_responses"))
                .hasMessageContaining("the level must be a number between 0 and 1, such as 0.95");
        assertThatThrownBy(() -> examples.value("NPS_CI_LOW(ci_method => 'EXACT')", "survey_responses"))
                .hasMessageContaining("must be one of WALD, ADJUSTED_WALD");
        assertThatThrownBy(() -> examples.value("NPS_NUM(level => 0.9)", "survey_responses"))
                .hasMessageContaining("there is no argument 'level'");
    }

    @Test
    void theHelpersTakeAnyCounts() throws SQLException {
        examples.rows("leads (lead_id)", "('one row')");
        assertThat((Double) examples.value("KPI_WILSON_LOW(3, 5)", "leads")).isCloseTo(23.07, within(0.005));
        assertThat((Double) examples.value("KPI_WILSON_HIGH(3, 5, 0.95)", "leads"))
                .isCloseTo(88.24, within(0.005));
        assertThat((Double) examples.value("KPI_WILSON_HIGH(0, 10)", "leads")).isCloseTo(27.75, within(0.005));
        assertThat((Double) examples.value("KPI_WILSON_LOW(0, 10)", "leads")).isCloseTo(0.0, within(1e-9));
        assertThat(examples.value("KPI_WILSON_LOW(7, 5)", "leads")).isNull();
        assertThat(examples.value("KPI_WILSON_LOW(0, 0)", "leads")).isNull();
        assertThat((Double) examples.value("KPI_NPS_CI_LOW(5, 2, 10)", "leads")).isCloseTo(-18.4, within(0.05));
        assertThat((Double) examples.value("KPI_NPS_CI_HIGH(5, 2, 10, 'ADJUSTED_WALD')", "leads"))
                .isCloseTo(65.20, within(0.005));
        assertThat((Double) examples.value("KPI_MEAN_CI_HIGH(4, 3, 9)", "leads"))
                .isCloseTo(4 + Rows.Z, within(1e-9));
        assertThat(examples.value("KPI_RATIO(1, 4)", "leads")).isEqualTo(0.25);
        assertThat(examples.value("KPI_RATIO(1, 0)", "leads")).isNull();
        assertThatThrownBy(() -> examples.value("KPI_WILSON_LOW(1)", "leads"))
                .hasMessageContaining("KPI_WILSON_LOW takes 2 to 3 arguments: k, n[, level]");
    }
}
