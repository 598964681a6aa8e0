package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import dev.caresql.error.CareSqlException;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.plan.TestingDatabase;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worked examples of plans, scores and bonuses, as rows. */
final class ScorecardExamplesTest {
    private final Problems problems = new Problems();
    private TestingDatabase database;

    @BeforeEach
    void open() throws SQLException {
        database = new TestingDatabase(KpiCatalogLoader.load(List.of(), problems));
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void everyFunctionCompilesAndIsDescribedInBothLanguages() {
        KpiCatalog catalog = KpiCatalogLoader.load(List.of(), problems);
        new FormulaCompiler(catalog).checkScalars(catalog.scalars(), problems);
        assertThat(problems.list()).isEmpty();
        assertThat(catalog.scalars()).hasSizeGreaterThan(8).allSatisfy(scalar -> {
            assertThat(scalar.texts().labelEn()).isNotBlank();
            assertThat(scalar.texts().labelVi()).isNotBlank();
            assertThat(scalar.texts().descriptionEn()).endsWith(".");
            assertThat(scalar.texts().descriptionVi()).endsWith(".");
            assertThat(scalar.source()).isNotBlank();
            assertThat(scalar.since()).matches("[0-9]+\\.[0-9]+");
        });
    }

    @Test
    void attainmentByDirection() throws SQLException {
        database.duckDb("CREATE TABLE plan AS SELECT * FROM (VALUES (1, 'H', 45, 50, NULL), (2, 'L', 25, 20, NULL),"
                + " (3, 'HIGHER', 20, 30, -10), (4, 'H', 3, -2, NULL), (5, 'L', 0, 0, NULL), (6, 'L', 1, 0, NULL),"
                + " (7, 'TARGET', 90, 100, NULL), (8, 'T', 110, 100, NULL), (9, 'N', 1, 1, NULL), (10, 'H', NULL, 5, NULL),"
                + " (11, 'H', 5, NULL, NULL), (12, 'L', 30, 20, 40), (13, 'LOWER', 0, 20, NULL))"
                + " t(id, direction, actual, target, baseline)");
        attainments(
                "ATTAINMENT(actual, target, direction, baseline => baseline)",
                90.0,
                75.0,
                75.0,
                null,
                100.0,
                0.0,
                90.0,
                90.0,
                null,
                null,
                null,
                50.0,
                200.0);
        attainments(
                "ATTAINMENT(actual, target, direction, baseline, att_method => 'RATIO')",
                90.0,
                80.0,
                75.0,
                null,
                100.0,
                0.0,
                90.0,
                90.0,
                null,
                null,
                null,
                50.0,
                null);
        attainments(
                "ATTAINMENT(actual, target, direction, tolerance_low => 80, tolerance_high => 105)",
                90.0,
                75.0,
                200 / 3.0,
                null,
                100.0,
                100 - 100 / 105.0,
                100.0,
                95.0,
                null,
                null,
                null,
                50.0,
                200.0);
    }

    private void attainments(String call, Double... expected) throws SQLException {
        List<List<Object>> rows = database.rows("SELECT " + call + " FROM plan ORDER BY id");
        assertThat(rows).hasSameSizeAs(Arrays.asList(expected));
        for (int i = 0; i < expected.length; i++) {
            assertSame(rows.get(i).get(0), expected[i]);
        }
    }

    private static void assertSame(Object actual, Double expected) {
        if (expected == null) {
            assertThat(actual).isNull();
        } else {
            assertThat((Double) actual).isCloseTo(expected, within(1e-9));
        }
    }

    @Test
    void varianceTrendAndStatus() throws SQLException {
        database.duckDb("CREATE TABLE plan AS SELECT * FROM (VALUES (1, 45.0, 50.0), (2, -3, -2), (3, 5, 0),"
                + " (4, NULL, 5), (5, 7, 7)) t(id, actual, target)");
        assertThat(database.rows(
                        "SELECT VARIANCE_ABS(actual, target), VARIANCE_PCT(actual, target), TREND(actual, target),"
                                + " TREND(actual, target, tolerance_pct => 10), STATUS(ATTAINMENT(actual, target)) FROM plan"
                                + " ORDER BY id"))
                .hasToString(
                        "[[-5.0, -10.0, DOWN, FLAT, AMBER], [-1.0, -50.0, DOWN, DOWN, NO_DATA],"
                                + " [5.0, null, UP, UP, RED], [null, null, null, null, NO_DATA], [0.0, 0.0, FLAT, FLAT, GREEN]]");
    }

    @Test
    void scoreOfThreeItems() throws SQLException {
        database.duckDb(
                "CREATE TABLE items AS SELECT * FROM (VALUES ('all', 40, 90.0), ('all', 30, 150), ('all', 30, 260 / 3.0),"
                        + " ('two', 40, 90), ('two', 30, 150), ('two', 30, NULL), ('none', 40, NULL)) t(card, weight, attainment)");
        score("card = 'all'", "SCORECARD_SCORE(attainment, weight)", 98.0);
        score("card = 'two'", "SCORECARD_SCORE(attainment, weight)", 102 + 6 / 7.0);
        score("card = 'two'", "SCORECARD_SCORE(attainment, weight, missing => 'ZERO')", 72.0);
        score("card = 'all'", "SCORECARD_SCORE(attainment, weight, cap => 100)", 92.0);
        score("card = 'none'", "SCORECARD_SCORE(attainment, weight)", null);
    }

    private void score(String where, String call, Double expected) throws SQLException {
        assertSame(database.value("SELECT " + call + " FROM items WHERE " + where), expected);
    }

    @Test
    void theTelesalesTemplateOfElevenRows() throws SQLException {
        database.duckDb("CREATE TABLE template AS SELECT * FROM (VALUES (1, 160.0, 172.0, 'H'), (2, 20, 28, 'L'),"
                + " (3, 90, 86, 'H'), (4, 50, 45, 'H'), (5, 40, 52, 'H'), (6, 80, 75, 'H'), (7, 1.0, 1.2, 'L'),"
                + " (8, 4.0, 3.5, 'L'), (9, 4, 5, 'L'), (10, 1.0, 0.5, 'L'), (11, 20, 18, 'H'))"
                + " t(item, target, actual, direction)");
        assertThat(database.rows("SELECT ROUND(ATTAINMENT(actual, target, direction), 3) FROM template ORDER BY item"))
                .hasToString(
                        "[[107.5], [60.0], [95.556], [90.0], [130.0], [93.75], [80.0], [112.5], [75.0], [150.0], [90.0]]");
        assertThat((Double) database.value(
                        "SELECT SCORECARD_SCORE(ATTAINMENT(actual, target, direction), 1) FROM template"))
                .isCloseTo(94.936869, within(5e-7));
    }

    @Test
    void bonusIsPiecewiseLinearAndGated() throws SQLException {
        database.duckDb(
                "CREATE TABLE scores AS SELECT * FROM (VALUES (1, 79.9), (2, 80), (3, 90), (4, 100), (5, 110), (6, 120),"
                        + " (7, 150), (8, NULL)) t(id, score)");
        assertThat(database.rows(
                        "SELECT KPI_BONUS(score), KPI_BONUS(score, 80, 100, 120, 2000000) FROM scores ORDER BY id"))
                .hasToString(
                        "[[0.0, 0.0], [50.0, 1000000.0], [75.0, 1500000.0], [100.0, 2000000.0], [110.0, 2200000.0],"
                                + " [120.0, 2400000.0], [120.0, 2400000.0], [null, null]]");
        database.duckDb(
                "CREATE TABLE gates AS SELECT * FROM (VALUES (1, 100, 29, 5.0, FALSE), (2, 100, 30, 5.0, FALSE),"
                        + " (3, 100, 30, 0.0, FALSE), (4, 100, 29, 5.0, TRUE), (5, 70, 30, 5.0, FALSE))"
                        + " t(id, score, n, ci_low, is_critical)");
        String gates = "n => n, ci_low => ci_low, baseline => 0, has_critical_error => is_critical";
        assertThat(database.rows("SELECT KPI_BONUS(score, " + gates + "), KPI_BONUS_STATUS(score, " + gates
                        + ") FROM gates ORDER BY id"))
                .hasToString(
                        "[[null, GATED], [100.0, PAID], [null, GATED], [0.0, CRITICAL_ERROR], [0.0, BELOW_THRESHOLD]]");
    }

    @Test
    void lifetimeValues() throws SQLException {
        database.duckDb("CREATE TABLE accounts AS SELECT 1.0 AS margin, 80.0 AS r, 10.0 AS i, 0.0 AS churn");
        assertThat((Double) database.value("SELECT CLV(margin, r, i) FROM accounts"))
                .isCloseTo(8 / 3.0, within(1e-9));
        assertThat(database.rows("SELECT CLV_OF_CHURN(300, 50, 2.5), CLV_OF_CHURN(300, 50, churn), CLV_CAC(6000, 2000),"
                        + " CAC_PAYBACK(2000, 300, 50) FROM accounts"))
                .hasToString("[[6000.0, null, 3.0, 13.333333333333334]]");
    }

    @Test
    void aKpiGoesStraightIntoAFunction() throws SQLException {
        database.duckDb(
                "CREATE TABLE scores AS SELECT * FROM (VALUES ('A', 10), ('A', 9), ('A', 3), ('B', 10)) t(team, score)");
        assertThat(database.rows("SELECT team, ATTAINMENT(NPS(score), 50, 'H', baseline => -50) AS reached,"
                        + " STATUS(ATTAINMENT(NPS(score), 50)) FROM scores GROUP BY team ORDER BY team"))
                .hasToString("[[A, 83.33333333333334, RED], [B, 150.0, GREEN]]");
    }

    /** A user's rates over strata, standardised to equal shares, so that the mix does not decide. */
    @Test
    void ratesOfTwoStrataStandardised() throws SQLException {
        database.duckDb(
                "CREATE TABLE cases AS SELECT agent, stratum, i < won AS is_won FROM (VALUES ('X', 'simple', 8, 10),"
                        + " ('X', 'complex', 45, 90), ('Y', 'simple', 63, 90), ('Y', 'complex', 4, 10)) t(agent, stratum, won, n),"
                        + " range(90) r(i) WHERE i < n");
        assertThat(database.rows("SELECT agent, AVG(rate), SUM(won) * 100 / SUM(n) FROM (SELECT agent, stratum,"
                        + " COUNT(*) FILTER (WHERE is_won) AS won, COUNT(*) AS n, 100 * COUNT(*) FILTER (WHERE is_won)"
                        + " / COUNT(*) AS rate FROM cases GROUP BY agent, stratum) GROUP BY agent ORDER BY agent"))
                .hasToString("[[X, 65.0, 53.0], [Y, 55.0, 67.0]]");
    }

    @Test
    void mistakesInACallAreNamed() {
        refused("VARIANCE_ABS(1)", "VARIANCE_ABS: argument 'target' is missing at line 1, column 8");
        refused("VARIANCE_ABS(1, 2, 3)", "VARIANCE_ABS: 3 arguments are given, at most 2 fit at line 1, column 8");
        refused("VARIANCE_ABS(1, actual => 2)", "VARIANCE_ABS: argument 'actual' is given twice at line 1, column 8");
        refused(
                "VARIANCE_ABS(1, traget => 2)",
                "VARIANCE_ABS: there is no argument 'traget'; did you mean 'target'? at line 1, column 8");
        refused(
                "ATTAINMENT(1, 2, 'UP')",
                "ATTAINMENT: argument 'direction' must be one of H, L, T, HIGHER, LOWER, TARGET, N, NEUTRAL, but 'UP' is"
                        + " not known");
    }

    private void refused(String call, String message) {
        assertThatThrownBy(() -> database.value("SELECT " + call + " FROM (VALUES (1)) t(x)"))
                .isInstanceOf(CareSqlException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aUsersFileMayAddAFunction() {
        KpiCatalogLoader loader = new KpiCatalogLoader(problems).add("my.yaml", """
                        scalars:
                          - {name: TWICE, parameters: {x: double}, expression: 2 * x, unit: count}
                          - {name: WRONG, parameters: {x: double}, expression: 2 * y, unit: count}
                          - {name: TWICE, parameters: {x: double}, expression: 3 * x, unit: count}
                        """);
        KpiCatalog catalog = loader.catalog();
        new FormulaCompiler(catalog).checkScalars(catalog.usersScalars(), problems);
        assertThat(problems.list())
                .extracting(problem -> problem.subject() + ": " + problem.reason())
                .containsExactlyInAnyOrder(
                        "function TWICE: the name is already defined in my.yaml:2; choose another",
                        "function WRONG: Column 'y' not found in any table; did you mean 'x'? at line 1, column 5");
    }
}
