package dev.caresql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the README do what it says. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Path COMPANY = ROOT.resolve("examples").resolve("company");

    @TempDir
    Path folder;

    @Test
    void aStrangersKpiOfSixLinesIsAFunctionAtOnce() throws IOException, SQLException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String catalog = block(readme, "yaml");
        assertThat(catalog.lines().skip(1).count()).isEqualTo(6);
        Files.writeString(folder.resolve("my-kpis.yaml"), catalog);
        Files.writeString(
                folder.resolve("caresql.yaml"),
                "kpis: my-kpis.yaml\n" + Files.readString(COMPANY.resolve("caresql.yaml")));
        String url =
                "jdbc:caresql:" + folder + ";folder=" + COMPANY.toAbsolutePath().normalize();
        try (Connection connection = DriverManager.getConnection(url)) {
            List<TeamValue> detractors = values(connection, block(readme, "sql"), "detractors");
            List<TeamValue> byHand = values(connection, """
                    SELECT team_id, 100e0 * SUM(CASE WHEN score <= 6 THEN 1 ELSE 0 END) / COUNT(*) AS detractors
                    FROM survey_responses WHERE survey_type = 'NPS' AND score BETWEEN 0 AND 10 GROUP BY team_id
                    UNION ALL
                    SELECT NULL, 100e0 * SUM(CASE WHEN score <= 6 THEN 1 ELSE 0 END) / COUNT(*)
                    FROM survey_responses WHERE survey_type = 'NPS' AND score BETWEEN 0 AND 10
                    """, "detractors");
            assertThat(byHand).hasSizeGreaterThan(3);
            assertThat(detractors).containsAll(byHand);
        }
    }

    @Test
    void theCalendarsOfTheReadmeCountBusinessTime() throws IOException, SQLException {
        String calendars =
                blocks(Files.readString(ROOT.resolve("README.md")), "yaml").get(1);
        String model = Files.readString(COMPANY.resolve("caresql.yaml"));
        Files.writeString(folder.resolve("caresql.yaml"), calendars + withoutCalendars(model));
        String url =
                "jdbc:caresql:" + folder + ";folder=" + COMPANY.toAbsolutePath().normalize();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT BUSINESS_SECONDS(TIMESTAMP '2025-03-07 09:00:00',"
                        + " TIMESTAMP '2025-03-10 02:30:00'), BUSINESS_SECONDS(TIMESTAMP '2025-03-07 09:00:00',"
                        + " TIMESTAMP '2025-03-10 02:30:00', 'hotline')")) {
            assertThat(rows.next()).isTrue();
            // Friday 16:00 to 17:30, Saturday 08:00 to 12:00, Monday 08:00 to 09:30, in the time zone of Vietnam.
            assertThat(rows.getLong(1)).isEqualTo((90 + 240 + 90) * 60);
            // Three nights of eight hours.
            assertThat(rows.getLong(2)).isEqualTo(3 * 8 * 3600);
        }
    }

    @Test
    void theExampleCompanysKpisAreAsked() throws IOException, SQLException {
        String url = "jdbc:caresql:" + COMPANY.toAbsolutePath().normalize() + ";snapshotFolder=" + folder;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(Files.readString(COMPANY.resolve("kpis.sql")))) {
            int count = 0;
            int calls = 0;
            while (rows.next()) {
                count++;
                assertThat(rows.getString("month")).startsWith("2025-");
                if (rows.getLong("calls") > 0) {
                    calls++;
                    assertThat(rows.getDouble("AHT min")).isBetween(1.0, 15.0);
                }
            }
            assertThat(count).isEqualTo(12 * 6);
            assertThat(calls).isGreaterThan(12 * 3);
        }
    }

    /** A team is NULL in the total, and in the group of responses without a team, which no order tells apart. */
    private record TeamValue(@Nullable String team, double value) {}

    private static List<TeamValue> values(Connection connection, String sql, String column) throws SQLException {
        List<TeamValue> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(new TeamValue(rows.getString("team_id"), rows.getDouble(column)));
            }
        }
        return values;
    }

    /** A model without its own keys of that name, which the README's take the place of. */
    private static String withoutCalendars(String model) {
        return Pattern.compile("^(defaultCalendar|calendars):.*\\R(?:[ \\t#].*\\R)*", Pattern.MULTILINE)
                .matcher(model)
                .replaceAll("");
    }

    private static String block(String readme, String language) {
        return blocks(readme, language).get(0);
    }

    private static List<String> blocks(String readme, String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(readme)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
