package dev.caresql.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * When tickets waited for the customer, by their events: from PENDING_ON, or a STATUS to PENDING, until PENDING_OFF, or a STATUS
 * to anything else. Of events at one instant the later in the data holds.
 */
final class PendingTimes {
    private static final String ROWS = "pending_rows";
    private static final List<String> NEEDED = List.of("ticket_id", "event_code", "occurred_at");

    private PendingTimes() {}

    /**
     * Writes the times into a table of their own.
     *
     * @param columns those of the events; none where the model has no events
     * @return false where no event of any ticket tells whether it is pending
     */
    static boolean create(Connection connection, List<String> columns, StatementRunner runner) throws SQLException {
        if (!columns.containsAll(NEEDED)) {
            return false;
        }
        String ofStatus = columns.contains("to_code")
                ? " WHEN event_code = 'STATUS' AND to_code = 'PENDING' THEN 1"
                        + " WHEN event_code = 'STATUS' AND to_code IS NOT NULL THEN 0"
                : "";
        String moves =
                "SELECT ticket_id, occurred_at, rowid AS event_no, CASE WHEN event_code = 'PENDING_ON' THEN 1 WHEN"
                        + " event_code = 'PENDING_OFF' THEN 0" + ofStatus
                        + " END AS pending FROM ticket_events WHERE ticket_id"
                        + " IS NOT NULL AND occurred_at IS NOT NULL";
        if (Jdbc.number(connection, "SELECT count(pending) FROM (" + moves + ")") == 0) {
            return false;
        }
        runner.run("CREATE OR REPLACE TEMP TABLE " + ROWS + " AS WITH moves AS (" + moves + "), changes AS (SELECT *,"
                + " lag(pending, 1, 0) OVER (PARTITION BY ticket_id ORDER BY occurred_at, event_no) AS before FROM moves"
                + " WHERE pending IS NOT NULL), turns AS (SELECT ticket_id, pending, occurred_at AS from_at,"
                + " lead(occurred_at) OVER (PARTITION BY ticket_id ORDER BY occurred_at, event_no) AS to_at FROM changes"
                + " WHERE pending <> before) SELECT ticket_id, from_at, to_at FROM turns WHERE pending = 1");
        return true;
    }

    /**
     * The common table expression {@code running}: the rows of {@code asked} with, for those that pause, the begin of the
     * stretch without a pause in which the target is reached and what of the target is left then. A row that is pending
     * still is not among them.
     *
     * @param elapsed the microseconds between two instants on the clock of a row
     */
    static String running(BinaryOperator<String> elapsed) {
        return "stops AS (SELECT a.row_no, a.starts_at, p.from_at, p.to_at FROM asked AS a JOIN " + ROWS
                + " AS p USING (ticket_id) WHERE a.pauses AND (p.to_at IS NULL OR p.to_at > a.starts_at)),"
                + " opened AS (SELECT row_no, from_at, coalesce(lag(to_at) OVER (PARTITION BY row_no ORDER BY from_at),"
                + " starts_at) AS opens_at FROM stops),"
                + " stretches AS (SELECT row_no, opens_at, greatest(opens_at, from_at) AS closes_at FROM opened UNION ALL"
                + " SELECT a.row_no, coalesce(max(s.to_at), a.starts_at), NULL FROM asked AS a LEFT JOIN stops AS s"
                + " USING (row_no) WHERE a.pauses GROUP BY a.row_no, a.starts_at"
                + " HAVING count(s.row_no) = count(s.to_at)),"
                + " timed AS (SELECT s.row_no, s.opens_at, s.closes_at, a.calendar_id, a.target_us, a.is_business,"
                + " CASE WHEN s.closes_at IS NOT NULL THEN " + elapsed.apply("s.opens_at", "s.closes_at")
                + " END AS elapsed_us FROM stretches AS s JOIN asked AS a USING (row_no)),"
                + " counted AS (SELECT *, coalesce(sum(elapsed_us) OVER (PARTITION BY row_no ORDER BY opens_at, closes_at"
                + " NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::BIGINT AS before_us FROM timed),"
                + " running AS (SELECT row_no, calendar_id, starts_at, target_us, is_business FROM asked WHERE NOT pauses"
                + " UNION ALL SELECT row_no, calendar_id, opens_at, target_us - before_us, is_business FROM counted WHERE"
                + " before_us < target_us AND (closes_at IS NULL OR before_us + elapsed_us >= target_us))";
    }
}
