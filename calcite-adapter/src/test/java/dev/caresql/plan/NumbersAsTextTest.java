package dev.caresql.plan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A text beside a whole number, as tools quote constants and as CSV columns are without a type, against plain Java. */
final class NumbersAsTextTest extends PlanningTest {
    private static final List<String> TEXTS = List.of(
            "9", "8.6", "8.4", "8.5", "-9", "-8.5", "0", "0.4", "10", "09", "9.0", " 9 ", "9000000000", "8999999999.5");
    private static final List<Long> WHOLES = List.of(9L, 8L, -9L, -8L, 0L, 10L, 9_000_000_000L);

    @Test
    void keepsItsFraction() throws SQLException {
        for (String text : TEXTS) {
            BigDecimal number = new BigDecimal(text.strip());
            for (long whole : WHOLES) {
                database.duckDb("CREATE OR REPLACE TABLE t AS SELECT '" + text + "' AS s, " + whole + "::BIGINT AS i");
                for (String quoted : List.of("s", "'" + text + "'")) {
                    for (String plain : List.of("i", Long.toString(whole))) {
                        check(quoted, number, plain, BigDecimal.valueOf(whole));
                    }
                }
            }
        }
    }

    private void check(String quoted, BigDecimal number, String plain, BigDecimal whole) throws SQLException {
        int order = number.compareTo(whole);
        gives(plain + " = " + quoted, order == 0);
        gives(quoted + " <> " + plain, order != 0);
        gives(quoted + " > " + plain, order > 0);
        gives(plain + " >= " + quoted, order <= 0);
        gives(quoted + " IS NOT DISTINCT FROM " + plain, order == 0);
        gives(plain + " IN (" + quoted + ", '77')", order == 0);
        gives(quoted + " NOT IN (" + plain + ", 77)", order != 0);
        gives(plain + " BETWEEN " + quoted + " AND " + quoted, order == 0);
        gives("CASE " + plain + " WHEN " + quoted + " THEN TRUE ELSE FALSE END", order == 0);
        gives("NULLIF(" + plain + ", " + quoted + ") IS NULL", order == 0);
        equal(quoted + " + " + plain, number.add(whole));
        equal(plain + " - " + quoted, whole.subtract(number));
        BigDecimal product = number.multiply(whole);
        if (product.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0) {
            equal(quoted + " * " + plain, product);
        }
    }

    private void gives(String condition, boolean expected) throws SQLException {
        assertThat(database.value("SELECT " + condition + " FROM t"))
                .as(condition)
                .isEqualTo(expected);
    }

    private void equal(String expression, BigDecimal expected) throws SQLException {
        Object value = requireNonNull(database.value("SELECT " + expression + " FROM t"));
        assertThat(new BigDecimal(value.toString())).as(expression).isEqualByComparingTo(expected);
    }

    @Test
    void aWholeNumberInQuotesLeavesTheColumnAsItIs() throws SQLException {
        database.duckDb("CREATE TABLE t AS SELECT 9 AS i");
        for (String condition : List.of("i = '9'", "'9' = i", "i = ' 09 '")) {
            assertThat(database.plan("SELECT COUNT(*) FROM t WHERE " + condition)
                            .sql()
                            .text())
                    .as(condition)
                    .containsPattern("WHERE (\"i\" = 9|9 = \"i\")");
        }
        assertThat(database.plan("SELECT COUNT(*) FROM t WHERE i IN ('8', '9')")
                        .sql()
                        .text())
                .contains("WHERE \"i\" IN (8, 9)");
    }

    @Test
    void whatIsNoNumberIsRefused() throws SQLException {
        database.duckDb("CREATE TABLE t AS SELECT 7 AS i, 'nine' AS s");
        for (String condition : List.of("i = 'nine'", "i IN ('9', 'nine')", "s > 8", "s + 1 > 2")) {
            assertThatThrownBy(() -> database.rows("SELECT COUNT(*) FROM t WHERE " + condition))
                    .as(condition)
                    .hasMessageContaining("nine");
        }
    }
}
