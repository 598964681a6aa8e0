package dev.caresql.excel.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.excel.cli.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionsCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void aUsersKpiIsAFunctionToo() throws IOException {
        Files.writeString(folder.resolve("scores.csv"), "id,score\nR1,9\n");
        Files.writeString(folder.resolve("caresql.yaml"), """
                model: m
                kpis: my-kpis.yaml
                sources:
                  s: {file: scores.csv}
                tables:
                  survey_responses: {from: s, columns: {response_id: id, score: score}}
                """);
        Files.writeString(folder.resolve("my-kpis.yaml"), """
                kpis:
                  - name: DETRACTOR_SHARE
                    parameters: {score: integer}
                    valid: score BETWEEN 0 AND 10
                    formula: 100 * COUNT(*) FILTER (WHERE score <= 6) / COUNT(*)
                    unit: "%"
                  - {name: FACT, parameters: {score: integer}, formula: COUNT(score), unit: count}
                """);
        Path workbook = folder.resolve("functions.xlsx");

        assertThat(run("functions", "--model", folder.toString(), "--out", workbook.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("functions.xlsx: ")
                .contains("Under another name", "  FACT: FACT_\n")
                .doesNotContain("  DETRACTOR_SHARE: ")
                .contains("NPS_LAST: the last or first state of each key (KPI_HISTORY)");
        try (InputStream in = Files.newInputStream(workbook);
                XSSFWorkbook read = new XSSFWorkbook(in)) {
            assertThat(read.getName("DETRACTOR_SHARE")).isNotNull();
            assertThat(read.getName("FACT")).isNull();
            assertThat(read.getName("FACT_")).isNotNull();
            assertThat(read.getName("NPS")).isNotNull();
        }
    }

    @Test
    void aFolderThatIsNotThereIsAMistake() {
        assertThat(run(
                        "functions",
                        "--out",
                        folder.resolve("none").resolve("f.xlsx").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("There is no folder ");
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }
}
