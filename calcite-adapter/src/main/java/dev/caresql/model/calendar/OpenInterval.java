package dev.caresql.model.calendar;

/**
 * Time during which a calendar is open, as instants.
 *
 * @param opensAt seconds since 1970-01-01 UTC
 * @param closesAt the first second outside
 */
public record OpenInterval(long opensAt, long closesAt) {
    /** Requires some length. */
    public OpenInterval {
        if (closesAt <= opensAt) {
            throw new IllegalArgumentException("an interval from " + opensAt + " to " + closesAt + " has no length");
        }
    }
}
