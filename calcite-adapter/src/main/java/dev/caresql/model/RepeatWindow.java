package dev.caresql.model;

import java.util.Map;

/**
 * When a further contact of a customer is a repeat of an earlier one.
 *
 * @param days how many days after it at most
 * @param matchReason whether it must have the same reason
 * @param matchChannel whether it must come by the same channel, where contacts of several are compared
 */
public record RepeatWindow(int days, boolean matchReason, boolean matchChannel) {
    /** Seven days, for the same reason, by any channel. */
    public static final RepeatWindow DEFAULT = new RepeatWindow(7, true, false);

    /** Requires at least one day. */
    public RepeatWindow {
        if (days < 1) {
            throw new IllegalArgumentException("days out of range: " + days);
        }
    }

    /** What the SQL of derived columns may name, with the texts that stand for it. */
    public Map<String, String> settings() {
        return Map.of(
                "repeat_window_days", String.valueOf(days),
                "repeat_matches_reason", matchReason ? "TRUE" : "FALSE",
                "repeat_matches_channel", matchChannel ? "TRUE" : "FALSE");
    }
}
