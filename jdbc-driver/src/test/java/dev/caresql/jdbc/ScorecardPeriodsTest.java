package dev.caresql.jdbc;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scorecard asked for a few periods computes those and the year before; every line is as among all periods. */
class ScorecardPeriodsTest {
    private static final int PERIOD = 1;
    private static final String LINES = "SELECT kpi_code, period_start, scope_id, actual, row_count, ci_low, ci_high,"
            + " previous_actual, last_year_actual, plan, attainment, trend, status FROM scorecard WHERE grain_code = '%s'"
            + " AND scope_type = '%s' AND kpi_code IN (%s)%s ORDER BY 1, 2, 3";

    /** Of all KPIs every ninth, which is some of every table: together they take minutes. */
    private static final String SOME =
            "SELECT kpi_name FROM (SELECT kpi_name, ROW_NUMBER() OVER (ORDER BY table_name, kpi_name)"
                    + " AS place FROM metadata.kpis WHERE is_available) k WHERE MOD(place, 9) = 0";

    @TempDir
    static Path snapshots;

    private static Connection connection;
    private static String kpis = "";

    @BeforeAll
    static void open() throws SQLException {
        connection = DriverManager.getConnection(
                "jdbc:caresql:" + Path.of("..", "examples", "company") + ";snapshotFolder=" + snapshots);
        kpis = Answers.rows(connection, SOME).stream()
                .map(row -> "'" + row.get(0) + "'")
                .collect(joining(", "));
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @CsvSource({
        "MONTH, COMPANY, 2025-11-01, 2025-11-01",
        "MONTH, TEAM, 2025-08-01, 2025-10-01",
        "QUARTER, COMPANY, 2025-07-01, 2025-07-01",
        "QUARTER, TEAM, 2025-04-01, 2025-10-01",
        "YEAR, COMPANY, 2025-01-01, 2025-01-01",
        "YEAR, DEPARTMENT, 2025-01-01, 2025-12-31"
    })
    void areAsAmongAll(String grain, String scope, LocalDate first, LocalDate last) throws SQLException {
        List<List<Object>> all = Answers.rows(connection, lines(grain, scope, ""));
        List<List<Object>> wanted = all.stream()
                .filter(line -> isBetween(((Date) line.get(PERIOD)).toLocalDate(), first, last))
                .toList();
        assertThat(wanted).hasSizeGreaterThan(15);
        Answers.assertSame(
                Answers.rows(
                        connection,
                        lines(grain, scope, " AND period_start BETWEEN DATE '" + first + "' AND DATE '" + last + "'")),
                wanted,
                true);
        Answers.assertSame(
                parameters(lines(grain, scope, " AND period_start BETWEEN ? AND ?"), first, last), wanted, true);
    }

    private static String lines(String grain, String scope, String condition) {
        return LINES.formatted(grain, scope, kpis, condition);
    }

    private static boolean isBetween(LocalDate period, LocalDate first, LocalDate last) {
        return !period.isBefore(first) && !period.isAfter(last);
    }

    private static List<List<Object>> parameters(String sql, LocalDate first, LocalDate last) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, first);
            statement.setDate(2, Date.valueOf(last));
            try (ResultSet result = statement.executeQuery()) {
                return Answers.rows(result);
            }
        }
    }
}
