package dev.caresql.engine.duckdb;

import static java.util.stream.Collectors.joining;

import dev.caresql.model.calendar.BusinessCalendars;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Business time in DuckDB's SQL: the difference of the clock at two instants, each looked up in lists by bucket. Measured
 * on five million rows, that is cheaper than a hash join with the steps and a quarter of an ASOF join with the intervals.
 */
final class ClockSql {
    /** The schema of the clock's tables and macros in a snapshot. */
    static final String SCHEMA = "business_clock";

    static final String STEPS = "steps";

    private final ClockGrid grid;
    private final BusinessCalendars calendars;

    ClockSql(ClockGrid grid, BusinessCalendars calendars) {
        this.grid = grid;
        this.calendars = calendars;
    }

    /** A table for the one row of {@link ClockGrid#lists}. */
    String createSteps() {
        return "CREATE TABLE snap." + SCHEMA + "." + STEPS
                + IntStream.range(0, grid.pieces())
                        .boxed()
                        .flatMap(piece -> Stream.of("lo_" + piece, "hi_" + piece, "shift_" + piece))
                        .map(list -> list + " BIGINT[]")
                        .collect(joining(", ", " (", ")"));
    }

    /** What statements call: {@code microseconds} and {@code seconds} of two instants, and perhaps a calendar. */
    String createMacro(String name, int divisor) {
        String micros = micros(SCHEMA, "from_at", "to_at", number("calendar"));
        String suffix = divisor == 1 ? "" : " // " + divisor;
        String named = "(from_at, to_at, calendar) AS " + micros + suffix;
        String unnamed = calendars.defaultId().isEmpty()
                ? ""
                : "(from_at, to_at) AS " + micros(SCHEMA, "from_at", "to_at", defaultNumber()) + suffix + ", ";
        return "CREATE MACRO snap." + SCHEMA + "." + name + unnamed + named;
    }

    /**
     * The business microseconds from one instant to another, negative when the second is earlier; NULL for a calendar
     * that there is not and for instants that the clock does not reach.
     *
     * @param schema of the clock's tables
     * @param number of the calendar, 1-based
     */
    String micros(String schema, String fromAt, String toAt, String number) {
        String known = isKnown(fromAt) + " AND " + isKnown(toAt) + " AND " + number + " > 0";
        // The guard stands beside the clock and not around it: DuckDB shares no expressions inside a CASE.
        return "(" + at(schema, toAt, number) + " - " + at(schema, fromAt, number) + " + CASE WHEN " + known
                + " THEN 0 END)";
    }

    /** Open microseconds since the first bucket, without a guard. */
    String at(String schema, String instant, String number) {
        String index = "[" + bucket(instant) + " + (" + number + " - 1) * " + grid.buckets() + " + 1]";
        return IntStream.range(0, grid.pieces())
                .mapToObj(piece -> "greatest(" + list(schema, "lo", piece) + index + ", least("
                        + list(schema, "hi", piece) + index + ", epoch_us(" + instant + ") + "
                        + list(schema, "shift", piece) + index + "))")
                .collect(joining(" + ", "(", ")"));
    }

    private static String list(String schema, String name, int piece) {
        return "(SELECT " + name + "_" + piece + " FROM " + schema + "." + STEPS + ")";
    }

    private String bucket(String instant) {
        return "((epoch_us(" + instant + ") >> " + grid.bits() + ") - " + grid.firstBucket() + ")";
    }

    private String isKnown(String instant) {
        return bucket(instant) + " BETWEEN 0 AND " + (grid.buckets() - 1);
    }

    /** The number of a calendar that an expression names; of the default one where it is NULL. */
    String number(String calendar) {
        String named = calendars
                .defaultId()
                .map(id -> "coalesce(" + calendar + ", " + DuckDbText.literal(id) + ")")
                .orElse(calendar);
        return "list_position(" + DuckDbText.literals(calendars.ids()) + ", " + named + ")";
    }

    /** The number of the default calendar. */
    String defaultNumber() {
        return calendars
                .defaultId()
                .map(id -> String.valueOf(calendars.ids().indexOf(id) + 1))
                .orElse("NULL");
    }
}
