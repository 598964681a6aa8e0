package dev.caresql.engine.duckdb;

import dev.caresql.model.calendar.BusinessCalendars;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When tickets are due by the seconds that are agreed for them, on the clock that is agreed, where the model does not map
 * it. On the business clock a ticket is due at the first instant at which so much business time has passed.
 */
final class DueTimes {
    private static final String TICKETS = "tickets";
    private static final String CREATED = "created_at";
    private static final String ROWS = "due_rows";

    /** The due time and the first part of the names of its target and its clock. */
    private static final Map<String, String> TARGETS =
            Map.of("first_reply_due_at", "first_reply", "resolution_due_at", "resolution");

    private final Connection connection;
    private final BusinessCalendars calendars;

    DueTimes(Connection connection, BusinessCalendars calendars) {
        this.connection = connection;
        this.calendars = calendars;
    }

    /** Adds the due times that are not stored and whose targets are. */
    void derive(StatementRunner runner) throws SQLException {
        Jdbc.run(connection, "USE snap");
        var tickets =
                Optional.ofNullable(new StoredTables(connection).rowTypes().get(TICKETS));
        List<String> columns = tickets.map(type -> type.getFieldNames()).orElse(List.of());
        for (Map.Entry<String, String> due : TARGETS.entrySet()) {
            String target = due.getValue() + "_target_s";
            if (!columns.contains(due.getKey()) && columns.contains(target) && columns.contains(CREATED)) {
                String clock = columns.contains(due.getValue() + "_clock_code")
                        ? due.getValue() + "_clock_code"
                        : "'CALENDAR'";
                String calendar = columns.contains("calendar_id") ? "calendar_id" : "CAST(NULL AS VARCHAR)";
                Jdbc.run(connection, "ALTER TABLE " + TICKETS + " ADD COLUMN " + due.getKey() + " TIMESTAMP");
                runner.run("UPDATE " + TICKETS + " SET " + due.getKey() + " = " + CREATED + " + to_seconds(" + target
                        + ") WHERE coalesce(" + clock + ", 'CALENDAR') = 'CALENDAR'");
                if (!calendars.all().isEmpty()) {
                    onBusinessClock(runner, due.getKey(), target, clock, calendar);
                }
            }
        }
        Jdbc.run(connection, "USE memory");
    }

    private void onBusinessClock(StatementRunner runner, String due, String target, String clock, String calendar)
            throws SQLException {
        String named = calendars
                .defaultId()
                .map(id -> "coalesce(" + calendar + ", " + DuckDbText.literal(id) + ")")
                .orElse(calendar);
        runner.run("CREATE OR REPLACE TEMP TABLE " + ROWS + " AS WITH asked AS (SELECT rowid AS row_no, " + named
                + " AS calendar_id, " + CREATED + ", " + target + "::BIGINT * 1000000 AS target_us FROM " + TICKETS
                + " WHERE " + clock + " = 'BUSINESS' AND " + target + " > 0 AND " + CREATED + " IS NOT NULL),"
                + " begun AS (SELECT a.row_no, a.calendar_id, a.target_us + CASE WHEN i.opens_at IS NULL THEN 0 ELSE"
                + " i.open_before_s * 1000000 + epoch_us(least(a." + CREATED + ", i.closes_at)) - epoch_us(i.opens_at)"
                + " END AS until_us FROM asked AS a ASOF LEFT JOIN " + BusinessClock.INTERVALS
                + " AS i ON a.calendar_id"
                + " = i.calendar_id AND a." + CREATED + " >= i.opens_at)"
                + " SELECT b.row_no, i.opens_at + to_microseconds(b.until_us - i.open_before_s * 1000000) AS due_at,"
                + " i.closes_at FROM begun AS b ASOF JOIN (SELECT *, open_before_s * 1000000 AS before_us FROM "
                + BusinessClock.INTERVALS + ") AS i ON b.calendar_id = i.calendar_id AND b.until_us > i.before_us");
        runner.run("UPDATE " + TICKETS + " SET " + due + " = " + ROWS + ".due_at FROM " + ROWS + " WHERE " + TICKETS
                + ".rowid = " + ROWS + ".row_no AND " + ROWS + ".due_at <= " + ROWS + ".closes_at");
        Jdbc.run(connection, "DROP TABLE " + ROWS);
    }
}
