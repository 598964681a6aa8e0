package dev.caresql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/**
 * Questions over several facts, in {@code cross-fact}, each asked of the example company and, in SQL written by hand from
 * the KPIs' definitions, of DuckDB over the company's CSV files: all rows must agree.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossFactTest {
    private static final Path QUESTIONS = Path.of("src", "test", "resources", "cross-fact");
    private static final Path COMPANY = Path.of("..", "examples", "company");
    /** Midnight of the new year where the company is; the hand-written SQL says TIMESTAMP '2026-01-01'. */
    private static final String AS_OF = "2025-12-31T17:00:00Z";

    private static final int LEAST_QUESTIONS = 50;

    @TempDir
    static Path snapshots;

    private Connection connection;
    private Connection byHand;

    @BeforeAll
    void open() throws SQLException, IOException {
        connection = DriverManager.getConnection(
                "jdbc:caresql:" + COMPANY + ";asOf=" + AS_OF + ";snapshotFolder=" + snapshots);
        byHand = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = byHand.createStatement();
                Stream<Path> files = Files.list(COMPANY.resolve("data"))) {
            for (Path file : files.sorted().toList()) {
                String table = file.getFileName().toString().replace(".csv", "");
                statement.execute("CREATE TABLE " + table + " AS SELECT * FROM read_csv('" + file
                        + "', header = true, sample_size = -1)");
            }
        }
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
        byHand.close();
    }

    @TestFactory
    Stream<DynamicTest> everyQuestionHasTheAnswerFoundByHand() throws IOException {
        return questions().stream().map(question -> DynamicTest.dynamicTest(question.text(), () -> check(question)));
    }

    @Test
    void theQuestionsAreManyAndDifferent() throws IOException {
        List<Question> questions = questions();
        assertThat(questions).hasSizeGreaterThanOrEqualTo(LEAST_QUESTIONS);
        assertThat(questions).extracting(Question::text).doesNotHaveDuplicates();
        Set<Set<String>> combinations = new HashSet<>();
        questions.forEach(question -> combinations.add(Set.copyOf(question.facts())));
        assertThat(combinations).hasSizeGreaterThan(LEAST_QUESTIONS / 2);
    }

    private void check(Question question) throws SQLException {
        assertThat(question.facts()).hasSizeBetween(2, 4);
        String plan =
                Answers.rows(connection, "EXPLAIN PLAN FOR " + question.sql()).toString();
        assertThat(plan).contains(question.facts());
        List<List<Object>> expected = Answers.rows(byHand, question.same());
        assertThat(expected).as("the comparison has rows").isNotEmpty();
        for (int column = 0; column < expected.get(0).size(); column++) {
            int at = column;
            assertThat(expected.stream().map(row -> row.get(at)))
                    .as("column %d says something", column + 1)
                    .anyMatch(Objects::nonNull);
        }
        Answers.assertSame(
                Answers.rows(connection, question.sql()),
                expected,
                question.sql().contains("ORDER BY"));
    }

    private static List<Question> questions() throws IOException {
        List<Question> questions = new ArrayList<>();
        try (Stream<Path> files = Files.list(QUESTIONS)) {
            for (Path file : files.sorted().toList()) {
                List<Map<String, Object>> entries = new Yaml().load(Files.readString(file));
                entries.forEach(entry -> questions.add(Question.of(entry)));
            }
        }
        return questions;
    }

    /**
     * A question in words and twice in SQL.
     *
     * @param facts the tables whose rows it counts
     * @param same SQL for DuckDB over tables named like the CSV files, with the local times that are in them
     */
    private record Question(String text, List<String> facts, String sql, String same) {
        Question {
            facts = List.copyOf(facts);
        }

        @SuppressWarnings("unchecked")
        static Question of(Map<String, Object> entry) {
            assertThat(entry.keySet()).containsExactlyInAnyOrder("question", "facts", "sql", "same");
            return new Question(
                    String.valueOf(entry.get("question")),
                    (List<String>) entry.getOrDefault("facts", List.of()),
                    String.valueOf(entry.get("sql")).strip(),
                    String.valueOf(entry.get("same")));
        }
    }
}
