package dev.caresql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How deep a statement may be hangs on the thread's stack: it is answered, or refused with one message. */
class DeepStatementsTest extends ConnectedTest {
    @ParameterizedTest
    @ValueSource(ints = {300, 600, 900, 1200, 3000, 20_000})
    void areAnsweredOrRefused(int depth) throws SQLException {
        String rows = " FROM survey_responses";
        run("SELECT COUNT(*)" + rows + " WHERE " + repeat("score = 1", " OR ", depth));
        run("SELECT " + repeat("comment_text", " || ", depth) + rows);
        run("SELECT " + repeat("score", " + ", depth) + rows);
        run("SELECT COUNT(*)" + rows + " WHERE " + "NOT ".repeat(depth) + "score = 1");
        run("SELECT " + "(".repeat(depth) + "1" + ")".repeat(depth) + rows);
        run("SELECT " + "CASE WHEN score = 1 THEN 1 ELSE ".repeat(depth) + "0" + " END".repeat(depth) + rows);
    }

    private static String repeat(String operand, String operator, int times) {
        return String.join(operator, Collections.nCopies(times, operand));
    }

    private static void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            assertThat(e.getMessage()).isEqualTo("The statement is nested too deeply");
            assertThat(e.getSQLState()).isEqualTo("54000");
        }
    }
}
