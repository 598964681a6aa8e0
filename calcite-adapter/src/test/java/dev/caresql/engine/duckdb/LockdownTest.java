package dev.caresql.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQL that reaches DuckDB past every check of ours still cannot leave the snapshot. */
class LockdownTest {
    private static final List<String> WRITES = List.of(
            "DELETE FROM survey_responses",
            "UPDATE survey_responses SET score = 10",
            "DROP TABLE survey_responses",
            "CREATE TABLE x AS SELECT 1",
            "ALTER TABLE survey_responses ADD COLUMN x INTEGER",
            "INSERT INTO survey_responses (response_id) VALUES ('2')");

    @TempDir
    private Path folder;

    @Test
    void refusesEveryWayOutOfTheSnapshot() throws Exception {
        Files.writeString(folder.resolve("secret.csv"), "a\n1\n");
        Files.createSymbolicLink(folder.resolve("link.csv"), folder.resolve("secret.csv"));
        TestingModel model =
                new TestingModel(folder).file("a.csv", "id,score,note\n1,9,x\n").surveys("file: a.csv");
        try (DuckDbEngine engine = model.open()) {
            List<String> passed = new ArrayList<>();
            List<String> attacks = new ArrayList<>(attacks(engine.snapshot()));
            attacks.addAll(WRITES);
            for (String attack : attacks) {
                try (Connection connection = engine.connect();
                        Statement statement = connection.createStatement()) {
                    statement.execute(attack);
                    passed.add(attack);
                } catch (SQLException e) {
                    assertThat(e.getMessage()).as(attack).doesNotContain("syntax error");
                }
            }
            assertThat(passed).isEmpty();
            assertThat(TestingModel.query(engine, "SELECT count(*) FROM survey_responses"))
                    .containsExactly("1");
        }
    }

    @Test
    void leavesNoFileOfAnAttackBehind() throws Exception {
        TestingModel model =
                new TestingModel(folder).file("a.csv", "id,score,note\n1,9,x\n").surveys("file: a.csv");
        try (DuckDbEngine engine = model.open();
                Connection connection = engine.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT 1) TO '" + folder.resolve("out.csv") + "'");
            fail("a file was written");
        } catch (SQLException e) {
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(path -> path.getFileName().toString()))
                        .containsExactlyInAnyOrder("a.csv", "caresql.yaml", ".caresql");
            }
        }
    }

    private List<String> attacks(Path snapshot) {
        String secret = folder.resolve("secret.csv").toString();
        String out = folder.resolve("out").toString();
        return List.of(
                "SELECT * FROM read_csv('" + secret + "')",
                "SELECT * FROM read_csv('" + folder + "/.caresql/../secret.csv')",
                "SELECT * FROM '" + folder.resolve("link.csv") + "'",
                "SELECT * FROM read_text('" + secret + "')",
                "SELECT * FROM read_blob('/etc/passwd')",
                "SELECT * FROM glob('/etc/*')",
                "SELECT * FROM sniff_csv('" + secret + "')",
                "SELECT * FROM read_json('" + secret + "')",
                "SELECT * FROM read_parquet('" + secret + "')",
                "SELECT * FROM read_csv('http://127.0.0.1:1/x.csv')",
                "SELECT * FROM query('SELECT * FROM read_text(''/etc/passwd'')')",
                "COPY (SELECT 1) TO '" + out + ".csv'",
                "COPY survey_responses TO '" + out + ".parquet' (FORMAT parquet)",
                "EXPORT DATABASE '" + out + "'",
                "IMPORT DATABASE '" + folder + "'",
                "ATTACH '" + out + ".duckdb' AS other",
                "ATTACH '" + snapshot + "' AS again (READ_WRITE)",
                "INSTALL httpfs",
                "LOAD httpfs",
                "LOAD '" + out + ".duckdb_extension'",
                "SET enable_external_access = true",
                "SET lock_configuration = false",
                "RESET lock_configuration",
                "PRAGMA memory_limit = '100GB'",
                "SET temp_directory = '/tmp/elsewhere'",
                "SET allowed_directories = ['/']",
                "SET threads = 64",
                "PRAGMA enable_profiling",
                "SET profiling_output = '" + out + ".json'",
                "CREATE SECRET s (TYPE http)",
                "PREPARE p AS SELECT * FROM read_text('/etc/passwd')");
    }
}
