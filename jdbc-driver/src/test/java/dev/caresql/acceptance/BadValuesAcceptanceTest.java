package dev.caresql.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.caresql.engine.duckdb.DuckDbEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a published data set writes for "nothing" costs no row once it is declared, and is counted until it is. */
class BadValuesAcceptanceTest {
    private static final String CELLS =
            "SELECT COUNT(*) FROM data_quality WHERE table_name = '%s' AND column_name = '%s' AND bad_value = '%s'"
                    + " AND rule_code = '%s'";

    @TempDir
    static Path folder;

    @BeforeAll
    static void needsData() {
        assumeTrue(DataSet.isPresent(), "there are no published data sets in " + DataSet.data());
    }

    @ParameterizedTest
    @EnumSource
    void noRowIsLostAsMapped(DataSet dataSet) throws SQLException {
        try (DuckDbEngine engine = RealData.snapshot(dataSet.model(), folder.resolve("snapshots"));
                Connection connection = engine.connect()) {
            assertThat(RealData.texts(connection, "SELECT COUNT(*) FROM data_quality"))
                    .containsExactly("0");
        }
    }

    @Test
    void undeclaredBlanksOfTelcoChurnAreFoundWithTheirLines() throws Exception {
        Path file = DataSet.TELCO_CHURN.files().resolve("Telco-Customer-Churn.ibm.csv");
        List<String> lines = Files.readAllLines(file);
        List<String> blank = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(", ,")) {
                blank.add(String.valueOf(i + 1));
            }
        }
        assertThat(blank).hasSize(11);
        Path model = without(DataSet.TELCO_CHURN, "nulls: [\"\", \" \"]", "nulls: [\"\"]");
        try (DuckDbEngine engine = RealData.snapshot(model, folder.resolve("snapshots"));
                Connection connection = engine.connect()) {
            assertThat(RealData.texts(
                            connection,
                            "SELECT line_no FROM data_quality WHERE table_name = 'customers'"
                                    + " AND column_name = 'TotalCharges' AND bad_value = ' ' ORDER BY line_no"))
                    .isEqualTo(blank);
            assertThat(RealData.texts(connection, "SELECT COUNT(*) FROM customers"))
                    .containsExactly(String.valueOf(lines.size() - 1 - blank.size()));
        }
    }

    @Test
    void undeclaredQuestionMarksOfServiceNowAreCounted() throws Exception {
        String file = RealData.scan(DataSet.SERVICENOW_INCIDENTS.files().resolve("incident_event_log.csv.gz"));
        List<String> open = RealData.duckDb("SELECT count(*) FROM (SELECT arg_max(resolved_at, sys_mod_count::INTEGER)"
                + " AS last FROM " + file + " GROUP BY number) WHERE last = '?'");
        Path model = without(DataSet.SERVICENOW_INCIDENTS, "nulls: [\"?\"]", "nulls: [\"\"]");
        try (DuckDbEngine engine = RealData.snapshot(model, folder.resolve("snapshots"));
                Connection connection = engine.connect()) {
            assertThat(RealData.texts(connection, CELLS.formatted("tickets", "resolved_at", "?", "NOT_TIMESTAMP")))
                    .isEqualTo(open)
                    .containsExactly("1556");
        }
    }

    @Test
    void undeclaredBlanksOfTheAirportAreCounted() throws Exception {
        Path model = without(DataSet.SFO_SURVEY, "nulls: [\"\", Blank, BLANK]", "nulls: [\"\"]");
        try (DuckDbEngine engine = RealData.snapshot(model, folder.resolve("snapshots"));
                Connection connection = engine.connect()) {
            for (String[] year : new String[][] {{"2017", "Blank"}, {"2018", "BLANK"}}) {
                Path file = DataSet.SFO_SURVEY.files().resolve(year[0] + "_SFO_Customer_Survey.csv");
                List<String> blank = RealData.duckDb(
                        "SELECT count(*) FROM " + RealData.scan(file) + " WHERE Q7ALL = '" + year[1] + "'");
                assertThat(RealData.texts(
                                connection, CELLS.formatted("survey_responses", "score", year[1], "NOT_INTEGER")))
                        .as(year[0])
                        .isEqualTo(blank);
            }
        }
    }

    private static Path without(DataSet dataSet, String declaration, String other) throws IOException {
        String model = Files.readString(dataSet.model().resolve("caresql.yaml"));
        assertThat(model).contains(declaration);
        Path copy = Files.createDirectories(folder.resolve(dataSet.title())).resolve("caresql.yaml");
        Files.writeString(copy, model.replace(declaration, other));
        return copy;
    }
}
