package dev.caresql.engine.duckdb;

import dev.caresql.model.CareModel;
import dev.caresql.model.calendar.BusinessCalendar;
import dev.caresql.model.calendar.BusinessCalendars;
import dev.caresql.model.calendar.OpenInterval;
import dev.caresql.model.calendar.OpenIntervals;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes the business clock of every calendar into a snapshot, and the business times of the tickets. The clock covers
 * the year before the first event of any table to ten years after the last.
 */
final class BusinessClock {
    /** The table of the open intervals, for users. */
    static final String INTERVALS = "business_intervals";

    private static final String ROWS = "clock_rows";
    private static final int YEARS_BEFORE = 1;
    private static final int YEARS_AFTER = 10;

    /** Years outside are mistakes, which must not blow up the clock. */
    private static final int FIRST_YEAR = 1990;

    private static final int LAST_YEAR = 2100;
    private static final int YEAR_WITHOUT_DATA = 2025;

    private final Connection connection;
    private final List<TargetTable> targets;
    private final BusinessCalendars calendars;

    private BusinessClock(Connection connection, List<TargetTable> targets, BusinessCalendars calendars) {
        this.connection = connection;
        this.targets = targets;
        this.calendars = calendars;
    }

    /** Adds to a snapshot whose tables are complete, and returns what computes due times on its clocks. */
    static DueTimes write(Connection connection, CareModel model, List<TargetTable> targets, StatementRunner runner)
            throws SQLException {
        BusinessCalendars calendars = CalendarTables.read(connection, model, targets);
        Optional<ClockSql> clock = Optional.empty();
        if (!calendars.all().isEmpty()) {
            ClockSql sql = new BusinessClock(connection, targets, calendars).write();
            new TicketClock(connection, targets, calendars, sql).derive(runner);
            clock = Optional.of(sql);
        }
        DueTimes dueTimes = new DueTimes(connection, calendars, clock);
        dueTimes.ofTickets(runner);
        return dueTimes;
    }

    private ClockSql write() throws SQLException {
        LocalDate first = LocalDate.of(year("min", YEAR_WITHOUT_DATA) - YEARS_BEFORE, 1, 1);
        LocalDate end = LocalDate.of(year("max", YEAR_WITHOUT_DATA) + YEARS_AFTER + 1, 1, 1);
        List<List<OpenInterval>> intervals = calendars.all().stream()
                .map(calendar -> OpenIntervals.of(calendar, first.minusDays(1), end.plusDays(1)))
                .toList();
        ClockGrid grid = ClockGrid.of(first, end, intervals);
        ClockSql sql = new ClockSql(grid, calendars);
        Jdbc.run(connection, "CREATE SCHEMA snap." + ClockSql.SCHEMA);
        writeCalendars();
        writeIntervals(intervals);
        writeSteps(grid, sql, intervals);
        writeMacros(sql);
        return sql;
    }

    private int year(String extreme, int absent) throws SQLException {
        List<String> times = new ArrayList<>();
        for (TargetTable target : targets) {
            for (String column : target.canonical().eventTimes()) {
                if (target.columns().containsKey(column)) {
                    times.add("SELECT " + extreme + "(" + column + ") AS event_at FROM snap."
                            + target.canonical().name() + " WHERE year(" + column + ") BETWEEN " + FIRST_YEAR + " AND "
                            + LAST_YEAR);
                }
            }
        }
        Optional<String> year = times.isEmpty()
                ? Optional.empty()
                : Jdbc.text(
                        connection,
                        "SELECT year(" + extreme + "(event_at)) FROM (" + String.join(" UNION ALL ", times)
                                + ") AS times");
        return year.map(Integer::valueOf).orElse(absent);
    }

    private void writeCalendars() throws SQLException {
        Jdbc.run(
                connection,
                "CREATE TABLE snap." + ClockSql.SCHEMA
                        + ".calendars (calendar_no INTEGER, calendar_id VARCHAR, time_zone VARCHAR, is_default BOOLEAN)");
        int number = 0;
        for (BusinessCalendar calendar : calendars.all()) {
            number++;
            boolean isDefault =
                    calendars.defaultId().filter(calendar.id()::equals).isPresent();
            Jdbc.run(
                    connection,
                    "INSERT INTO snap." + ClockSql.SCHEMA + ".calendars VALUES (" + number + ", "
                            + DuckDbText.literal(calendar.id()) + ", "
                            + DuckDbText.literal(calendar.zone().getId()) + ", " + isDefault + ")");
        }
    }

    private void writeIntervals(List<List<OpenInterval>> intervals) throws SQLException {
        Jdbc.run(connection, "CREATE TABLE " + ROWS + " (calendar_no INTEGER, opens_s BIGINT, closes_s BIGINT)");
        try (DuckDBAppender appender = connection.unwrap(DuckDBConnection.class).createAppender(ROWS)) {
            for (int i = 0; i < intervals.size(); i++) {
                for (OpenInterval interval : intervals.get(i)) {
                    appender.beginRow();
                    appender.append(i + 1);
                    appender.append(interval.opensAt());
                    appender.append(interval.closesAt());
                    appender.endRow();
                }
            }
        }
        Jdbc.run(
                connection,
                "CREATE TABLE snap." + INTERVALS
                        + " AS SELECT calendar_id, make_timestamp(opens_s * 1000000) AS opens_at,"
                        + " make_timestamp(closes_s * 1000000) AS closes_at,"
                        + " CAST(sum(closes_s - opens_s) OVER (PARTITION BY calendar_id ORDER BY opens_s)"
                        + " - (closes_s - opens_s) AS BIGINT) AS open_before_s FROM " + ROWS + " JOIN snap."
                        + ClockSql.SCHEMA + ".calendars USING (calendar_no) ORDER BY calendar_no, opens_s");
        Jdbc.run(connection, "DROP TABLE " + ROWS);
    }

    private void writeSteps(ClockGrid grid, ClockSql sql, List<List<OpenInterval>> intervals) throws SQLException {
        Jdbc.run(connection, sql.createSteps());
        try (DuckDBAppender appender =
                connection.unwrap(DuckDBConnection.class).createAppender("snap", ClockSql.SCHEMA, ClockSql.STEPS)) {
            appender.beginRow();
            for (long[] list : grid.lists(intervals)) {
                appender.append(list);
            }
            appender.endRow();
        }
    }

    /** The macros name the snapshot's tables without its name, which is another one once it is opened. */
    private void writeMacros(ClockSql sql) throws SQLException {
        String before = Jdbc.text(connection, "SELECT current_database()").orElseThrow();
        Jdbc.run(connection, "USE snap");
        Jdbc.run(connection, sql.createMacro("microseconds", 1));
        Jdbc.run(connection, sql.createMacro("seconds", 1_000_000));
        Jdbc.run(connection, "USE " + DuckDbText.identifier(before));
    }
}
