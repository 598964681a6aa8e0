package dev.caresql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Statements as tools write them, in {@code tools/TOOL.yaml}, each run on the example company. What an answer is
 * compared with stands beside its statement; {@code same} is SQL for DuckDB over the company's CSV files.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToolCorpusTest {
    private static final Path CORPUS = Path.of("src", "test", "resources", "tools");
    private static final Path COMPANY = Path.of("..", "examples", "company");
    private static final int LEAST_STATEMENTS = 300;
    private static final int LEAST_CHECKED = 200;

    @TempDir
    static Path snapshots;

    private Connection connection;
    private Connection byHand;

    @BeforeAll
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:caresql:" + COMPANY + ";snapshotFolder=" + snapshots);
        byHand = CompanyByHand.open(COMPANY.resolve("data"));
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
        byHand.close();
    }

    @TestFactory
    Stream<DynamicContainer> everyToolGetsItsAnswers() throws IOException {
        return tools().stream().map(tool -> {
            List<ToolStatement> statements = ToolStatement.read(CORPUS.resolve(tool + ".yaml"));
            return DynamicContainer.dynamicContainer(
                    tool,
                    statements.stream()
                            .map(statement -> DynamicTest.dynamicTest(statement.sql(), () -> check(statement))));
        });
    }

    @Test
    void theCorpusIsLargeAndMostOfItsAnswersAreCompared() throws IOException {
        List<ToolStatement> all = tools().stream()
                .flatMap(tool -> ToolStatement.read(CORPUS.resolve(tool + ".yaml")).stream())
                .toList();
        assertThat(all.stream().map(ToolStatement::key).distinct()).hasSizeGreaterThanOrEqualTo(LEAST_STATEMENTS);
        assertThat(all.stream().filter(ToolStatement::isCompared)).hasSizeGreaterThanOrEqualTo(LEAST_CHECKED);
    }

    private static List<String> tools() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    private void check(ToolStatement statement) throws SQLException {
        if (statement.refused().isPresent()) {
            SQLException refusal = catchThrowableOfType(SQLException.class, () -> answer(statement));
            assertThat(refusal.getSQLState() + ": " + refusal.getMessage())
                    .isEqualTo(statement.refused().get());
            return;
        }
        List<List<Object>> answer = answer(statement);
        if (statement.same().isPresent()) {
            List<List<Object>> expected = rows(byHand, statement.same().get(), List.of());
            assertThat(expected).as("the comparison has rows").isNotEmpty();
            Answers.assertSame(answer, expected, statement.ordered());
        }
        statement.gives().ifPresent(rows -> {
            if (statement.ordered()) {
                assertThat(Answers.text(answer)).isEqualTo(rows);
            } else {
                assertThat(Answers.text(answer)).containsExactlyInAnyOrderElementsOf(rows);
            }
        });
        statement.rows().ifPresent(count -> assertThat(answer).hasSize(count));
        statement
                .first()
                .ifPresent(row -> assertThat(Answers.text(answer)).first().isEqualTo(row));
    }

    private List<List<Object>> answer(ToolStatement statement) throws SQLException {
        return rows(connection, statement.sql(), statement.params());
    }

    private static List<List<Object>> rows(Connection database, String sql, List<Object> params) throws SQLException {
        if (params.isEmpty()) {
            return Answers.rows(database, sql);
        }
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < params.size(); i++) {
                statement.setObject(i + 1, params.get(i));
            }
            try (ResultSet result = statement.executeQuery()) {
                return Answers.rows(result);
            }
        }
    }
}
