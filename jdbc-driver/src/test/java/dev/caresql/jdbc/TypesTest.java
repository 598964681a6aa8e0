package dev.caresql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypesTest extends ConnectedTest {
    private static ResultSet one(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.closeOnCompletion();
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        ResultSet result = statement.executeQuery();
        assertThat(result.next()).isTrue();
        return result;
    }

    @Test
    void timestampsKeepMicroseconds() throws SQLException {
        LocalDateTime expected = LocalDateTime.of(2026, 1, 5, 10, 0, 0, 123_456_000);
        try (ResultSet result = one("SELECT responded_at FROM survey_responses WHERE response_id = '1'")) {
            assertThat(result.getObject(1, LocalDateTime.class)).isEqualTo(expected);
            assertThat(result.getTimestamp(1)).isEqualTo(Timestamp.valueOf(expected));
            assertThat(result.getObject("RESPONDED_AT")).isEqualTo(Timestamp.valueOf(expected));
            assertThat(result.getString(1)).isEqualTo("2026-01-05 10:00:00.123456");
            assertThat(result.getObject(1, OffsetDateTime.class)).isEqualTo(expected.atOffset(ZoneOffset.UTC));
            assertThat(result.getObject(1, Instant.class)).isEqualTo(expected.toInstant(ZoneOffset.UTC));
            assertThat(result.getDate(1)).isEqualTo(Date.valueOf("2026-01-05"));
        }
    }

    @Test
    void aTextThatStatesItsOffsetIsReadInUtc() throws SQLException {
        LocalDateTime expected = LocalDateTime.of(2026, 1, 5, 10, 0, 0, 123_456_000);
        for (String text : List.of(
                "2026-01-05T17:00:00.123456+07:00",
                "2026-01-05 04:30:00.123456-05:30",
                "2026-01-05T10:00:00.123456Z")) {
            try (ResultSet result =
                    one("SELECT response_id, '" + text + "' FROM survey_responses WHERE responded_at = ?", text)) {
                assertThat(result.getString(1)).isEqualTo("1");
                assertThat(result.getTimestamp(2)).isEqualTo(Timestamp.valueOf(expected));
                assertThat(result.getObject(2, LocalDateTime.class)).isEqualTo(expected);
            }
            try (ResultSet result =
                    one("SELECT response_id FROM survey_responses WHERE responded_at = '" + text + "'")) {
                assertThat(result.getString(1)).isEqualTo("1");
            }
        }
    }

    @Test
    void bytesAreBytesAndShowTheirDigits() throws SQLException {
        try (ResultSet result = one("SELECT X'41fF' AS b, CAST(NULL AS VARBINARY) AS n")) {
            assertThat(result.getBytes("b")).containsExactly(0x41, 0xFF);
            assertThat(result.getObject("b")).isEqualTo(new byte[] {0x41, (byte) 0xFF});
            assertThat(result.getObject("b", byte[].class)).containsExactly(0x41, 0xFF);
            assertThat(result.getString("b")).isEqualTo("41FF");
            assertThat(result.getBytes("n")).isNull();
            assertThat(result.getString("n")).isNull();
            assertThat(result.wasNull()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01 00:00:00",
                "1582-10-04 23:59:59.999999",
                "1582-10-15 00:00:00",
                "1899-12-31 12:00:00.5",
                "2026-03-29 02:30:00",
                "2026-09-27 02:45:00",
                "9999-12-31 23:59:59.999999"
            })
    void timestampsSurviveTheWayToTheEngineAndBackInEveryForm(String text) throws SQLException {
        LocalDateTime value = LocalDateTime.parse(text.replace(' ', 'T'));
        try (ResultSet result = one("SELECT CAST(? AS TIMESTAMP), TIMESTAMP '" + text + "'", value)) {
            for (int column = 1; column <= 2; column++) {
                assertThat(result.getString(column)).isEqualTo(text);
                assertThat(result.getObject(column, LocalDateTime.class)).isEqualTo(value);
                assertThat(result.getTimestamp(column)).isEqualTo(Timestamp.valueOf(value));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01", "1582-10-15", "2000-02-29", "9999-12-31"})
    void datesSurviveTheWayToTheEngineAndBack(String text) throws SQLException {
        LocalDate value = LocalDate.parse(text);
        try (ResultSet result = one("SELECT CAST(? AS DATE), DATE '" + text + "'", value)) {
            for (int column = 1; column <= 2; column++) {
                assertThat(result.getString(column)).isEqualTo(text);
                assertThat(result.getObject(column, LocalDate.class)).isEqualTo(value);
                assertThat(result.getDate(column)).isEqualTo(Date.valueOf(value));
                assertThat(result.getObject(column)).isEqualTo(Date.valueOf(value));
                assertThat(result.getTimestamp(column)).isEqualTo(Timestamp.valueOf(value.atStartOfDay()));
            }
        }
    }

    @Test
    void calendarsMoveTimestampsToTheirZone() throws SQLException {
        Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"), Locale.ROOT);
        try (ResultSet result = one("SELECT TIMESTAMP '2026-01-05 10:00:00.000001'")) {
            assertThat(result.getTimestamp(1, tokyo).toInstant())
                    .isEqualTo(Instant.parse("2026-01-05T01:00:00.000001Z"));
        }
        try (PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS TIMESTAMP)")) {
            statement.setTimestamp(1, Timestamp.from(Instant.parse("2026-01-05T01:00:00.000001Z")), tokyo);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                assertThat(result.getString(1)).isEqualTo("2026-01-05 10:00:00.000001");
            }
        }
    }

    @Test
    void numbersAreOfTheirPlannedTypes() throws SQLException {
        try (ResultSet result = one("SELECT SUM(score), COUNT(*), AVG(score), CAST(1.50 AS DECIMAL(38, 2)), 7,"
                + " CAST(123456789012345678901234567890123456.78 AS DECIMAL(38, 2)), MAX(score) > 5"
                + " FROM survey_responses")) {
            assertThat(result.getObject(1)).isEqualTo(29L);
            assertThat(result.getObject(2)).isEqualTo(4L);
            assertThat(result.getObject(3)).isEqualTo(7.25);
            assertThat(result.getObject(4)).isEqualTo(new BigDecimal("1.50"));
            assertThat(result.getObject(5)).isEqualTo(7);
            assertThat(result.getBigDecimal(6)).isEqualTo(new BigDecimal("123456789012345678901234567890123456.78"));
            assertThat(result.getObject(7)).isEqualTo(true);
            assertThat(result.getObject(1, Integer.class)).isEqualTo(29);
            assertThat(result.getObject(3, BigDecimal.class)).isEqualTo(new BigDecimal("7.25"));
            assertThat(result.getInt(3)).isEqualTo(7);
            assertThat(result.getString(1)).isEqualTo("29");
        }
    }

    @Test
    void truncatedDatesStayOfTheirPlannedType() throws SQLException {
        try (ResultSet result = one("SELECT FLOOR(DATE '2026-05-17' TO MONTH), EXTRACT(YEAR FROM DATE '2026-05-17')")) {
            assertThat(result.getMetaData().getColumnType(1)).isEqualTo(Types.DATE);
            assertThat(result.getObject(1)).isEqualTo(Date.valueOf("2026-05-01"));
            assertThat(result.getObject(2)).isEqualTo(2026L);
        }
    }

    @Test
    void nullsAreSeenInEveryForm() throws SQLException {
        try (ResultSet result = one("SELECT comment_text, CAST(NULL AS INTEGER), CAST(NULL AS TIMESTAMP),"
                + " CAST(NULL AS DOUBLE), NULL FROM survey_responses WHERE response_id = '2'")) {
            for (int column = 1; column <= 5; column++) {
                assertThat(result.getObject(column)).isNull();
                assertThat(result.wasNull()).isTrue();
                assertThat(result.getString(column)).isNull();
            }
            assertThat(result.getInt(2)).isZero();
            assertThat(result.wasNull()).isTrue();
            assertThat(result.getTimestamp(3)).isNull();
            assertThat(result.getObject(3, LocalDateTime.class)).isNull();
            assertThat(result.getDouble(4)).isZero();
            assertThat(result.wasNull()).isTrue();
        }
    }

    @Test
    void textIsUnicodeBothWays() throws SQLException {
        try (ResultSet result = one(
                "SELECT comment_text, CAST(? AS VARCHAR), 'Đẹp 😀' FROM survey_responses WHERE comment_text = ?",
                "a\u0000b ',; 𝄞",
                "Tuyệt vời")) {
            assertThat(result.getString(1)).isEqualTo("Tuyệt vời");
            assertThat(result.getString(2)).isEqualTo("a\u0000b ',; 𝄞");
            assertThat(result.getString(3)).isEqualTo("Đẹp 😀");
        }
    }

    @ParameterizedTest
    @CsvSource({"score >= ?, 9", "responded_at < ?, 2026-01-07", "CAST(responded_at AS DATE) <= ?, 2026-01-06 23:00:00"
    })
    void valuesAreConvertedToTheTypeOfTheirQuestionMark(String condition, String value) throws SQLException {
        try (ResultSet result = one("SELECT COUNT(*) FROM survey_responses WHERE " + condition, value)) {
            assertThat(result.getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void everySetterMeetsEveryFittingParameter() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT COUNT(*) FROM survey_responses WHERE score > ? AND responded_at >= ? AND comment_text = ?"
                        + " OR score = ? LIMIT ?")) {
            statement.setLong(1, 3);
            statement.setDate(2, Date.valueOf("2026-01-05"));
            statement.setString(3, "ok");
            statement.setBigDecimal(4, new BigDecimal("10"));
            statement.setLong(5, 5L);
            try (ResultSet result = statement.executeQuery()) {
                assertThat(result.next()).isTrue();
                assertThat(result.getInt(1)).isEqualTo(2);
            }
            statement.setObject(2, OffsetDateTime.parse("2026-01-08T01:00:00+02:00"));
            statement.setNull(4, Types.INTEGER);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                assertThat(result.getInt(1)).isEqualTo(1);
            }
            assertThatThrownBy(() -> statement.setString(1, "many"))
                    .isInstanceOf(SQLDataException.class)
                    .hasMessage("The value 'many' cannot be read as a number");
            statement.clearParameters();
            assertThatThrownBy(statement::executeQuery).hasMessage("Parameter 1 of 5 has no value");
            assertThatThrownBy(() -> statement.setInt(6, 1)).hasMessage("There is no parameter 6; the statement has 5");
            assertThat(statement.getParameterMetaData().getParameterTypeName(2)).isEqualTo("TIMESTAMP");
        }
    }

    @Test
    void timesKeepTheirFraction() throws SQLException {
        try (ResultSet result = one("SELECT CAST(? AS TIME)", LocalTime.parse("12:34:56.789012"))) {
            assertThat(result.getObject(1, LocalTime.class)).isEqualTo(LocalTime.parse("12:34:56.789012"));
            assertThat(result.getString(1)).isEqualTo("12:34:56.789012");
            Time time = result.getTime(1);
            assertThat(time.toLocalTime()).isEqualTo(LocalTime.parse("12:34:56"));
            assertThat(Math.floorMod(time.getTime(), 1000L)).isEqualTo(789);
        }
    }

    @Test
    void everyColumnHasAPositiveSizeAndAPlainTypeName() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT *, 1.5, 'x', 1e0, NULL, TRUE, DATE '2026-01-01',"
                        + " score + 1 AS \"Điểm\" FROM survey_responses")) {
            ResultSetMetaData columns = result.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                assertThat(columns.getColumnDisplaySize(i))
                        .as(columns.getColumnLabel(i))
                        .isPositive();
                assertThat(columns.getPrecision(i))
                        .as(columns.getColumnLabel(i))
                        .isPositive();
                assertThat(columns.getColumnTypeName(i)).matches("[A-Z ]+");
                assertThat(columns.isSearchable(i)).isTrue();
                assertThat(columns.isWritable(i)).isFalse();
                assertThat(columns.getCatalogName(i)).isEmpty();
            }
            assertThat(columns.getColumnLabel(columns.getColumnCount())).isEqualTo("Điểm");
        }
    }
}
