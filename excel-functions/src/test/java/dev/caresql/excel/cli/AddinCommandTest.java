package dev.caresql.excel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddinCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void aUsersKpiIsAFunctionOfTheAddinWithItsOptions() throws IOException {
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
                  - name: LOW_SHARE
                    label: {vi: Tỷ lệ điểm thấp}
                    parameters: {score: integer, at_most: {type: integer, default: 6}}
                    formula: 100 * COUNT(*) FILTER (WHERE score <= at_most) / COUNT(*)
                    unit: "%"
                """);
        Path addin = folder.resolve("addin");

        assertThat(run(
                        "addin",
                        "--model",
                        folder.toString(),
                        "--url",
                        "https://k.example.com/",
                        "--out",
                        addin.toString()))
                .as(err.toString())
                .isZero();

        assertThat(out.toString())
                .startsWith(addin + ": ")
                .endsWith(" functions; show the folder at https://k.example.com/addin and give "
                        + addin.resolve("manifest.xml") + " to Excel\n");
        assertThat(Files.readString(addin.resolve("functions.js"))).contains("\"LOW_SHARE\":[\"at_most\"]");
        assertThat(Files.readString(addin.resolve("functions.vi.json")))
                .contains("Tỷ lệ điểm thấp")
                .contains("Tùy chọn; bỏ trống là 6");
        assertThat(Files.readString(addin.resolve("CareSQL.pq"))).contains("\"https://k.example.com\"");
    }

    @Test
    void aSecretInTheAddressIsAMistake() {
        assertThat(run(
                        "addin",
                        "--url",
                        "https://k.example.com?token=1",
                        "--out",
                        folder.resolve("addin").toString()))
                .isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo(
                        "'https://k.example.com?token=1' is no address for the add-in: user names, secrets, ? and # do not"
                                + " belong in it; write one such as https://kpi.example.com\n");
        assertThat(folder.resolve("addin")).doesNotExist();
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }
}
