package dev.caresql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How deep a statement may be hangs on the thread's stack: it is answered, or refused with one message. */
class DeepStatementsTest extends ConnectedTest {
    @ParameterizedTest
    @ValueSource(ints = {100, 101})
    void areAnswered(int depth) throws SQLException {
        for (Map.Entry<String, String> statement : answers(depth).entrySet()) {
            assertThat(TestingModel.rows(connection, statement.getKey())).containsExactly(statement.getValue());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 600, 900, 1200, 3000, 20_000})
    void areAnsweredOrRefused(int depth) {
        answers(depth).forEach(DeepStatementsTest::assertAnsweredOrRefused);
    }

    private static void assertAnsweredOrRefused(String sql, String answer) {
        try {
            assertThat(TestingModel.rows(connection, sql)).containsExactly(answer);
        } catch (SQLException e) {
            assertThat(e.getMessage()).isEqualTo("The statement is nested too deeply");
            assertThat(e.getSQLState()).isEqualTo("54000");
        }
    }

    /** Statements of a depth about the row with the score 7 and the comment "ok", and what each gives. */
    private static Map<String, String> answers(int depth) {
        String row = " FROM survey_responses WHERE response_id = '4'";
        return Map.of(
                "SELECT COUNT(*)" + row + " AND (" + repeat("score = 7", " OR ", depth) + ")",
                "1",
                "SELECT " + repeat("comment_text", " || ", depth) + row,
                "ok".repeat(depth),
                "SELECT " + repeat("score", " + ", depth) + row,
                String.valueOf(7 * depth),
                "SELECT COUNT(*)" + row + " AND " + "NOT ".repeat(depth) + "score = 1",
                String.valueOf(depth % 2),
                "SELECT " + "(".repeat(depth) + "1" + ")".repeat(depth) + row,
                "1",
                "SELECT " + "CASE WHEN score = 1 THEN 1 ELSE ".repeat(depth) + "score" + " END".repeat(depth) + row,
                "7");
    }

    private static String repeat(String operand, String operator, int times) {
        return String.join(operator, Collections.nCopies(times, operand));
    }
}
