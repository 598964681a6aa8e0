package dev.caresql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The functions that DatabaseMetaData lists are those that run, each in the escape syntax of JDBC. */
class FunctionListsTest extends ConnectedTest {
    /** List, call, and its value; # where that is not known beforehand. */
    private static final String CALLS = """
            N ABS(-1.5) = 1.5
            N ACOS(1e0) = 0.0
            N ASIN(0e0) = 0.0
            N ATAN(0e0) = 0.0
            N ATAN2(0e0, 1e0) = 0.0
            N CEILING(1.2) = 2
            N COS(0e0) = 1.0
            N COT(1e0) = 0.6420926159343306
            N DEGREES(PI()) = 180.0
            N EXP(0e0) = 1.0
            N FLOOR(-1.2) = -2
            N LOG(1e0) = 0.0
            N LOG10(1000) = 3.0
            N MOD(7, 3) = 1
            N PI() = 3.141592653589793
            N POWER(2, 10) = 1024.0
            N RADIANS(180) = 3.141592653589793
            N RAND() = #
            N ROUND(2.345, 2) = 2.35
            N SIGN(-3) = -1
            N SIN(0e0) = 0.0
            N SQRT(9) = 3.0
            N TAN(0e0) = 0.0
            N TRUNCATE(2.349, 2) = 2.34
            S ASCII('A') = 65
            S CHAR(65) = A
            S CHAR_LENGTH('Tuyệt') = 5
            S CHARACTER_LENGTH('Tuyệt') = 5
            S CONCAT('a', 'b') = ab
            S INSERT('abcd', 2, 2, 'X') = aXd
            S LCASE('Ab') = ab
            S LEFT('abc', 2) = ab
            S LENGTH('abc') = 3
            S LOCATE('b', 'abcb') = 2
            S LTRIM('  a ') = a\\s
            S OCTET_LENGTH('Tuyệt') = 7
            S POSITION('b' IN 'abc') = 2
            S REPEAT('ab', 2) = abab
            S REPLACE('abc', 'b', 'x') = axc
            S RIGHT('abc', 2) = bc
            S RTRIM(' a  ') = \\sa
            S SPACE(3) = \\s\\s\\s
            S SUBSTRING('abcd', 2, 2) = bc
            S UCASE('Ab') = AB
            T CURDATE() = #
            T CURRENT_DATE() = #
            T CURRENT_TIME() = #
            T CURRENT_TIMESTAMP() = #
            T CURTIME() = #
            T DAYNAME(DATE '2026-01-05') = Monday
            T DAYOFMONTH(DATE '2026-01-05') = 5
            T DAYOFWEEK(DATE '2026-01-05') = 2
            T DAYOFYEAR(DATE '2026-02-01') = 32
            T EXTRACT(YEAR FROM DATE '2026-01-05') = 2026
            T HOUR(TIMESTAMP '2026-01-05 10:20:30') = 10
            T MINUTE(TIMESTAMP '2026-01-05 10:20:30') = 20
            T MONTH(DATE '2026-03-05') = 3
            T MONTHNAME(DATE '2026-03-05') = March
            T NOW() = #
            T QUARTER(DATE '2026-05-05') = 2
            T SECOND(TIMESTAMP '2026-01-05 10:20:30') = 30
            T TIMESTAMPADD(SQL_TSI_DAY, 2, TIMESTAMP '2026-01-05 10:20:30') = 2026-01-07 10:20:30
            T TIMESTAMPDIFF(SQL_TSI_HOUR, TIMESTAMP '2026-01-05 10:20:30', TIMESTAMP '2026-01-05 13:20:29') = 2
            T WEEK(DATE '2026-01-05') = 2
            T YEAR(DATE '2026-03-05') = 2026
            Y DATABASE() = caresql
            Y IFNULL(NULL, 'x') = x
            """;

    static List<String> calls() {
        return CALLS.lines().toList();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aListedFunctionRuns(String line) throws SQLException {
        String call = line.substring(2, line.lastIndexOf(" = "));
        String expected = line.substring(line.lastIndexOf(" = ") + 3).replace("\\s", " ");
        for (String sql : List.of(
                "SELECT {fn " + call + "}",
                "SELECT { FN " + call.toLowerCase(Locale.ROOT) + " } AS x FROM customers")) {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                assertThat(result.next()).isTrue();
                if (!expected.equals("#") && sql.startsWith("SELECT {fn")) {
                    assertThat(result.getString(1)).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void theListsAreTheFunctionsThatRun() throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        assertThat(names(metaData.getNumericFunctions())).isEqualTo(called("N"));
        assertThat(names(metaData.getStringFunctions())).isEqualTo(called("S"));
        assertThat(names(metaData.getTimeDateFunctions())).isEqualTo(called("T"));
        assertThat(names(metaData.getSystemFunctions()))
                .startsWith(called("Y").toArray(String[]::new))
                .contains("NPS", "ATTAINMENT");
    }

    private static List<String> names(String list) {
        return Arrays.asList(list.split(","));
    }

    private static List<String> called(String list) {
        return calls().stream()
                .filter(line -> line.startsWith(list + " "))
                .map(line -> line.substring(2, line.indexOf('(')))
                .toList();
    }
}
