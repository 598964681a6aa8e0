package dev.caresql.plan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What one value gives, written as a literal and read from a column, against plain Java. */
final class WholeNumbersTest extends PlanningTest {
    private static final List<String> NUMBERS = List.of(
            "0", "0.4", "0.5", "1.49", "1.5", "1.6", "2.5", "3.5", "-0.4", "-0.5", "-1.5", "-1.6", "-2.5", "1234567.5");

    @Test
    void aCastToAnIntegerRoundsHalfAwayFromZero() throws SQLException {
        for (String type : List.of("INTEGER", "BIGINT", "SMALLINT")) {
            for (String number : type.equals("SMALLINT") ? NUMBERS.subList(0, NUMBERS.size() - 1) : NUMBERS) {
                database.duckDb("CREATE OR REPLACE TABLE t AS SELECT " + number + "::DOUBLE AS f, " + number
                        + "::DECIMAL(12, 3) AS d, '" + number + "' AS s");
                long expected =
                        new BigDecimal(number).setScale(0, RoundingMode.HALF_UP).longValueExact();
                for (String value : List.of(
                        number,
                        number + "e0",
                        "f",
                        "d",
                        "CAST('" + number + "' AS DOUBLE)",
                        "CAST(s AS DOUBLE)",
                        "CAST(f AS DECIMAL(12, 3))")) {
                    for (String cast : List.of("CAST", "TRY_CAST")) {
                        String sql = "SELECT " + cast + "(" + value + " AS " + type + ") FROM t";
                        assertThat(((Number) requireNonNull(database.value(sql))).longValue())
                                .as("%s for %s", sql, number)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void aCastToADecimalRoundsSoToo() throws SQLException {
        for (String number : List.of("1.005", "1.015", "-2.345", "2.5", "0.004", "0.0051")) {
            database.duckDb("CREATE OR REPLACE TABLE t AS SELECT " + number + "::DECIMAL(12, 4) AS d");
            BigDecimal expected = new BigDecimal(number).setScale(2, RoundingMode.HALF_UP);
            for (String value : List.of(number, "d")) {
                assertThat(database.value("SELECT CAST(" + value + " AS DECIMAL(8, 2)) FROM t"))
                        .as("%s of %s", value, number)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aTextThatIsNoNumberIsNullWhenTried() throws SQLException {
        database.duckDb("CREATE TABLE t AS SELECT unnest(['12', 'x', NULL, '']) AS s");
        assertThat(database.rows("SELECT TRY_CAST(s AS INTEGER) FROM t")).hasToString("[[12], [null], [null], [null]]");
    }

    @Test
    void whatIsWholeIsNotRoundedAgain() throws SQLException {
        database.duckDb("CREATE TABLE t AS SELECT 1.5::DOUBLE AS f");
        assertThat(database.rows(
                        "SELECT CAST(FLOOR(f) AS INTEGER), CAST(CEIL(f) AS INTEGER), CAST(TRUNCATE(f) AS INTEGER)"
                                + " FROM t"))
                .hasToString("[[1, 2, 1]]");
        assertThat(database.plan("SELECT CAST(FLOOR(f) AS INTEGER) FROM t")
                        .sql()
                        .text())
                .doesNotContain("ROUND");
    }

    /** The functions are PostgreSQL's: the first match, or all with the flag g. */
    @Test
    void replacingAMatchReplacesTheFirstUnlessAllAreAskedFor() throws SQLException {
        List<String> texts = List.of("a1b22c333", "", "none", "1", "ÀB12Đ3 x9", "22 22");
        List<String> patterns = List.of("[0-9]+", "[0-9]", "b", "x+", "([a-z])([0-9])");
        List<List<Object>> expected = new ArrayList<>();
        database.duckDb("CREATE TABLE t (n INTEGER, s VARCHAR, p VARCHAR)");
        for (String text : texts) {
            for (String pattern : patterns) {
                database.duckDb("INSERT INTO t VALUES (" + expected.size() + ", '" + text + "', '" + pattern + "')");
                Pattern plain = Pattern.compile(pattern);
                Pattern any = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
                expected.add(List.of(
                        plain.matcher(text).replaceFirst("<>"),
                        plain.matcher(text).replaceAll("<>"),
                        any.matcher(text).replaceFirst("<>"),
                        any.matcher(text).replaceAll("<>")));
            }
        }
        assertThat(database.rows("SELECT REGEXP_REPLACE(s, p, '<>'), REGEXP_REPLACE(s, p, '<>', 'g'),"
                        + " REGEXP_REPLACE(s, p, '<>', 'i'), REGEXP_REPLACE(s, p, '<>', 'gi') FROM t ORDER BY n"))
                .isEqualTo(expected);
        assertThat(database.rows("SELECT REGEXP_REPLACE('a1b2', '([a-z])([0-9])', '\\2\\1'),"
                        + " REGEXP_REPLACE('a1b2', '([a-z])([0-9])', '\\2\\1', 'g'), REGEXP_REPLACE(NULL, 'a', 'b')"))
                .hasToString("[[1ab2, 1a2b, null]]");
    }
}
