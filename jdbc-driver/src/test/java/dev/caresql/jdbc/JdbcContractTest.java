package dev.caresql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every method of every interface, on objects that are open, closed and cancelled: it answers, or throws a SQLException
 * with a SQLState. What is not supported says so with 0A000, and what is closed says so too.
 */
class JdbcContractTest extends ConnectedTest {
    private static final String SQL = "SELECT * FROM survey_responses WHERE score > ?";
    private static final Set<String> WORK_WHEN_CLOSED =
            Set.of("close", "isClosed", "isValid", "abort", "unwrap", "isWrapperFor");

    @ParameterizedTest
    @CsvSource({
        "OPEN, PLAUSIBLE",
        "OPEN, NULL",
        "OPEN, OUT_OF_RANGE",
        "BEFORE_FIRST_ROW, PLAUSIBLE",
        "BEFORE_FIRST_ROW, NULL",
        "AFTER_LAST_ROW, PLAUSIBLE",
        "AFTER_LAST_ROW, OUT_OF_RANGE",
        "CANCELLED, PLAUSIBLE",
        "CANCELLED, NULL",
        "CLOSED, PLAUSIBLE",
        "CLOSED, NULL",
        "CLOSED, OUT_OF_RANGE"
    })
    void everyMethodAnswersOrThrowsASqlException(State state, Arguments arguments) throws Exception {
        List<String> wrong = new ArrayList<>();
        int called = 0;
        for (Subject subject : Subject.values()) {
            for (Method method : subject.type.getMethods()) {
                if (!Modifier.isStatic(method.getModifiers()) && method.getDeclaringClass() != Object.class) {
                    try (Objects objects = new Objects()) {
                        state.apply(objects);
                        Optional<String> problem = call(subject, objects, method, arguments, state);
                        problem.ifPresent(wrong::add);
                        called++;
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(called).isGreaterThan(550);
    }

    @Test
    void closedObjectsRefuseToWork() throws Exception {
        try (Objects objects = new Objects()) {
            State.CLOSED.apply(objects);
            assertState(() -> objects.connection.createStatement(), "08003");
            assertState(() -> objects.connection.prepareStatement(SQL), "08003");
            assertState(() -> objects.connection.setClientInfo("a", "b"), "08003");
            assertState(() -> objects.metaData.getTables(null, null, null, null), "08003");
            assertState(() -> objects.statement.executeQuery("SELECT 1"), "24000");
            assertState(() -> objects.prepared.executeQuery(), "24000");
            assertState(() -> objects.result.next(), "24000");
            assertThat(objects.connection.isClosed()).isTrue();
            assertThat(objects.statement.isClosed()).isTrue();
            assertThat(objects.result.isClosed()).isTrue();
            assertThat(objects.connection.isValid(1)).isFalse();
            objects.connection.close();
            objects.statement.close();
            objects.result.close();
        }
    }

    @Test
    void whatGoesWrongIsNamed() throws Exception {
        try (Objects objects = new Objects()) {
            State.OPEN.apply(objects);
            assertState(() -> objects.connection.createBlob(), "0A000");
            assertState(() -> objects.statement.executeQuery(null), "HY009");
            assertState(() -> objects.result.getString("nosuch"), "42703");
            assertState(() -> objects.result.getString(null), "42703");
            assertState(() -> objects.result.getString(99), "42703");
            assertState(() -> objects.result.updateInt(1, 1), "0A000");
            assertState(() -> objects.result.previous(), "0A000");
            assertState(() -> objects.resultMetaData.getColumnName(99), "07009");
            assertState(() -> objects.parameterMetaData.getParameterType(2), "07009");
            assertState(() -> objects.prepared.executeQuery("SELECT 1"), "HY000");
            assertState(() -> objects.statement.executeBatch(), "25006");
            assertState(() -> objects.connection.unwrap(String.class), "HY024");
            State.AFTER_LAST_ROW.apply(objects);
            assertState(() -> objects.result.getString(1), "24000");
        }
    }

    @Test
    void objectsLeadToEachOther() throws Exception {
        try (Objects objects = new Objects()) {
            assertThat(objects.statement.getConnection()).isSameAs(objects.connection);
            assertThat(objects.prepared.getConnection()).isSameAs(objects.connection);
            assertThat(objects.metaData.getConnection()).isSameAs(objects.connection);
            assertThat(objects.connection.getMetaData()).isSameAs(objects.metaData);
            assertThat(objects.result.getStatement()).isSameAs(objects.prepared);
            assertThat(objects.prepared.getResultSet()).isSameAs(objects.result);
            assertThat(Set.<Object>of(objects.connection, objects.statement))
                    .contains(objects.statement.getConnection())
                    .doesNotContain(objects.prepared);
            assertThat(objects.connection.unwrap(Connection.class)).isSameAs(objects.connection);
            assertThat(objects.connection.isWrapperFor(Connection.class)).isTrue();
            assertThat(objects.connection.isWrapperFor(Driver.class)).isFalse();
            assertThat(objects.statement.isWrapperFor(Statement.class)).isTrue();
            assertThat(objects.result.unwrap(ResultSet.class)).isSameAs(objects.result);
        }
    }

    @Test
    void positionsAreKnown() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT response_id FROM survey_responses LIMIT 2")) {
            assertThat(result.isBeforeFirst()).isTrue();
            assertThat(result.next()).isTrue();
            assertThat(result.isFirst()).isTrue();
            assertThat(result.getRow()).isEqualTo(1);
            assertThat(result.next()).isTrue();
            assertThat(result.isFirst()).isFalse();
            assertThat(result.getRow()).isEqualTo(2);
            assertThat(result.next()).isFalse();
            assertThat(result.next()).isFalse();
            assertThat(result.isAfterLast()).isTrue();
            assertThat(result.getRow()).isZero();
        }
    }

    @Test
    void aCancelledStatementRunsAgain() throws Exception {
        try (Objects objects = new Objects()) {
            State.CANCELLED.apply(objects);
            try (ResultSet again = objects.prepared.executeQuery()) {
                assertThat(again.next()).isTrue();
            }
            assertThat(TestingModel.rows(objects.statement.executeQuery("SELECT 1")))
                    .containsExactly("1");
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static void assertState(Work work, String state) {
        try {
            work.run();
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state);
            assertThat(e.getMessage()).isNotBlank().doesNotContain("Exception", "dev.caresql");
            return;
        }
        throw new AssertionError("it should not have worked");
    }

    /** What is wrong with a method, if anything is. */
    private static Optional<String> call(
            Subject subject, Objects objects, Method method, Arguments arguments, State state) {
        @Nullable
        Object[] values =
                Arrays.stream(method.getParameterTypes()).map(arguments::of).toArray();
        String called = subject + "." + method.getName() + Arrays.toString(values);
        try {
            method.invoke(subject.of(objects), values);
            boolean mayWork =
                    state != State.CLOSED || subject.isDescription || WORK_WHEN_CLOSED.contains(method.getName());
            return mayWork ? Optional.empty() : Optional.of(called + " works on a closed object");
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            boolean stated = thrown instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().matches("[0-9A-Z]{5}")
                    && !sql.getSQLState().equals("XX000")
                    && sql.getMessage() != null
                    && sql instanceof SQLFeatureNotSupportedException == "0A000".equals(sql.getSQLState());
            return stated
                    ? Optional.empty()
                    : Optional.of(called + " threw " + thrown
                            + (thrown instanceof SQLException sql ? " with SQLState " + sql.getSQLState() : ""));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a method cannot be called", e);
        }
    }

    private enum Arguments {
        PLAUSIBLE(1, "response_id", new int[] {1}),
        NULL(1, null, null),
        OUT_OF_RANGE(Integer.MAX_VALUE, "nosuch", new int[0]);

        private final Map<Class<?>, @Nullable Object> values = new HashMap<>();

        Arguments(int number, @Nullable String text, int @Nullable [] numbers) {
            values.put(boolean.class, true);
            values.put(byte.class, (byte) number);
            values.put(short.class, (short) number);
            values.put(int.class, number);
            values.put(long.class, (long) number);
            values.put(float.class, (float) number);
            values.put(double.class, (double) number);
            values.put(String.class, text);
            values.put(int[].class, numbers);
            if (text != null) {
                values.put(Class.class, String.class);
                values.put(Object.class, text);
                values.put(String[].class, new String[] {text});
                values.put(Properties.class, new Properties());
                values.put(java.sql.SQLType.class, java.sql.JDBCType.VARCHAR);
                values.put(java.util.Calendar.class, java.util.Calendar.getInstance(java.util.Locale.ROOT));
                values.put(java.util.Map.class, Map.of());
                values.put(java.util.concurrent.Executor.class, (java.util.concurrent.Executor) Runnable::run);
            }
        }

        @Nullable
        Object of(Class<?> type) {
            return values.get(type);
        }
    }

    private enum State {
        OPEN,
        BEFORE_FIRST_ROW,
        AFTER_LAST_ROW,
        CLOSED,
        CANCELLED;

        void apply(Objects objects) throws SQLException {
            switch (this) {
                case OPEN -> objects.result.next();
                case BEFORE_FIRST_ROW -> {}
                case AFTER_LAST_ROW -> TestingModel.rows(objects.result);
                case CLOSED -> objects.connection.close();
                case CANCELLED -> {
                    objects.result.next();
                    objects.prepared.cancel();
                    objects.statement.cancel();
                }
            }
        }
    }

    private enum Subject {
        DRIVER(Driver.class, true),
        CONNECTION(Connection.class, false),
        STATEMENT(Statement.class, false),
        PREPARED_STATEMENT(PreparedStatement.class, false),
        RESULT_SET(ResultSet.class, false),
        DATABASE_META_DATA(DatabaseMetaData.class, true),
        RESULT_SET_META_DATA(ResultSetMetaData.class, true),
        PARAMETER_META_DATA(ParameterMetaData.class, true);

        private final Class<?> type;
        private final boolean isDescription;

        Subject(Class<?> type, boolean isDescription) {
            this.type = type;
            this.isDescription = isDescription;
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

    /** One of each, new for every call. */
    private static final class Objects implements AutoCloseable {
        private final Driver driver;
        private final Connection connection;
        private final Statement statement;
        private final PreparedStatement prepared;
        private final ResultSet result;
        private final DatabaseMetaData metaData;
        private final ResultSetMetaData resultMetaData;
        private final ParameterMetaData parameterMetaData;

        Objects() throws SQLException {
            driver = DriverManager.getDriver(model.url());
            connection = driver.connect(model.url(), new Properties());
            statement = connection.createStatement();
            statement.executeQuery("SELECT 1");
            prepared = connection.prepareStatement(SQL);
            parameterMetaData = prepared.getParameterMetaData();
            prepared.setInt(1, 0);
            result = prepared.executeQuery();
            resultMetaData = result.getMetaData();
            metaData = connection.getMetaData();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
