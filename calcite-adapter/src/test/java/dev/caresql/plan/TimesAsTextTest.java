package dev.caresql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A text beside a date or a timestamp, as tools quote constants, against java.time. */
final class TimesAsTextTest extends PlanningTest {
    private static final List<String> TIMES = List.of(
            "2026-01-31",
            "2026-01-31 00:00:00",
            "2026-01-31 23:59:59",
            "2026-01-31T23:59:59.999999",
            "2026-01-30 12:30",
            "2026-02-01T00:00:00");

    private static final List<String> INSTANTS = List.of(
            "2026-01-31T10:00:00Z",
            "2026-01-31 10:00:00+00",
            "2026-01-31T10:00:00+07:00",
            "2026-01-31 10:00:00.5-05:30",
            "2026-01-31T17:00:00+07:00",
            "2026-02-01 00:00:00+14:00");

    @BeforeEach
    void createRow() throws SQLException {
        database.duckDb("CREATE TABLE t AS SELECT DATE '2026-01-31' AS d, TIMESTAMP '2026-01-31 10:00:00' AS ts");
    }

    @Test
    void theTimeOfDayBesideADateCounts() throws SQLException {
        LocalDateTime day = LocalDate.of(2026, 1, 31).atStartOfDay();
        for (String text : TIMES) {
            LocalDateTime time = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay()
                    : LocalDateTime.parse(text.replace(' ', 'T'));
            compares("d", "'" + text + "'", day.compareTo(time));
        }
    }

    @Test
    void anOffsetBesideATimestampCounts() throws SQLException {
        LocalDateTime ts = LocalDateTime.of(2026, 1, 31, 10, 0);
        for (String text : INSTANTS) {
            String iso = text.replace(' ', 'T').replaceFirst("\\+00$", "Z");
            LocalDateTime time = OffsetDateTime.parse(iso)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDateTime();
            compares("ts", "'" + text + "'", ts.compareTo(time));
            database.duckDb("CREATE OR REPLACE TABLE t AS SELECT TIMESTAMP '2026-01-31 10:00:00' AS ts, '" + text
                    + "' AS s, DATE '2026-01-31' AS d");
            compares("ts", "s", ts.compareTo(time));
            for (String cast :
                    List.of("CAST(s AS TIMESTAMP)", "TRY_CAST(s AS TIMESTAMP)", "CAST('" + text + "' AS TIMESTAMP)")) {
                assertThat(database.value("SELECT " + cast + " FROM t"))
                        .as("%s of %s", cast, text)
                        .isEqualTo(Timestamp.valueOf(time));
            }
        }
        assertThat(database.value("SELECT TRY_CAST('10 o''clock' || s AS TIMESTAMP) FROM t"))
                .isNull();
    }

    private void compares(String column, String text, int order) throws SQLException {
        gives(column + " = " + text, order == 0);
        gives(text + " <> " + column, order != 0);
        gives(column + " < " + text, order < 0);
        gives(text + " <= " + column, order >= 0);
        gives(column + " IN (" + text + ", '1999-01-01')", order == 0);
        gives(column + " BETWEEN '2020-01-01' AND " + text, order <= 0);
    }

    private void gives(String condition, boolean expected) throws SQLException {
        assertThat(database.value("SELECT " + condition + " FROM t"))
                .as(condition)
                .isEqualTo(expected);
    }

    @Test
    void aTextOfADayLeavesTheDateAsItIs() throws SQLException {
        for (String day : List.of("2026-01-31", "2026-01-31 00:00:00", "2026-01-31T00:00:00.000")) {
            assertThat(database.plan("SELECT COUNT(*) FROM t WHERE d < '" + day + "'")
                            .sql()
                            .text())
                    .contains("WHERE \"d\" < DATE '2026-01-31'");
        }
    }

    @Test
    void theDaysFromADayInQuotesAreCounted() throws SQLException {
        assertThat(database.value("SELECT d - '2026-01-01' FROM t")).isEqualTo(30L);
        assertThat(database.value("SELECT '2026-02-01' - d FROM t")).isEqualTo(1L);
    }
}
