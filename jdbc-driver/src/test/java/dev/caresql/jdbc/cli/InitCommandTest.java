package dev.caresql.jdbc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.jdbc.TestingModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That what init writes is a model, whatever lies in the folder. */
class InitCommandTest {
    private static final String CALLS = "interaction_id,customer_id,started_at\n1,a,2025-01-05 10:00:00\n";
    private static final Charset KOREAN = Charset.forName("x-windows-949");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    @Test
    void initWritesAMappingThatWorksAtOnce() throws IOException {
        TestingModel.in(folder);
        Files.delete(folder.resolve("caresql.yaml"));
        assertThat(run("init", folder.toString())).as(err.toString()).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(model())
                .contains("response_id: id", "customer_id: customer", "responded_at: answered", "# id BIGINT");
        assertThat(run("check", folder.toString())).as(err.toString()).isZero();
        assertThat(run("init", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("exists already");
    }

    @Test
    void quotesReservedWordsThatFilesAreNamedBy() throws IOException {
        List<String> names = List.of(
                "order", "call", "date", "group", "table", "values", "user", "null", "true", "snapshot", "kpis");
        for (String name : names) {
            write(name + ".csv", CALLS.replace("\n1,", "\n" + name + ","));
        }
        assertThat(run("init", folder.toString())).as(err.toString()).isZero();
        assertThat(model()).contains("- from: '\"order\"'\n", "- from: '\"user\"'\n", "- from: kpis\n");
        assertThat(run("check", folder.toString())).as(err.toString()).isZero();
        String sql = "SELECT interaction_id FROM interactions ORDER BY 1";
        assertThat(run("query", folder.toString(), sql, "--format", "csv"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .endsWith("interaction_id\n"
                        + String.join("\n", names.stream().sorted().toList()) + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "end", "via"})
    void quotesReservedWordsThatColumnsAreNamedBy(String column) throws IOException {
        write("calls.csv", CALLS.replace("started_at", column));
        write("tickets.csv", "ticket id,created at," + column + "\n1,2025-01-05 10:00:00,x\n");
        assertThat(run("init", folder.toString())).as(err.toString()).isZero();
        assertThat(run("check", folder.toString())).as(model() + err.toString()).isZero();
    }

    @Test
    void tellsFilesApartWhoseNamesDifferInCaseOrExtensionOnly() throws IOException {
        write("calls.csv", CALLS);
        write("Calls.tsv", CALLS.replace("\n1,", "\n2,").replace(',', '\t'));
        assertThat(run("init", folder.toString())).as(err.toString()).isZero();
        assertThat(run("query", folder.toString(), "SELECT interaction_id FROM interactions ORDER BY 1"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("1\n2\n");
    }

    @Test
    void leavesOutFilesThatCannotBeRead() throws IOException, SQLException {
        write("calls.csv", CALLS);
        parquet("people.parquet");
        Files.write(folder.resolve("agents.csv"), "agent_id,name,team\n1,김,A\n".getBytes(KOREAN));
        Files.write(folder.resolve("teams.csv"), "team_id,이름\n1,A\n".getBytes(KOREAN));
        Files.write(folder.resolve("queues.json"), "[{\"queue_id\": \"김\"}]".getBytes(KOREAN));
        write("broken.parquet", "PAR1 and no more");
        write("broken.json", "{\"queue_id\": 1");
        assertThat(run("init", folder.toString())).as(err.toString()).isZero();
        String byHand = ", or add it to the model by hand with its encoding, such as 'encoding: CP949'";
        List<String> problems = List.of(
                "agents.csv:2: the bytes B1 are not UTF-8 text; save the file as UTF-8" + byHand,
                "broken.json: its header cannot be read; is it a table?",
                "broken.parquet: not a readable Parquet file; have it written again",
                "queues.json:1: the bytes B1 are not UTF-8 text; save the file as UTF-8",
                "teams.csv:1: the bytes C0 are not UTF-8 text; save the file as UTF-8" + byHand);
        assertThat(err.toString().lines())
                .containsExactlyElementsOf(problems.stream()
                        .map(problem -> "Left out of the model: " + problem)
                        .toList());
        assertThat(model().lines().filter(line -> line.startsWith("  # left out: ")))
                .containsExactlyElementsOf(problems.stream()
                        .map(problem -> "  # left out: " + problem)
                        .toList());
        assertThat(run("check", folder.toString())).as(err.toString()).isZero();
        assertThat(out.toString()).containsPattern("(?m)^interactions +1 ").containsPattern("(?m)^customers +1 ");
    }

    @Test
    void writesNoModelWhereNoFileCanBeRead() throws IOException {
        Files.write(folder.resolve("agents.csv"), "agent_id,name,team\n1,김,A\n".getBytes(KOREAN));
        write("broken.parquet", "PAR1 and no more");
        assertThat(run("init", folder.toString())).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("agents.csv:2: the bytes B1 are not UTF-8 text; ")
                .contains("broken.parquet: not a readable Parquet file")
                .hasLineCount(2);
        assertThat(folder.resolve("caresql.yaml")).doesNotExist();
    }

    private String model() throws IOException {
        return Files.readString(folder.resolve("caresql.yaml"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void parquet(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            String path = folder.resolve(name).toString().replace("'", "''");
            statement.execute("COPY (SELECT 'a' AS customer_id, 'gold' AS segment, 'An' AS customer_name) TO '" + path
                    + "' (FORMAT parquet)");
        }
    }
}
