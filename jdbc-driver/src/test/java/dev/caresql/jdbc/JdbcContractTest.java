package dev.caresql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every method of every interface, on objects that are open, closed and cancelled: it answers, or throws a SQLException
 * with a SQLState. What is not supported says so with 0A000, and what is closed says so too.
 */
class JdbcContractTest {
    private static final String SQL = "SELECT * FROM survey_responses WHERE score > ?";

    @TempDir
    static Path folder;

    @ParameterizedTest
    @EnumSource
    void everyMethodAnswersOrThrowsASqlException(State state) throws Exception {
        TestingModel model = TestingModel.in(folder);
        List<String> wrong = new ArrayList<>();
        for (Subject subject : Subject.values()) {
            for (Method method : subject.type.getMethods()) {
                boolean isStatic = Modifier.isStatic(method.getModifiers());
                boolean isObjects = method.getDeclaringClass() == Object.class;
                if (!isStatic && !isObjects) {
                    try (Objects objects = new Objects(model)) {
                        state.apply(objects);
                        call(subject, objects, method).ifPresent(problem -> wrong.add(state + ": " + problem));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void closedObjectsRefuseToWork() throws Exception {
        try (Objects objects = new Objects(TestingModel.in(folder))) {
            State.CLOSED.apply(objects);
            assertState(() -> objects.connection.createStatement(), "08003");
            assertState(() -> objects.connection.prepareStatement(SQL), "08003");
            assertState(() -> objects.statement.executeQuery("SELECT 1"), "24000");
            assertState(() -> objects.prepared.executeQuery(), "24000");
            assertState(() -> objects.result.next(), "24000");
            assertThat(objects.connection.isClosed()).isTrue();
            assertThat(objects.statement.isClosed()).isTrue();
            assertThat(objects.result.isClosed()).isTrue();
            assertThat(objects.connection.isValid(1)).isFalse();
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static void assertState(Work work, String state) {
        try {
            work.run();
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo(state);
            return;
        }
        throw new AssertionError("a closed object worked");
    }

    /** What is wrong with a method, if anything is. */
    private static Optional<String> call(Subject subject, Objects objects, Method method) {
        Object[] arguments = Stream.of(method.getParameterTypes())
                .map(JdbcContractTest::argument)
                .toArray();
        try {
            method.invoke(subject.of(objects), arguments);
            return Optional.empty();
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            boolean stated = thrown instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().length() == 5
                    && sql.getMessage() != null
                    && (!(sql instanceof SQLFeatureNotSupportedException) || "0A000".equals(sql.getSQLState()));
            return stated
                    ? Optional.empty()
                    : Optional.of(subject + "." + method + " threw " + thrown
                            + (thrown instanceof SQLException sql ? " with SQLState " + sql.getSQLState() : ""));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object argument(Class<?> type) {
        if (type == boolean.class) {
            return true;
        }
        if (type == byte.class) {
            return (byte) 1;
        }
        if (type == short.class) {
            return (short) 1;
        }
        if (type == int.class) {
            return 1;
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == float.class) {
            return 1f;
        }
        if (type == double.class) {
            return 1d;
        }
        if (type == String.class) {
            return "response_id";
        }
        return type == Class.class ? String.class : null;
    }

    private enum State {
        OPEN,
        CLOSED,
        CANCELLED;

        void apply(Objects objects) throws SQLException {
            if (this == CLOSED) {
                objects.connection.close();
            } else if (this == CANCELLED) {
                objects.prepared.cancel();
                objects.statement.cancel();
            }
        }
    }

    private enum Subject {
        DRIVER(Driver.class),
        CONNECTION(Connection.class),
        STATEMENT(Statement.class),
        PREPARED_STATEMENT(PreparedStatement.class),
        RESULT_SET(ResultSet.class),
        DATABASE_META_DATA(DatabaseMetaData.class),
        RESULT_SET_META_DATA(ResultSetMetaData.class),
        PARAMETER_META_DATA(ParameterMetaData.class);

        private final Class<?> type;

        Subject(Class<?> type) {
            this.type = type;
        }

        Object of(Objects objects) {
            return switch (this) {
                case DRIVER -> objects.driver;
                case CONNECTION -> objects.connection;
                case STATEMENT -> objects.statement;
                case PREPARED_STATEMENT -> objects.prepared;
                case RESULT_SET -> objects.result;
                case DATABASE_META_DATA -> objects.metaData;
                case RESULT_SET_META_DATA -> objects.resultMetaData;
                case PARAMETER_META_DATA -> objects.parameterMetaData;
            };
        }
    }

    /** One of each, new for every call; the result stands on its first row. */
    private static final class Objects implements AutoCloseable {
        private final Driver driver;
        private final Connection connection;
        private final Statement statement;
        private final PreparedStatement prepared;
        private final ResultSet result;
        private final DatabaseMetaData metaData;
        private final ResultSetMetaData resultMetaData;
        private final ParameterMetaData parameterMetaData;

        Objects(TestingModel model) throws SQLException {
            driver = DriverManager.getDriver(model.url());
            connection = driver.connect(model.url(), new Properties());
            statement = connection.createStatement();
            statement.executeQuery("SELECT 1");
            prepared = connection.prepareStatement(SQL);
            parameterMetaData = prepared.getParameterMetaData();
            prepared.setInt(1, 0);
            result = prepared.executeQuery();
            result.next();
            resultMetaData = result.getMetaData();
            metaData = connection.getMetaData();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
