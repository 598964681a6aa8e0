package dev.caresql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import dev.caresql.engine.EngineSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every query shape is sent as one statement, and its text is what was reviewed in {@code sql/duckdb/NAME.sql}. Run
 * with {@code -Dcaresql.snapshots=update} to write the texts anew, then review the difference.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushdownTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources", "sql");
    private static final boolean UPDATE = "update".equals(System.getProperty("caresql.snapshots"));

    private TestingDatabase database;
    private TestingDatabase large;

    @BeforeAll
    void openDatabases() throws SQLException, IOException {
        database = openDatabase();
        large = openDatabase().large();
    }

    private static TestingDatabase openDatabase() throws SQLException, IOException {
        Problems problems = new Problems();
        TestingDatabase database =
                new TestingDatabase(KpiCatalogLoader.load(List.of(), problems)).asOf("2025-06-01T00:00:00Z");
        assertThat(problems.list()).isEmpty();
        for (String statement :
                Files.readString(RESOURCES.resolve("tables.sql")).split(";\n", -1)) {
            if (!statement.isBlank()) {
                database.duckDb(statement);
            }
        }
        return database;
    }

    @AfterAll
    void closeDatabases() throws SQLException {
        database.close();
        large.close();
    }

    @Test
    void aLimitOfRowsIsSentWhereTheTextHasRoomForIt() throws SQLException {
        String sql = "SELECT customer_id FROM customers ORDER BY customer_id";
        assertThat(database.plan(sql).sql().first(7).text()).endsWith("\nLIMIT 7");
        EngineSql limited = database.plan(sql + " LIMIT 3").sql();
        assertThat(limited.first(7)).isEqualTo(limited);
        EngineSql skipping = database.plan(sql + " OFFSET 3").sql();
        assertThat(skipping.first(7)).isEqualTo(skipping);
        EngineSql union = database.plan("SELECT customer_id FROM customers UNION ALL SELECT customer_id FROM customers")
                .sql();
        assertThat(union.first(7)).isEqualTo(union);
        EngineSql once = database.plan(sql).sql().first(7);
        assertThat(once.first(9)).isEqualTo(once);
    }

    @TestFactory
    Stream<DynamicTest> theSqlSentIsTheOneReviewed() throws IOException {
        return questions("questions.sql").entrySet().stream()
                .map(question -> DynamicTest.dynamicTest(
                        question.getKey(),
                        () -> checkSqlSent(database, "duckdb", question.getKey(), question.getValue())));
    }

    /** Which questions are asked in another way of tables that the engine says to be large. */
    @TestFactory
    Stream<DynamicTest> theSqlSentForLargeTablesIsTheOneReviewed() throws IOException {
        return questions("questions-large.sql").entrySet().stream()
                .map(question -> DynamicTest.dynamicTest(
                        question.getKey(),
                        () -> checkSqlSent(large, "duckdb-large", question.getKey(), question.getValue())));
    }

    private static void checkSqlSent(TestingDatabase database, String folder, String name, String question)
            throws IOException, SQLException {
        String sent = database.plan(question).sql().text() + "\n";
        assertThat(sent).doesNotContain(";");
        Path snapshot = RESOURCES.resolve(folder).resolve(name + ".sql");
        if (UPDATE) {
            Files.createDirectories(snapshot.getParent());
            Files.writeString(snapshot, sent);
        }
        assertThat(sent).isEqualTo(Files.readString(snapshot));
        Object[] parameters = question.contains("?") ? new Object[] {1, "T0"} : new Object[0];
        assertThat(database.rows(question, parameters)).isNotEmpty();
    }

    private static Map<String, String> questions(String file) throws IOException {
        Map<String, String> questions = new LinkedHashMap<>();
        for (String block : Files.readString(RESOURCES.resolve(file)).split("(^|\n)-- ", -1)) {
            if (!block.isBlank()) {
                int end = block.indexOf('\n');
                questions.put(
                        block.substring(0, end).strip(),
                        block.substring(end + 1).strip());
            }
        }
        return questions;
    }
}
