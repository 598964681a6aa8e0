package dev.caresql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * What a user reads when he has made a mistake. Run with {@code -Dcaresql.snapshots=update} to write the messages into
 * {@code answers.yaml} anew, then review the difference.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MistakesTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources", "mistakes");
    private static final boolean UPDATE = "update".equals(System.getProperty("caresql.snapshots"));
    private static final String MODEL = """
            model: airport
            timeZone: UTC
            onBadRow: keep
            kpis: kpis.yaml
            sources:
              answers:
                file: answers.csv
                delimiter: ','
            tables:
              survey_responses:
                from: answers
                columns:
                  response_id: id
                  survey_type: kind
                  score: score
                  responded_at: answered
                extra:
                  terminal: terminal
            """;
    private static final String DATA = """
            id,kind,score,terminal,answered
            1,NPS,10,T1,2025-01-01 10:00:00
            2,NPS,9,T1,2025-01-02 10:00:00
            3,NPS,3,T2,2025-01-03 10:00:00
            """;

    @TempDir
    Path folder;

    private final Map<String, String> answers = new LinkedHashMap<>();

    @TestFactory
    Stream<DynamicTest> everyMistakeGetsItsMessage() throws IOException {
        List<Map<String, String>> mistakes = new Yaml().load(Files.readString(RESOURCES.resolve("mistakes.yaml")));
        Map<String, String> expected = new Yaml().load(Files.readString(RESOURCES.resolve("answers.yaml")));
        return mistakes.stream()
                .map(mistake -> DynamicTest.dynamicTest(
                        mistake.get("name"), () -> check(mistake, UPDATE ? Map.of() : expected)));
    }

    @AfterAll
    void writeAnswers() throws IOException {
        if (UPDATE) {
            DumperOptions options = new DumperOptions();
            options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
            options.setWidth(200);
            options.setAllowUnicode(true);
            options.setDefaultScalarStyle(DumperOptions.ScalarStyle.PLAIN);
            Files.writeString(RESOURCES.resolve("answers.yaml"), new Yaml(options).dump(answers));
        }
    }

    private void check(Map<String, String> mistake, Map<String, String> expected) throws IOException {
        String name = mistake.get("name");
        Path place = Files.createDirectories(folder.resolve(name.replace(' ', '-')));
        Files.writeString(place.resolve("caresql.yaml"), changed(MODEL, mistake.getOrDefault("model", "")));
        Files.writeString(place.resolve("answers.csv"), changed(DATA, mistake.getOrDefault("data", "")));
        Files.writeString(place.resolve("kpis.yaml"), mistake.getOrDefault("kpis", "kpis: []\n"));
        Path empty = Files.createDirectories(folder.resolve("empty"));
        String url = mistake.getOrDefault("url", "jdbc:caresql:MODEL")
                .replace("MODEL", place.toString())
                .replace("EMPTY", empty.toString());
        String sql = mistake.getOrDefault("sql", "SELECT NPS() FROM survey_responses");
        SQLException thrown = catchThrowableOfType(SQLException.class, () -> read(url, sql));
        assertThat((Throwable) thrown).as("%s must fail", name).isNotNull();
        String answer = (thrown.getSQLState() + ": " + thrown.getMessage())
                .replace(place.toString(), "FOLDER")
                .replace(empty.toString(), "EMPTY")
                .replace(Path.of("").toAbsolutePath().toString(), "HERE");
        answers.put(name, answer);
        assertThat(answer)
                .doesNotContain("Exception", "org.apache", "\tat ", folder.toString())
                .doesNotStartWith("null")
                .doesNotStartWith("XX000");
        if (!expected.isEmpty()) {
            assertThat(answer).isEqualTo(expected.get(name));
        }
    }

    private static void read(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rows.getObject(1);
            }
        }
    }

    private static String changed(String text, String change) {
        if (change.isEmpty()) {
            return text;
        }
        String[] parts = change.split(" => ", 2);
        assertThat(text).contains(parts[0]);
        return text.replace(parts[0], parts[1]);
    }
}
