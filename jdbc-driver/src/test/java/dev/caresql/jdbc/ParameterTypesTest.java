package dev.caresql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A parameter's value means what a literal in its place means, also where the inferred type has no room for it. */
class ParameterTypesTest extends ConnectedTest {
    private static List<String> rows(String sql, Setter setter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            setter.set(statement);
            return rows(statement);
        }
    }

    /** The rows with their numbers in one spelling, since a double and a decimal print differently. */
    private static List<String> rows(PreparedStatement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery()) {
            return TestingModel.rows(found).stream()
                    .map(ParameterTypesTest::plain)
                    .toList();
        }
    }

    private static String plain(String value) {
        return value.matches("-?[0-9.]+(E-?[0-9]+)?")
                ? new BigDecimal(value).stripTrailingZeros().toPlainString()
                : value;
    }

    private static List<String> withLiteral(String sql, String literal) throws SQLException {
        return rows(sql.replace("?", literal), statement -> {});
    }

    private static final String COUNT = "SELECT COUNT(*) FROM survey_responses WHERE ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                COUNT + "score = ?",
                COUNT + "score < ?",
                COUNT + "score > ?",
                COUNT + "score >= ?",
                COUNT + "? <= score",
                COUNT + "score <> ?",
                COUNT + "score IN (?, 3)",
                COUNT + "score BETWEEN 7 AND ?",
                COUNT + "COALESCE(score, ?) < ?",
                "SELECT COUNT(*) * ? FROM survey_responses",
                "SELECT SUM(score * ?) FROM survey_responses",
                "SELECT SUM(COALESCE(NULLIF(score, 3), ?)) FROM survey_responses",
                "SELECT SUM(score / ?) FROM survey_responses",
                "SELECT SUM(score) - ? FROM survey_responses",
                "SELECT COUNT(*) FROM survey_responses HAVING SUM(score) > ? * 4",
                "SELECT MAX(CASE WHEN score > 7 THEN score ELSE ? END) FROM survey_responses",
                "SELECT CSAT(score, min_satisfied => ?) FROM survey_responses",
                "SELECT SUM(x) FROM (SELECT score + ? AS x FROM survey_responses ORDER BY score LIMIT 2)",
                "SELECT CAST(? AS INTEGER) FROM survey_responses WHERE score = 10",
                "SELECT score + ? FROM survey_responses ORDER BY 1 LIMIT 2"
            })
    void aFractionIsNotCutOff(String sql) throws SQLException {
        int marks = sql.length() - sql.replace("?", "").length();
        for (String number : List.of("8.6", "8.5", "7", "3.0", "-0.25")) {
            List<String> expected = withLiteral(sql, number);
            assertSame(sql, marks, expected, (s, i) -> s.setBigDecimal(i, new BigDecimal(number)));
            assertSame(sql, marks, expected, (s, i) -> s.setString(i, number));
            List<String> floating = withLiteral(sql, number + "E0");
            assertSame(sql, marks, floating, (s, i) -> s.setDouble(i, Double.parseDouble(number)));
            assertSame(sql, marks, floating, (s, i) -> s.setFloat(i, Float.parseFloat(number)));
            assertSame(sql, marks, floating, (s, i) -> s.setObject(i, Double.valueOf(number)));
        }
    }

    private interface PlaceSetter {
        void set(PreparedStatement statement, int index) throws SQLException;
    }

    private static void assertSame(String sql, int marks, List<String> expected, PlaceSetter setter)
            throws SQLException {
        List<String> found = rows(sql, statement -> {
            for (int i = 1; i <= marks; i++) {
                setter.set(statement, i);
            }
        });
        assertThat(found).as(sql).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"score < ?", "score > ?", "score <> ?", "score + 1 < ?"})
    void aNumberBeyondTheRangeIsCompared(String condition) throws SQLException {
        for (String number : List.of("5000000000", "-5000000000", "99999999999999999999")) {
            List<String> expected = withLiteral(COUNT + condition, number);
            assertThat(rows(COUNT + condition, s -> s.setObject(1, new BigInteger(number))))
                    .isEqualTo(expected);
            assertThat(rows(COUNT + condition, s -> s.setString(1, number))).isEqualTo(expected);
            assertThat(rows(COUNT + condition, s -> s.setDouble(1, Double.parseDouble(number))))
                    .isEqualTo(expected);
        }
        assertThat(rows(COUNT + condition, s -> s.setLong(1, 5_000_000_000L)))
                .isEqualTo(withLiteral(COUNT + condition, "5000000000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAST(? AS INTEGER)", "CAST(? AS SMALLINT)"})
    void whatDoesNotFitAWrittenTypeIsRefused(String expression) {
        assertThatThrownBy(() -> rows("SELECT " + expression, s -> s.setLong(1, 1L << 40)))
                .isInstanceOf(SQLDataException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIMIT ?", "OFFSET ?"})
    void aNumberOfRowsHasNoFraction(String clause) {
        String sql = "SELECT score FROM survey_responses ORDER BY score " + clause;
        assertThatThrownBy(() -> rows(sql, s -> s.setDouble(1, 1.5)))
                .isInstanceOf(SQLException.class)
                .hasMessage("Parameter 1 is of type INTEGER, which has no room for 1.5")
                .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("22003"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"business_date < ?", "business_date <= ?", "business_date = ?", "? < business_date"})
    void aTimeOfDayIsNotCutOff(String condition) throws SQLException {
        for (String time : List.of("2026-01-06 12:00:00", "2026-01-06 00:00:00", "2026-01-07 00:00:00.000001")) {
            List<String> expected = withLiteral(COUNT + condition, "TIMESTAMP '" + time + "'");
            assertThat(rows(COUNT + condition, s -> s.setTimestamp(1, Timestamp.valueOf(time))))
                    .isEqualTo(expected);
            assertThat(rows(COUNT + condition, s -> s.setObject(1, LocalDateTime.parse(time.replace(' ', 'T')))))
                    .isEqualTo(expected);
            assertThat(rows(COUNT + condition, s -> s.setString(1, time))).isEqualTo(expected);
        }
    }

    @Test
    void oneStatementTakesValuesOfManyTypesInTurn() throws SQLException {
        String sql = "SELECT SUM(score * ?) FROM survey_responses";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int round = 0; round < 2; round++) {
                statement.setInt(1, 2);
                assertThat(rows(statement)).containsExactly("58");
                statement.setDouble(1, 1.5);
                assertThat(rows(statement)).containsExactly("43.5");
                statement.setString(1, null);
                assertThat(rows(statement)).containsExactly("null");
                assertThat(statement.getParameterMetaData().getParameterTypeName(1))
                        .isEqualTo("INTEGER");
                assertThat(statement.getMetaData().getColumnTypeName(1)).isEqualTo("BIGINT");
            }
            statement.setBigDecimal(1, new BigDecimal("1.25"));
            try (ResultSet found = statement.executeQuery()) {
                assertThat(found.getMetaData().getColumnTypeName(1)).isEqualTo("DECIMAL");
                assertThat(found.next()).isTrue();
                assertThat(found.getObject(1)).isEqualTo(new BigDecimal("36.25"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                COUNT + "customer_id = COALESCE(?, customer_id)                     | VARCHAR | 'a'   | NULL",
                COUNT + "customer_id = IFNULL(?, customer_id)                       | VARCHAR | 'a'   | NULL",
                COUNT + "COALESCE(comment_text, ?) = 'slow, rude'                   | VARCHAR | 'slow, rude' | 'x'",
                COUNT + "COALESCE(?, score) > 8                                     | INTEGER | 8.6   | NULL",
                COUNT + "COALESCE(score, ?) > 8                                     | INTEGER | 8.6   | NULL",
                COUNT + "NULLIF(?, score) IS NULL                                   | INTEGER | 9     | 8.5",
                COUNT + "NULLIF(score, ?) IS NULL                                   | INTEGER | 9     | 8.5",
                COUNT
                        + "responded_at >= COALESCE(?, responded_at)                  | TIMESTAMP | TIMESTAMP '2026-01-07 00:00:00' | NULL",
                COUNT
                        + "business_date >= COALESCE(?, business_date)                | DATE    | TIMESTAMP '2026-01-07 12:00:00' | NULL",
                "SELECT SUM(COALESCE(?, score)) FROM survey_responses               | INTEGER | 1.5   | NULL",
                "SELECT COALESCE(?, 'none') FROM survey_responses                   | VARCHAR | 'nothing' | NULL",
                "SELECT NULLIF(?, 'none') FROM survey_responses                     | VARCHAR | 'none' | 'nothing'",
                "SELECT score + NULLIF(?, 2) FROM survey_responses                  | INTEGER | 3     | 2",
                "SELECT COALESCE(?, score) FROM survey_responses ORDER BY 1         | INTEGER | 3     | NULL",
                "SELECT COALESCE(?, ?) FROM survey_responses                        | VARCHAR | 'a'   | 'b'",
                "SELECT COALESCE(note, ?) FROM (SELECT comment_text AS note FROM survey_responses) ORDER BY 1 | VARCHAR | 'w' | 'a'"
            })
    void aParameterThatARewritingRepeatsIsOne(String sql, String type, String first, String second)
            throws SQLException {
        int marks = sql.length() - sql.replace("?", "").length();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(marks);
            assertThat(statement.getParameterMetaData().getParameterTypeName(1)).isEqualTo(type);
            for (String literal : List.of(first, second)) {
                String value = literal.replace("TIMESTAMP ", "").replace("'", "");
                for (int i = 1; i <= marks; i++) {
                    statement.setString(i, "NULL".equals(literal) ? null : value);
                }
                assertThat(rows(statement)).as(sql + literal).isEqualTo(withLiteral(sql, literal));
            }
        }
    }

    @Test
    void eachOfManyParametersKeepsItsPlace() throws SQLException {
        String sql = COUNT + "customer_id = COALESCE(?, customer_id) AND score >= COALESCE(?, 0) AND score < ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(3);
            statement.setString(1, null);
            statement.setInt(2, 7);
            statement.setInt(3, 10);
            assertThat(rows(statement)).containsExactly("2");
            statement.setString(1, "a");
            statement.setDouble(2, 8.5);
            assertThat(rows(statement)).containsExactly("1");
            statement.setInt(2, 3);
            statement.setDouble(3, 8.5);
            assertThat(rows(statement)).containsExactly("0");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT ? IN ('a', 'bb')                                        | VARCHAR | 'bb' | 'b'",
                COUNT + "? NOT IN ('a', 'bb')                                   | VARCHAR | 'bb' | 'b'",
                COUNT + "? IN (score, 4)                                        | INTEGER | 9    | 8.5",
                COUNT + "? IN (3, 4)                                            | INTEGER | 3.5  | 4",
                COUNT + "? IN (?, 'a')                                          | VARCHAR | 'a'  | 'b'",
                COUNT + "? IN (SELECT customer_id FROM customers)               | VARCHAR | 'a'  | 'z'",
                COUNT + "? IN (SELECT score FROM survey_responses)              | INTEGER | 9    | 8.5"
            })
    void aParameterIsLookedForInAList(String sql, String type, String first, String second) throws SQLException {
        aParameterThatARewritingRepeatsIsOne(sql, type, first, second);
    }
}
