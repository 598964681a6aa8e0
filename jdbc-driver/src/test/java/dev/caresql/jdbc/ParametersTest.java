package dev.caresql.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import javax.sql.rowset.serial.SerialClob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way of giving a parameter its value, to the engine and back. */
class ParametersTest extends ConnectedTest {
    private static final Calendar TOKYO = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"), Locale.ROOT);
    private static final Timestamp ONE_O_CLOCK_UTC = Timestamp.from(Instant.parse("2026-01-05T01:00:00.000001Z"));

    private static Arguments given(String type, String expected, Setter setter) {
        return Arguments.of(type, expected, setter);
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                given("BOOLEAN", "true", s -> s.setBoolean(1, true)),
                given("BOOLEAN", "false", s -> s.setObject(1, "no")),
                given("SMALLINT", "-7", s -> s.setByte(1, (byte) -7)),
                given("SMALLINT", "32767", s -> s.setShort(1, Short.MAX_VALUE)),
                given("INTEGER", "-2147483648", s -> s.setInt(1, Integer.MIN_VALUE)),
                given("BIGINT", "9223372036854775807", s -> s.setLong(1, Long.MAX_VALUE)),
                given("BIGINT", "12", s -> s.setObject(1, BigInteger.valueOf(12))),
                given("INTEGER", "12", s -> s.setObject(1, "12", Types.INTEGER)),
                given("INTEGER", "12", s -> s.setObject(1, 12.9, Types.INTEGER)),
                given("INTEGER", "12", s -> s.setObject(1, 12L, JDBCType.INTEGER)),
                given("DOUBLE", "1.5", s -> s.setFloat(1, 1.5f)),
                given("DOUBLE", "1.0E-300", s -> s.setDouble(1, 1e-300)),
                given("REAL", "1.5", s -> s.setDouble(1, 1.5)),
                given(
                        "DECIMAL(38, 2)",
                        "123456789012345678901234567890123456.78",
                        s -> s.setBigDecimal(1, new BigDecimal("123456789012345678901234567890123456.78"))),
                given("DECIMAL(9, 3)", "1.500", s -> s.setObject(1, new BigDecimal("1.5"), Types.DECIMAL, 3)),
                given("DECIMAL(9, 3)", "1.500", s -> s.setObject(1, "1.5", JDBCType.NUMERIC, 1)));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                given("VARCHAR", "Tuyệt vời 😀 '\";--", s -> s.setString(1, "Tuyệt vời 😀 '\";--")),
                given("VARCHAR", "", s -> s.setString(1, "")),
                given("VARCHAR", "điểm", s -> s.setNString(1, "điểm")),
                given("VARCHAR", "điểm", s -> s.setBytes(1, "điểm".getBytes(UTF_8))),
                given("VARCHAR", "điểm", s -> s.setCharacterStream(1, new StringReader("điểm"))),
                given("VARCHAR", "đi", s -> s.setCharacterStream(1, new StringReader("điểm"), 2)),
                given("VARCHAR", "đi", s -> s.setCharacterStream(1, new StringReader("điểm"), 2L)),
                given("VARCHAR", "điểm", s -> s.setNCharacterStream(1, new StringReader("điểm"))),
                given("VARCHAR", "đi", s -> s.setNCharacterStream(1, new StringReader("điểm"), 2L)),
                given("VARCHAR", "abc", s -> s.setAsciiStream(1, new ByteArrayInputStream("abc".getBytes(UTF_8)))),
                given("VARCHAR", "ab", s -> s.setAsciiStream(1, new ByteArrayInputStream("abc".getBytes(UTF_8)), 2)),
                given("VARCHAR", "ab", s -> s.setAsciiStream(1, new ByteArrayInputStream("abc".getBytes(UTF_8)), 2L)),
                given("VARCHAR", "điểm", s -> s.setClob(1, new SerialClob("điểm".toCharArray()))),
                given("VARCHAR", "điểm", s -> s.setClob(1, new StringReader("điểm"))),
                given("VARCHAR", "đi", s -> s.setClob(1, new StringReader("điểm"), 2)),
                given("VARCHAR", "điểm", s -> s.setNClob(1, new StringReader("điểm"))),
                given("VARCHAR", "đi", s -> s.setNClob(1, new StringReader("điểm"), 2)),
                given("VARCHAR", "12", s -> s.setInt(1, 12)),
                given("VARCHAR", "2026-01-05", s -> s.setObject(1, LocalDate.parse("2026-01-05"))),
                given("VARCHAR", "x", s -> s.setObject(1, 'x')));
    }

    static Stream<Arguments> times() {
        return Stream.of(
                given("DATE", "2026-01-05", s -> s.setDate(1, Date.valueOf("2026-01-05"))),
                given("DATE", "2026-01-05", s -> s.setDate(1, new Date(ONE_O_CLOCK_UTC.getTime()), TOKYO)),
                given("DATE", "2026-01-05", s -> s.setObject(1, LocalDate.parse("2026-01-05"))),
                given("DATE", "2026-01-05", s -> s.setObject(1, LocalDate.parse("2026-01-05"), Types.DATE)),
                given("DATE", "2026-01-05", s -> s.setTimestamp(1, Timestamp.valueOf("2026-01-05 23:59:59"))),
                given("DATE", "2026-01-05", s -> s.setString(1, "2026-01-05")),
                given("TIME", "10:20:30", s -> s.setTime(1, Time.valueOf("10:20:30"))),
                given("TIME", "10:00:00", s -> s.setTime(1, new Time(ONE_O_CLOCK_UTC.getTime()), TOKYO)),
                given("TIME", "10:20:30.000001", s -> s.setObject(1, LocalTime.parse("10:20:30.000001"))),
                given("TIME", "10:20:30", s -> s.setObject(1, "10:20:30", Types.TIME)),
                given(
                        "TIMESTAMP",
                        "2026-03-29 02:30:00.123456",
                        s -> s.setTimestamp(1, Timestamp.valueOf("2026-03-29 02:30:00.123456"))),
                given("TIMESTAMP", "2026-01-05 10:00:00.000001", s -> s.setTimestamp(1, ONE_O_CLOCK_UTC, TOKYO)),
                given(
                        "TIMESTAMP",
                        "2026-01-05 10:20:30",
                        s -> s.setObject(1, LocalDateTime.parse("2026-01-05T10:20:30"))),
                given(
                        "TIMESTAMP",
                        "2026-01-05 10:20:30",
                        s -> s.setObject(1, LocalDateTime.parse("2026-01-05T10:20:30"), Types.TIMESTAMP)),
                given("TIMESTAMP", "2026-01-05 00:00:00", s -> s.setDate(1, Date.valueOf("2026-01-05"))),
                given("TIMESTAMP", "2026-01-05 00:00:00", s -> s.setObject(1, LocalDate.parse("2026-01-05"))),
                given(
                        "TIMESTAMP",
                        "2026-01-05 03:20:30",
                        s -> s.setObject(1, OffsetDateTime.parse("2026-01-05T10:20:30+07:00"))),
                given(
                        "TIMESTAMP",
                        "2026-01-05 03:20:30",
                        s -> s.setObject(
                                1, OffsetDateTime.parse("2026-01-05T10:20:30+07:00"), Types.TIMESTAMP_WITH_TIMEZONE)),
                given(
                        "TIMESTAMP",
                        "2026-01-05 03:20:30",
                        s -> s.setObject(1, ZonedDateTime.parse("2026-01-05T10:20:30+07:00[Asia/Ho_Chi_Minh]"))),
                given("TIMESTAMP", "2026-01-05 10:20:30", s -> s.setObject(1, Instant.parse("2026-01-05T10:20:30Z"))),
                given("TIMESTAMP", "2026-01-05 10:20:30", s -> s.setString(1, "2026-01-05T10:20:30")));
    }

    @ParameterizedTest
    @MethodSource({"numbers", "texts", "times"})
    void aValueReachesTheEngineAndComesBack(String type, String expected, Setter setter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS " + type + ")")) {
            setter.set(statement);
            try (ResultSet result = statement.executeQuery()) {
                assertThat(result.next()).isTrue();
                assertThat(result.getString(1)).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BOOLEAN",
                "SMALLINT",
                "INTEGER",
                "BIGINT",
                "REAL",
                "DOUBLE",
                "DECIMAL(9, 2)",
                "VARCHAR",
                "DATE",
                "TIME",
                "TIMESTAMP"
            })
    void nullIsAValueOfEveryType(String type) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT CAST(? AS " + type + "), CAST(? AS " + type + ")")) {
            int id = statement.getParameterMetaData().getParameterType(1);
            statement.setNull(1, id);
            statement.setNull(2, Types.NULL, "anything");
            assertNulls(statement);
            statement.setObject(1, null);
            statement.setObject(2, null, id);
            assertNulls(statement);
            statement.setObject(1, null, JDBCType.valueOf(id));
            statement.setObject(2, null, id, 2);
            assertNulls(statement);
            statement.setString(1, null);
            statement.setBigDecimal(2, null);
            assertNulls(statement);
            statement.setTimestamp(1, null, TOKYO);
            statement.setDate(2, null, TOKYO);
            assertNulls(statement);
            statement.setTime(1, null);
            statement.setBytes(2, null);
            assertNulls(statement);
            statement.setCharacterStream(1, null);
            statement.setAsciiStream(2, null);
            assertNulls(statement);
        }
    }

    private static void assertNulls(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            assertThat(result.next()).isTrue();
            for (int column = 1; column <= 2; column++) {
                assertThat(result.getObject(column)).isNull();
                assertThat(result.wasNull()).isTrue();
            }
        }
    }

    @Test
    void bytesAreTextInUtf8() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS VARCHAR)")) {
            byte[] bytes = "Tuyệt vời".getBytes(UTF_8);
            statement.setBytes(1, bytes);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                assertThat(result.getBytes(1)).isEqualTo(bytes);
            }
            assertThatThrownBy(() -> statement.setBytes(1, new byte[] {(byte) 0xFF}))
                    .isInstanceOf(SQLDataException.class)
                    .hasMessage("The bytes of a parameter are no text in UTF-8");
        }
    }

    @Test
    void whatNoTypeHasRoomForIsRefused() throws Exception {
        try (PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS VARCHAR)")) {
            var url = URI.create("https://example.com").toURL();
            var stream = new ByteArrayInputStream(new byte[0]);
            for (Setter setter : new Setter[] {
                s -> s.setURL(1, url),
                s -> s.setBlob(1, stream),
                s -> s.setBinaryStream(1, stream),
                s -> s.setArray(1, null),
                s -> s.setRef(1, null),
                s -> s.setRowId(1, null),
                s -> s.setSQLXML(1, null)
            }) {
                assertThatThrownBy(() -> setter.set(statement))
                        .isInstanceOf(SQLFeatureNotSupportedException.class)
                        .hasMessageStartingWith("CareSQL has no set")
                        .satisfies(e ->
                                assertThat(((SQLException) e).getSQLState()).isEqualTo("0A000"));
            }
            statement.setString(1, "still usable");
            assertThat(TestingModel.rows(statement.executeQuery())).containsExactly("still usable");
        }
    }

    @Test
    void aValueThatDoesNotFitIsRefusedWhereItIsGiven() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT CAST(? AS INTEGER), CAST(? AS DATE), CAST(? AS BOOLEAN), CAST(? AS VARCHAR)")) {
            assertRefused(() -> statement.setString(1, "many"), "22018");
            assertRefused(() -> statement.setString(2, "soon"), "22018");
            assertRefused(() -> statement.setString(3, "perhaps"), "22018");
            assertRefused(() -> statement.setObject(1, new Object()), "22018");
            assertRefused(() -> statement.setInt(5, 1), "07009");
            assertRefused(() -> statement.setObject(4, new String[] {"a", "b"}), "22018");
            assertRefused(() -> statement.setObject(4, List.of("a", "b")), "22018");
            assertRefused(() -> statement.setInt(0, 1), "07009");
            assertRefused(statement::executeQuery, "07001");
        }
    }

    @Test
    void anAmountOfTimeIsAWholeNumber() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT DATEADD(day, ?, DATE '2026-01-30'), {fn TIMESTAMPADD(SQL_TSI_WEEK, ?, {ts '2026-01-01 10:00:00'})},"
                        + " TIMESTAMPADD(MONTH, ?, DATE '2026-01-31')")) {
            for (int parameter = 1; parameter <= 3; parameter++) {
                assertThat(statement.getParameterMetaData().getParameterTypeName(parameter))
                        .isEqualTo("INTEGER");
                statement.setLong(parameter, 2 - parameter);
            }
            try (ResultSet found = statement.executeQuery()) {
                assertThat(found.next()).isTrue();
                assertThat(found.getString(1)).isEqualTo("2026-01-31");
                assertThat(found.getString(2)).isEqualTo("2026-01-01 10:00:00");
                assertThat(found.getString(3)).isEqualTo("2025-12-31");
            }
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static void assertRefused(Work work, String state) {
        assertThatThrownBy(work::run)
                .isInstanceOf(SQLException.class)
                .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo(state));
    }

    @Test
    void limitsHoldForBothKindsOfStatement() throws SQLException {
        String sql = "SELECT response_id FROM survey_responses ORDER BY response_id DESC";
        try (var statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement(sql)) {
            statement.setMaxRows(2);
            prepared.setLargeMaxRows(3);
            assertThat(TestingModel.rows(statement.executeQuery(sql))).containsExactly("4", "3");
            assertThat(TestingModel.rows(prepared.executeQuery())).containsExactly("4", "3", "2");
            assertThat(statement.getLargeMaxRows()).isEqualTo(2);
            assertThat(TestingModel.rows(statement.executeQuery(sql + " LIMIT 3 OFFSET 1")))
                    .containsExactly("3", "2");
            assertThat(TestingModel.rows(statement.executeQuery("SELECT 1 UNION ALL SELECT 1 UNION ALL SELECT 1")))
                    .containsExactly("1", "1");
            assertThat(TestingModel.rows(statement.executeQuery(sql + " LIMIT 1")))
                    .containsExactly("4");
            statement.setMaxRows(0);
            prepared.setMaxRows(0);
            assertThat(TestingModel.rows(statement.executeQuery(sql))).hasSize(4);
            assertThat(TestingModel.rows(prepared.executeQuery())).hasSize(4);
            assertRefused(() -> statement.setMaxRows(-1), "HY000");
            statement.setQueryTimeout(Integer.MAX_VALUE);
            assertThat(statement.getQueryTimeout()).isPositive();
            assertThat(TestingModel.rows(statement.executeQuery("SELECT 1"))).containsExactly("1");
            statement.setFetchSize(1);
            assertThat(TestingModel.rows(statement.executeQuery(sql))).hasSize(4);
        }
    }

    @Test
    void areOptionsAndArgumentsOfKpisInEveryForm() throws SQLException {
        String options = "CSAT(%1$s, 5, %2$s), CSAT(score => %1$s, min_satisfied => %2$s)";
        String rows = " FROM (VALUES (1), (3), (4), (5), (NULL)) AS v(score)";
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + options.formatted("score + ?", "?") + rows)) {
            assertThat(statement.getParameterMetaData().getParameterTypeName(2)).isEqualTo("INTEGER");
            for (int satisfied : new int[] {3, 5}) {
                for (int parameter = 1; parameter <= 4; parameter++) {
                    statement.setInt(parameter, parameter % 2 == 1 ? 0 : satisfied);
                }
                String literal = "SELECT " + options.formatted("score", String.valueOf(satisfied)) + rows;
                try (ResultSet found = statement.executeQuery();
                        ResultSet expected = connection.createStatement().executeQuery(literal)) {
                    assertThat(found.next() && expected.next()).isTrue();
                    assertThat(found.getDouble(1))
                            .isEqualTo(expected.getDouble(1))
                            .isEqualTo(satisfied == 3 ? 75 : 25);
                    assertThat(found.getDouble(2)).isEqualTo(expected.getDouble(2));
                }
            }
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT CSAT(?, min_satisfied => ?) FILTER (WHERE score > ?) " + rows)) {
            statement.setInt(1, 5);
            statement.setNull(2, Types.INTEGER);
            statement.setInt(3, 0);
            try (ResultSet found = statement.executeQuery()) {
                assertThat(found.next()).isTrue();
                assertThat(found.getDouble(1)).isZero();
            }
        }
    }
}
