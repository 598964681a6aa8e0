package dev.caresql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one thread runs, another closes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CloseWhileRunningTest extends ConnectedTest {
    /** Products of the four rows: hours of work. */
    private static final String PRODUCT = " FROM survey_responses t0"
            + IntStream.range(1, 20)
                    .mapToObj(i -> " CROSS JOIN survey_responses t" + i)
                    .collect(Collectors.joining());

    private static final String WHERE = " WHERE t0.score + t1.score * t2.score + t19.score <> t10.score";

    private static final String HEAVY = "SELECT COUNT(*)" + PRODUCT + WHERE;
    private static final Duration BOUND = Duration.ofSeconds(30);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void closingTheStatementStopsIt(Kind kind) throws SQLException {
        try (Connection other = model.connect()) {
            Running running = kind.run(other, HEAVY);
            assertTimeoutPreemptively(BOUND, () -> {
                Thread.sleep(700);
                running.statement.close();
                assertStopped(running);
                running.statement.close();
            });
            assertThat(running.statement.isClosed()).isTrue();
            assertThat(TestingModel.rows(other, "SELECT 1")).containsExactly("1");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void closingTheConnectionStopsIt(Kind kind) throws SQLException {
        Connection other = model.connect();
        Running running = kind.run(other, HEAVY);
        assertTimeoutPreemptively(BOUND, () -> {
            Thread.sleep(700);
            other.close();
            assertStopped(running);
            other.close();
        });
        assertThat(running.statement.isClosed()).isTrue();
        assertThat(TestingModel.rows(connection, "SELECT 1")).containsExactly("1");
    }

    /** Whatever the statement does at that moment: it is planned, sent, begins. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void closingAtAnyMomentStopsIt(Kind kind) throws SQLException {
        try (Connection other = model.connect()) {
            assertTimeoutPreemptively(BOUND, () -> {
                for (int millis = 0; millis < 60; millis += 3) {
                    Running running = kind.run(other, HEAVY);
                    Thread.sleep(millis);
                    running.statement.close();
                    assertThat(running.failure.get(20, TimeUnit.SECONDS).getSQLState())
                            .isIn("57014", "24000");
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5000})
    void closingAResultThatIsReadDoesNotCutItShort(int rowsBefore) throws SQLException {
        try (Connection other = model.connect()) {
            Statement statement = other.createStatement();
            ResultSet result = statement.executeQuery("SELECT t0.score" + PRODUCT + WHERE);
            for (int i = 0; i < rowsBefore; i++) {
                assertThat(result.next()).isTrue();
            }
            CompletableFuture<SQLException> failure = CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(SQLException.class, () -> readAll(result)));
            assertTimeoutPreemptively(BOUND, () -> {
                Thread.sleep(200);
                statement.close();
                assertThat(failure.get(20, TimeUnit.SECONDS).getSQLState()).isIn("57014", "24000");
            });
            assertThat(TestingModel.rows(other, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void aResultThatIsHalfReadIsClosedAsEver() throws SQLException {
        try (Connection other = model.connect()) {
            for (int i = 0; i < 20; i++) {
                try (Statement statement = other.createStatement();
                        ResultSet result = statement.executeQuery("SELECT t0.score" + PRODUCT + WHERE)) {
                    assertThat(result.next()).isTrue();
                }
            }
            assertThat(TestingModel.rows(other, "SELECT 1")).containsExactly("1");
        }
    }

    private static void readAll(ResultSet result) throws SQLException {
        long rows = 0;
        while (result.next()) {
            rows++;
        }
        throw new AssertionError("the result ended after " + rows + " rows");
    }

    private static void assertStopped(Running running) throws Exception {
        SQLException e = running.failure.get(20, TimeUnit.SECONDS);
        assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("57014");
        assertThat(e.getMessage()).isEqualTo("The statement was closed while it ran");
    }

    /** A statement and how its execution, in a thread of its own, fails. */
    private record Running(Statement statement, CompletableFuture<SQLException> failure) {
        static Running of(Statement statement, Execution execution) {
            return new Running(
                    statement,
                    CompletableFuture.supplyAsync(
                            () -> catchThrowableOfType(SQLException.class, () -> readAll(execution.run()))));
        }
    }

    private interface Execution {
        ResultSet run() throws SQLException;
    }

    private enum Kind {
        STATEMENT {
            @Override
            Running run(Connection connection, String sql) throws SQLException {
                Statement statement = connection.createStatement();
                return Running.of(statement, () -> statement.executeQuery(sql));
            }
        },
        PREPARED {
            @Override
            Running run(Connection connection, String sql) throws SQLException {
                PreparedStatement statement = connection.prepareStatement(sql);
                return Running.of(statement, statement::executeQuery);
            }
        },
        WITH_PARAMETER {
            @Override
            Running run(Connection connection, String sql) throws SQLException {
                PreparedStatement statement = connection.prepareStatement(sql + " AND t3.score > ?");
                statement.setInt(1, -1);
                return Running.of(statement, statement::executeQuery);
            }
        };

        abstract Running run(Connection connection, String sql) throws SQLException;
    }
}
