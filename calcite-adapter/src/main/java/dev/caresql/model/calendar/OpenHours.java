package dev.caresql.model.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An interval of the wall clock during which business is open; the closing second is the first one outside it.
 *
 * @param opensAt seconds of the day from midnight, 0 to 86399
 * @param closesAt seconds from the same midnight, after {@code opensAt}; beyond 86400 on the following day
 */
public record OpenHours(int opensAt, int closesAt) {
    /** Seconds that a wall clock shows in a day. */
    public static final int DAY = 86_400;

    private static final String CLOSED = "closed";
    private static final Pattern INTERVAL =
            Pattern.compile("([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?\\s*-\\s*([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?");
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    /** Requires an interval of some length that begins within its day. */
    public OpenHours {
        if (opensAt < 0 || opensAt >= DAY || closesAt <= opensAt || closesAt > opensAt + DAY) {
            throw new IllegalArgumentException("no interval of a day: " + opensAt + " to " + closesAt);
        }
    }

    /** Hours that close on the following day where the closing time is not after the opening time. */
    public static OpenHours between(int opensAt, int closesAt) {
        return new OpenHours(opensAt, closesAt > opensAt ? closesAt : closesAt + DAY);
    }

    /**
     * Reads {@code 08:00-12:00, 13:30-17:30}; {@code 24:00} is the end of the day, {@code 22:00-06:00} ends on the
     * following day, {@code closed} is no interval. Throws IllegalArgumentException with a reason for the user.
     */
    public static List<OpenHours> parse(String text) {
        List<OpenHours> hours = new ArrayList<>();
        if (text.strip().equalsIgnoreCase(CLOSED)) {
            return hours;
        }
        for (String part : text.split(",", -1)) {
            Matcher matcher = INTERVAL.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + part.strip()
                        + "' is not an interval of hours; write 08:00-12:00, 13:30-17:30, or closed");
            }
            int opensAt = seconds(part, matcher, 1);
            int closesAt = seconds(part, matcher, 4);
            if (opensAt == closesAt || opensAt == DAY) {
                throw new IllegalArgumentException(
                        "'" + part.strip() + "' has no length; the whole day is 00:00-24:00, and a closed one, closed");
            }
            hours.add(between(opensAt, closesAt));
        }
        return hours;
    }

    private static int seconds(String part, Matcher matcher, int group) {
        int hour = Integer.parseInt(matcher.group(group));
        int minute = Integer.parseInt(matcher.group(group + 1));
        String second = matcher.group(group + 2);
        int seconds = second == null ? 0 : Integer.parseInt(second);
        int total = hour * HOUR + minute * MINUTE + seconds;
        if (minute >= MINUTE || seconds >= MINUTE || total > DAY) {
            throw new IllegalArgumentException(
                    "'" + part.strip() + "' holds a time that no clock shows; times run from 00:00 to 24:00");
        }
        return total;
    }
}
