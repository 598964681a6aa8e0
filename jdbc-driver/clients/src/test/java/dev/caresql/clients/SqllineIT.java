package dev.caresql.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SqllineIT {
    private static final String SCRIPT = """
            !set outputformat csv
            !set maxwidth 400
            SELECT team_id, NPS() AS nps FROM survey_responses WHERE team_id IS NOT NULL GROUP BY team_id ORDER BY team_id;
            !tables
            !columns survey_responses
            !primarykeys survey_responses
            !importedkeys survey_responses
            !indexes tickets
            !dbinfo
            !metadata getFunctions null null NPS
            !set outputformat table
            SELECT 'Tổng đài' AS team, COUNT(*) AS contacts FROM interactions;
            SELECT nosuch FROM tickets;
            !quit
            """;

    @TempDir
    private static Path folder;

    private static Program session = new Program(-1, "");

    @BeforeAll
    static void run() throws Exception {
        Path script = Files.writeString(folder.resolve("script.sql"), SCRIPT);
        session = Program.run(
                folder,
                List.of(
                        Program.java(),
                        "-Dfile.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Program.classPath("sqlline", "jline", "jansi", "jna"),
                        "sqlline.SqlLine",
                        "-u",
                        Company.URL,
                        "-n",
                        "analyst",
                        "-p",
                        "none",
                        "--verbose=false",
                        "--force=true",
                        "--color=false",
                        "--run=" + script));
    }

    @Test
    void kpisAreTheOnesCountedByHand() throws Exception {
        Map<String, Double> shown = new LinkedHashMap<>();
        Matcher rows = Pattern.compile("(?m)^'(T\\d)','(-?[0-9.E]+)'$").matcher(session.output());
        while (rows.find()) {
            shown.put(rows.group(1), Double.valueOf(rows.group(2)));
        }
        Numbers.assertSame(shown, Company.byHand(Company.NPS_BY_TEAM_BY_HAND));
    }

    @Test
    void itsMetadataCommandsShowTablesColumnsAndKeys() {
        assertThat(session.output())
                .contains("'survey_responses','TABLE'", "'interactions','TABLE'")
                .contains("'pk_survey_responses'")
                .contains("'fk_survey_responses_customer_id'")
                .contains("'pk_tickets'")
                .contains("Net Promoter Score: ");
        assertThat(session.output()).containsPattern("'survey_responses','score','\\d+','INTEGER'");
        assertThat(session.output()).containsPattern("getDatabaseProductName\\s+CareSQL");
        assertThat(session.output()).doesNotContain("todo: implement", "Exception in thread", "NullPointer");
    }

    @Test
    void aTableIsWideEnoughForItsValues() {
        assertThat(session.output())
                .containsPattern("\\| +team +\\| +contacts +\\|")
                .containsPattern("\\| Tổng đài +\\| +7000 +\\|");
    }

    @Test
    void aMistakeIsOneSentence() {
        assertThat(session.output()).containsPattern("Error: .*nosuch.*\\(state=42703,code=-?\\d+\\)");
    }
}
