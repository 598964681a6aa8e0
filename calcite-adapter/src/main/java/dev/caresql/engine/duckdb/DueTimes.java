package dev.caresql.engine.duckdb;

import static java.util.Objects.requireNonNull;

import dev.caresql.model.calendar.BusinessCalendars;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;

/**
 * When replies and resolutions are due by the seconds that are agreed for them, on the clock that is agreed, where the model
 * does not map it. On the business clock something is due at the first instant at which so much business time has passed; on
 * a clock that stops while the ticket is pending, such time does not count.
 */
final class DueTimes {
    private static final String TICKETS = "tickets";
    private static final String ROWS = "due_rows";
    private static final List<Target> OF_TICKETS = List.of(
            Target.ofTickets("first_reply_due_at", "first_reply"), Target.ofTickets("resolution_due_at", "resolution"));
    private static final Target OF_NEXT_REPLIES =
            new Target("next_replies", "due_at", "message_at", "target_s", "clock_code", "pauses_on_pending");

    private final Connection connection;
    private final BusinessCalendars calendars;
    private final Optional<ClockSql> clock;

    /** Of the calendars that there are, and the clock that they make; none without calendars. */
    DueTimes(Connection connection, BusinessCalendars calendars, Optional<ClockSql> clock) {
        this.connection = requireNonNull(connection, "connection is null");
        this.calendars = requireNonNull(calendars, "calendars is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** The columns that a due time is computed from. */
    private record Target(String table, String due, String starts, String seconds, String clock, String pauses) {
        static Target ofTickets(String due, String of) {
            return new Target(TICKETS, due, "created_at", of + "_target_s", of + "_clock_code", of + "_pauses");
        }
    }

    /** Adds the due times of tickets that are not stored and whose targets are. */
    void ofTickets(StatementRunner runner) throws SQLException {
        Jdbc.run(connection, "USE snap");
        for (Target target : OF_TICKETS) {
            List<String> columns = columns(target.table);
            if (!columns.contains(target.due) && columns.containsAll(List.of(target.seconds, target.starts))) {
                Jdbc.run(connection, "ALTER TABLE " + TICKETS + " ADD COLUMN " + target.due + " TIMESTAMP");
                fill(target, columns, runner);
            }
        }
        Jdbc.run(connection, "USE memory");
    }

    /** Fills in the due times of the derived table of next replies. */
    void ofNextReplies(StatementRunner runner) throws SQLException {
        Jdbc.run(connection, "USE snap");
        List<String> columns = columns(OF_NEXT_REPLIES.table);
        if (!columns.isEmpty()) {
            fill(OF_NEXT_REPLIES, columns, runner);
        }
        Jdbc.run(connection, "USE memory");
    }

    private List<String> columns(String table) throws SQLException {
        return Optional.ofNullable(new StoredTables(connection).rowTypes().get(table))
                .map(RelDataType::getFieldNames)
                .orElse(List.of());
    }

    private void fill(Target target, List<String> columns, StatementRunner runner) throws SQLException {
        String clockCode = columns.contains(target.clock) ? "coalesce(" + target.clock + ", 'CALENDAR')" : "'CALENDAR'";
        String pauses = columns.contains(target.pauses) ? "coalesce(" + target.pauses + ", FALSE)" : "FALSE";
        runner.run("UPDATE " + target.table + " SET " + target.due + " = " + target.starts + " + to_seconds("
                + target.seconds + ") WHERE " + clockCode + " = 'CALENDAR' AND NOT " + pauses);
        boolean canPause = columns.contains(target.pauses)
                && columns.contains("ticket_id")
                && PendingTimes.create(connection, columns("ticket_events"), runner);
        if (canPause || clock.isPresent()) {
            List<String> parts = new ArrayList<>();
            parts.add("asked AS (SELECT rowid AS row_no, " + (canPause ? "ticket_id, " : "") + calendar(columns)
                    + " AS calendar_id, " + target.starts + " AS starts_at, " + target.seconds
                    + "::BIGINT * 1000000 AS target_us, " + clockCode + " = 'BUSINESS' AS is_business, " + pauses
                    + " AS pauses FROM " + target.table + " WHERE (" + clockCode + " = 'BUSINESS' OR " + pauses
                    + ") AND "
                    + target.seconds + " > 0 AND " + target.starts + " IS NOT NULL)");
            parts.add(
                    canPause
                            ? PendingTimes.running(this::elapsed)
                            : "running AS (SELECT * FROM asked WHERE NOT pauses)");
            runner.run("CREATE OR REPLACE TEMP TABLE " + ROWS + " AS WITH " + String.join(", ", parts)
                    + ", due AS (SELECT row_no, starts_at + to_microseconds(target_us) AS due_at FROM running WHERE NOT"
                    + " is_business" + (clock.isPresent() ? " UNION ALL " + onBusinessClock() : "")
                    + ") SELECT * FROM due");
            runner.run("UPDATE " + target.table + " SET " + target.due + " = " + ROWS + ".due_at FROM " + ROWS
                    + " WHERE " + target.table + ".rowid = " + ROWS + ".row_no");
            Jdbc.run(connection, "DROP TABLE " + ROWS);
        }
    }

    private String calendar(List<String> columns) {
        String calendar = columns.contains("calendar_id") ? "calendar_id" : "CAST(NULL AS VARCHAR)";
        return calendars
                .defaultId()
                .map(id -> "coalesce(" + calendar + ", " + DuckDbText.literal(id) + ")")
                .orElse(calendar);
    }

    /** The microseconds from one instant to another on the clock of a row. */
    private String elapsed(String from, String to) {
        String plain = "epoch_us(" + to + ") - epoch_us(" + from + ")";
        return clock.map(sql -> "CASE WHEN is_business THEN "
                        + sql.micros(ClockSql.SCHEMA, from, to, sql.number("calendar_id")) + " ELSE " + plain + " END")
                .orElse("CASE WHEN NOT is_business THEN " + plain + " END");
    }

    private static String onBusinessClock() {
        return "(WITH begun AS (SELECT a.row_no, a.calendar_id, a.target_us + CASE WHEN i.opens_at IS NULL THEN 0 ELSE"
                + " i.open_before_s * 1000000 + epoch_us(least(a.starts_at, i.closes_at)) - epoch_us(i.opens_at)"
                + " END AS until_us FROM (SELECT * FROM running WHERE is_business) AS a ASOF LEFT JOIN "
                + BusinessClock.INTERVALS + " AS i ON a.calendar_id = i.calendar_id AND a.starts_at >= i.opens_at),"
                + " reached AS (SELECT b.row_no, i.opens_at + to_microseconds(b.until_us - i.open_before_s * 1000000) AS"
                + " due_at, i.closes_at FROM begun AS b ASOF JOIN (SELECT *, open_before_s * 1000000 AS before_us FROM "
                + BusinessClock.INTERVALS + ") AS i ON b.calendar_id = i.calendar_id AND b.until_us > i.before_us)"
                + " SELECT row_no, due_at FROM reached WHERE due_at <= closes_at)";
    }
}
