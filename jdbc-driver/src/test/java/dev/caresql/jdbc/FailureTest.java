package dev.caresql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class FailureTest extends ConnectedTest {
    /** Twenty-fold product of the four rows: hours of work, and no answer before the end. */
    private static final String HEAVY = "SELECT COUNT(*) FROM survey_responses t0"
            + IntStream.range(1, 20)
                    .mapToObj(i -> " CROSS JOIN survey_responses t" + i)
                    .collect(Collectors.joining())
            + " WHERE t0.score + t1.score * t2.score + t19.score <> t10.score";

    private static final Duration PROMPT = Duration.ofSeconds(2);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELEC 1 | 42601
            SELECT nope FROM survey_responses | 42703
            SELECT 1 FROM nope | 42P01
            SELECT NOPE(1) | 42883
            DELETE FROM survey_responses | 25006
            SELECT score FROM survey_responses GROUP BY response_id | 42803
            SELECT CAST(comment_text AS INTEGER) FROM survey_responses | 22018
            """)
    void errorsHaveTheirSqlStateAndOneCleanSentence(String sql, String state) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            SQLException e =
                    catchThrowableOfType(SQLException.class, () -> TestingModel.rows(statement.executeQuery(sql)));
            assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state);
            assertThat(e.getMessage()).doesNotContain("\n", "Exception", "Error:", "org.", folder.toString());
            assertThat(TestingModel.rows(statement.executeQuery("SELECT 1"))).containsExactly("1");
        }
    }

    @Test
    void cancelStopsTheEngineWithinTwoSeconds() throws Exception {
        try (Statement statement = connection.createStatement()) {
            CompletableFuture<SQLException> failure = CompletableFuture.supplyAsync(() ->
                    catchThrowableOfType(SQLException.class, () -> TestingModel.rows(statement.executeQuery(HEAVY))));
            Thread.sleep(700);
            long cancelledAt = System.nanoTime();
            statement.cancel();
            SQLException e = failure.get(20, TimeUnit.SECONDS);
            assertThat(Duration.ofNanos(System.nanoTime() - cancelledAt)).isLessThan(PROMPT);
            assertThat(e.getSQLState()).isEqualTo("57014");
            assertThat(e.getMessage()).isEqualTo("The statement was cancelled");
            assertThat(TestingModel.rows(statement.executeQuery("SELECT 1"))).containsExactly("1");
        }
    }

    @Test
    void cancelReachesAPreparedStatementToo() throws Exception {
        try (PreparedStatement statement = connection.prepareStatement(HEAVY)) {
            CompletableFuture<SQLException> failure = CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(SQLException.class, () -> TestingModel.rows(statement.executeQuery())));
            Thread.sleep(700);
            long cancelledAt = System.nanoTime();
            statement.cancel();
            assertThat(failure.get(20, TimeUnit.SECONDS).getSQLState()).isEqualTo("57014");
            assertThat(Duration.ofNanos(System.nanoTime() - cancelledAt)).isLessThan(PROMPT);
        }
    }

    @Test
    void queryTimeoutStopsTheEngine() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            long start = System.nanoTime();
            assertThatThrownBy(() -> TestingModel.rows(statement.executeQuery(HEAVY)))
                    .isInstanceOf(SQLTimeoutException.class)
                    .hasMessage("The statement took longer than its time limit of 1.0 s")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("HYT00");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(900), PROMPT.plusSeconds(1));
        }
    }

    @Test
    void queryTimeoutDoesNotHurryTheReader() throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            try (ResultSet result = statement.executeQuery("SELECT score FROM survey_responses")) {
                assertThat(result.next()).isTrue();
                Thread.sleep(1500);
                assertThat(TestingModel.rows(result)).hasSize(3);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:caresql: | The URL names no model; write jdbc:caresql:FOLDER or jdbc:caresql:FOLDER/caresql.yaml
            jdbc:caresql:x;asof | In the URL, 'asof' should be a connection property, as name=value
            jdbc:caresql:x;asOff=2026-01-01 | There is no connection property 'asOff'; did you mean 'asOf'? (known: asOf, fanOut, folder, memoryLimit, password, snapshotFolder, threads, user)
            jdbc:caresql:x;asOf=soon | The connection property 'asOf' must be a UTC instant such as 2026-01-31T00:00:00Z, not 'soon'
            jdbc:caresql:x;threads=none | The connection property 'threads' must be a number from 1 to 9999, not 'none'
            jdbc:caresql:x;memoryLimit=much | The connection property 'memoryLimit' must be a size such as 512MB or 2GB, not 'much'
            """)
    void badUrlsSayWhatIsWrong(String url, String message) {
        assertThatThrownBy(() -> DriverManager.getConnection(url))
                .isInstanceOf(SQLException.class)
                .hasMessage(message)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08001");
    }

    @Test
    void unknownPropertiesAreRefusedToo() {
        Properties properties = new Properties();
        properties.setProperty("folders", "x");
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:caresql:x", properties))
                .hasMessageStartingWith("There is no connection property 'folders'; did you mean 'folder'?");
    }

    @Test
    void whatAToolKeepsAmongThePropertiesIsLeftOut() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("Type", "simple");
        properties.setProperty("fetchsize", "500");
        properties.setProperty("FANOUT", "error");
        try (Connection other = DriverManager.getConnection(model.url(), properties)) {
            assertThat(TestingModel.rows(other, "SELECT NPS() FROM survey_responses"))
                    .containsExactly("25.0");
        }
    }

    @Test
    void missingModelIsNamed() {
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:caresql:nowhere"))
                .hasMessageEndingWith("nowhere; name a caresql.yaml or its folder")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("58P01");
    }

    @Test
    void urlsOfOthersAreLeftAlone() throws SQLException {
        CareDriver driver = new CareDriver();
        assertThat(driver.connect("jdbc:postgresql://localhost/x", new Properties()))
                .isNull();
        assertThat(driver.acceptsURL("jdbc:calcite:")).isFalse();
        assertThat(driver.acceptsURL("jdbc:caresql:x")).isTrue();
    }

    @Test
    void propertiesAreListedWithDescriptions() {
        DriverPropertyInfo[] infos = new CareDriver().getPropertyInfo("jdbc:caresql:x", new Properties());
        assertThat(Arrays.stream(infos).map(info -> info.name))
                .containsExactly(
                        "asOf", "folder", "snapshotFolder", "memoryLimit", "threads", "fanOut", "user", "password");
        assertThat(infos).allSatisfy(info -> assertThat(info.description).isNotBlank());
    }

    @Test
    void asOfOfTheConnectionIsWhatAsOfMeans() throws SQLException {
        String url = "jdbc:caresql:" + folder + ";asOf=2026-05-01;user=me";
        try (Connection other = DriverManager.getConnection(url)) {
            assertThat(TestingModel.rows(other, "SELECT AS_OF()")).containsExactly("2026-05-01 00:00:00");
            assertThat(other.getMetaData().getUserName()).isEqualTo("me");
            assertThat(other.getMetaData().getURL()).isEqualTo(url);
        }
        assertThat(TestingModel.rows(connection, "SELECT AS_OF()")).containsExactly("2026-02-01 00:00:00");
    }

    @Test
    void whatToolsAskForBesidesQueriesIsAccepted() throws SQLException {
        try (Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                PreparedStatement prepared = connection.prepareStatement("SELECT 1", Statement.RETURN_GENERATED_KEYS)) {
            assertThat(statement.getWarnings().getMessage()).isEqualTo("Results are read forwards only");
            assertThat(statement.getWarnings().getNextWarning().getMessage()).isEqualTo("Results are read-only");
            assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
            statement.clearWarnings();
            assertThat((Throwable) statement.getWarnings()).isNull();
            statement.setEscapeProcessing(false);
            statement.setPoolable(true);
            statement.setMaxFieldSize(100);
            statement.setFetchSize(0);
            prepared.setFetchSize(Integer.MIN_VALUE);
            assertThat(statement.execute("SELECT 1")).isTrue();
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            assertThat(statement.getGeneratedKeys().next()).isFalse();
            assertThat(connection.getTypeMap()).isEmpty();
            assertThat(connection.nativeSQL("SELECT 1")).isEqualTo("SELECT 1");
            connection.setClientInfo("ApplicationName", "test");
            assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("test");
            assertThatThrownBy(() -> connection.prepareCall("x")).isInstanceOf(SQLFeatureNotSupportedException.class);
            assertThatThrownBy(connection::setSavepoint).isInstanceOf(SQLFeatureNotSupportedException.class);
            assertThatThrownBy(() -> statement.executeUpdate("SELECT 1"))
                    .hasMessage("CareSQL only reads: run the query with executeQuery, not executeUpdate");
        }
    }

    @Test
    void closedObjectsSaySo() throws SQLException {
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT 1");
        result.close();
        assertThatThrownBy(result::next).hasMessage("The result is closed");
        statement.close();
        assertThatThrownBy(() -> statement.executeQuery("SELECT 1")).hasMessage("The statement is closed");
        Connection other = DriverManager.getConnection("jdbc:caresql:" + folder);
        other.close();
        assertThatThrownBy(other::createStatement).hasMessage("The connection is closed");
    }

    @Test
    void wrongColumnsAreNamed() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT comment_text FROM survey_responses ORDER BY response_id")) {
            result.next();
            assertThatThrownBy(() -> result.getString("note")).hasMessage("The result has no column 'note'");
            assertThatThrownBy(() -> result.getString(2)).hasMessage("The result has no column 2; it has 1");
            assertThatThrownBy(() -> result.getInt(1)).hasMessage("The value 'Tuyệt vời' cannot be read as a number");
        }
    }
}
