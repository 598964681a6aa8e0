package dev.caresql.jdbc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.catalog.Kpi;
import dev.caresql.engine.EngineTable;
import dev.caresql.engine.ProgressListener;
import dev.caresql.engine.duckdb.SnapshotSettings;
import dev.caresql.error.CareSqlException;
import dev.caresql.jdbc.TestingModel;
import dev.caresql.model.ModelSettings;
import dev.caresql.plan.CareDatabase;
import dev.caresql.plan.DatabaseSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code caresql explain}: what a value is made of, and where the other rows are. */
final class ExplainCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void model() throws IOException {
        TestingModel.in(folder);
        Files.writeString(
                folder.resolve("survey.csv"),
                "5,c,11,2026-01-08 00:00:00,off the scale\n6,b,,2026-01-08 00:00:00,no score\n",
                StandardOpenOption.APPEND);
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    @Test
    void everyRowIsAccountedFor() {
        assertThat(run("explain", folder.toString(), "NPS")).as(err.toString()).isZero();
        assertThat(out.toString())
                .startsWith("NPS: Net Promoter Score\n")
                .contains("  valid: score BETWEEN 0 AND 10\n")
                .contains("  counts: survey_responses WHERE survey_type = 'NPS'\n")
                .containsPattern("NPS \\(points\\) +25\\.0\n")
                .containsPattern("NPS_NUM +1\n")
                .containsPattern("NPS_DEN +4\n")
                .containsPattern("NPS_N +4\n")
                .containsPattern("NPS_INVALID +1\n")
                .containsPattern("rows of survey_responses +6\n")
                .containsPattern("left out: not survey_type = 'NPS' +0\n")
                .containsPattern("without score +1\n")
                .containsPattern("left out: not score BETWEEN .*0 AND 10 +1\n")
                .contains("sent\nSELECT");
    }

    @Test
    void aConditionNarrowsTheRows() {
        assertThat(run("explain", folder.toString(), "NPS", "--where", "customer_id = 'a'"))
                .isZero();
        assertThat(out.toString())
                .containsPattern("NPS_N +2\n")
                .containsPattern("rows of survey_responses WHERE customer_id = 'a' +2\n");
    }

    @Test
    void everyKpiOfTheExampleCompanyCanBeExplained() throws SQLException {
        DatabaseSettings settings = new DatabaseSettings(
                Path.of("..", "examples", "company"),
                ModelSettings.DEFAULT,
                new SnapshotSettings(Optional.of(folder), Optional.empty(), OptionalInt.empty()));
        List<String> failures = new ArrayList<>();
        int explained = 0;
        try (CareDatabase database = CareDatabase.open(settings, ProgressListener.NONE);
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            List<String> tables =
                    database.tables().stream().map(EngineTable::name).toList();
            for (Kpi kpi : database.catalog().kpis()) {
                boolean isThere = kpi.binding().isPresent()
                        && tables.contains(kpi.binding().get().table().text());
                try {
                    if (isThere) {
                        database.plan(KpiQuestions.of(kpi, database, null).figures(), database.asOf());
                    }
                } catch (CareSqlException e) {
                    continue; // A column is not mapped, so there is no value to explain.
                }
                if (isThere) {
                    KpiQuestions questions = KpiQuestions.of(kpi, database, null);
                    for (String sql : List.of(questions.figures(), questions.rows())) {
                        try {
                            statement.execute(
                                    database.plan(sql, database.asOf()).sql().text());
                        } catch (CareSqlException | SQLException e) {
                            failures.add(kpi.name().text() + ": " + e.getMessage() + "\n" + sql);
                        }
                    }
                    explained++;
                }
            }
        }
        assertThat(failures).isEmpty();
        assertThat(explained).isGreaterThan(30);
    }

    @Test
    void mistakesAreSaid() {
        assertThat(run("explain", folder.toString(), "NPZ")).isEqualTo(1);
        assertThat(err.toString()).contains("There is no KPI NPZ").contains("NPS");
        assertThat(run("explain", folder.toString(), "COST_PER_CONTACT")).isEqualTo(1);
        assertThat(err.toString()).contains("explain what it is made of: OPERATING_COST, CONTACT_COUNT");
        assertThat(run("explain", folder.toString(), "ASA")).isEqualTo(1);
        assertThat(err.toString()).contains("interactions");
    }
}
