package dev.caresql.jdbc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.jdbc.TestingModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    private static final String SEGMENTS = "SELECT c.segment AS \"Phân khúc\", NPS(s.score) AS nps, COUNT(*) AS n"
            + " FROM survey_responses s JOIN customers c ON s.customer_id = c.customer_id"
            + " GROUP BY c.segment ORDER BY 1";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void model() {
        TestingModel.in(folder);
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    @Test
    void queryWritesATable() {
        assertThat(run("query", folder.toString(), SEGMENTS)).isZero();
        assertThat(out).hasToString("""
                Phân khúc     nps  n
                ---------  ------  -
                gold        100.0  2
                silver     -100.0  1
                              0.0  1
                (3 rows)
                """);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void queryWritesCsv() {
        String sql = "SELECT response_id, comment_text, responded_at FROM survey_responses ORDER BY 1";
        assertThat(run("query", folder.toString(), sql, "--format", "csv")).isZero();
        assertThat(out).hasToString("""
                response_id,comment_text,responded_at
                1,Tuyệt vời,2026-01-05 10:00:00.123456
                2,,2026-01-06 11:00:00
                3,"slow, rude",2026-01-07 12:30:15.5
                4,ok,2026-01-08 00:00:00
                """);
    }

    @Test
    void queryWritesJson() {
        assertThat(run("query", folder.toString(), SEGMENTS, "--format", "json"))
                .isZero();
        assertThat(out).hasToString("""
                [
                {"Phân khúc": "gold", "nps": 100.0, "n": 2},
                {"Phân khúc": "silver", "nps": -100.0, "n": 1},
                {"Phân khúc": null, "nps": 0.0, "n": 1}
                ]
                """);
    }

    @Test
    void queryWritesEveryColumnOfOneLabelToJson() {
        String sql = "SELECT 1 AS a, 2 AS a, 3 AS a_2, 4 AS a, X'41' AS b";
        assertThat(run("query", folder.toString(), sql, "--format", "json")).isZero();
        assertThat(out).hasToString("[\n{\"a\": 1, \"a_3\": 2, \"a_2\": 3, \"a_4\": 4, \"b\": \"41\"}\n]\n");
    }

    @Test
    void asOfIsTaken() {
        assertThat(run("query", folder.toString(), "SELECT AS_OF() AS t", "--as-of", "2026-03-01", "--format=csv"))
                .isZero();
        assertThat(out).hasToString("t\n2026-03-01 00:00:00\n");
    }

    @Test
    void mistakesOfTheUserAreOneMessageAndExitCodeOne() {
        assertThat(run("query", folder.toString(), "SELECT nosuch FROM survey_responses"))
                .isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("nosuch").doesNotContain("\tat ").hasLineCount(1);
    }

    @Test
    void debugShowsTheStackTrace() {
        assertThat(run("--debug", "query", folder.toString(), "SELECT nosuch FROM survey_responses"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("\tat ");
    }

    @Test
    void wrongCommandsAreExitCodeTwo() {
        assertThat(run("query", folder.toString())).isEqualTo(2);
        assertThat(run("nosuch")).isEqualTo(2);
        assertThat(run("query", folder.toString(), "SELECT 1", "--format", "xml"))
                .isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void kpisAreListedWithUnitAndLabel() {
        assertThat(run("kpis")).isZero();
        assertThat(out.toString()).containsPattern("(?m)^NPS +points +Net Promoter Score$");
        assertThat(run("kpis", folder.toString())).isZero();
    }

    @Test
    void kpisAreChosenByFamilyOrRole() {
        assertThat(run("kpis", "--tag", "Telesales")).isZero();
        assertThat(out.toString()).contains("RIGHT_PARTY_RATE").doesNotContain("TICKET_BACKLOG");
        assertThat(run("kpis", "--tag", "tiket")).isEqualTo(1);
        assertThat(err.toString()).contains("No KPI has the tag 'tiket'; did you mean 'ticket'? The tags are care, ");
        assertThat(run("kpis", "--tag", "zzzzzzzz")).isEqualTo(1);
        assertThat(err.toString()).contains("No KPI has the tag 'zzzzzzzz'. The tags are care, ");
    }

    @Test
    void checkSaysWhatEachKpiLacks() {
        assertThat(run("check", folder.toString())).isZero();
        assertThat(out.toString())
                .startsWith("model acme, as of 2026-02-01T00:00:00Z\n")
                .containsPattern("(?m)^survey_responses +4 +\\d+$")
                .containsPattern("\\d+ of \\d+ KPIs with a table of their own can be asked")
                .contains("  table interactions is not mapped: ");
    }

    @Test
    void checkShowsBadValuesWithFileAndLine() throws IOException {
        Files.writeString(folder.resolve("survey.csv"), "id,customer,score,answered,note\n1,a,many,2026-01-05,x\n");
        assertThat(run("check", folder.toString())).as(err.toString()).isZero();
        assertThat(out.toString()).contains("survey.csv: 1 bad values for survey_responses.score (");
    }

    @Test
    void checkWarnsAndIsStrictOnlyWhenAsked() throws IOException {
        assertThat(run("check", folder.toString(), "--strict"))
                .as(out.toString())
                .isZero();
        assertThat(out.toString()).contains("\n0 warnings\n");
        Files.writeString(folder.resolve("people.csv"), "id,segment\na,gold\na,silver\n");
        assertThat(run("check", folder.toString())).isZero();
        assertThat(out.toString())
                .contains(
                        "\n1 warning\n  caresql.yaml:18: table customers: the key customer_id is not unique: 2 rows share");
        assertThat(run("check", folder.toString(), "--strict")).isEqualTo(1);
    }

    @Test
    void checkReportsEveryMistakeOfTheModel() throws IOException {
        Files.writeString(
                folder.resolve("caresql.yaml"),
                "model: 1x\ncolour: red\nsources:\n  s: {file: survey.csv}\ntables:\n  surveys: {from: s}\n");
        assertThat(run("check", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("caresql.yaml:1", "colour", "surveys");
    }
}
