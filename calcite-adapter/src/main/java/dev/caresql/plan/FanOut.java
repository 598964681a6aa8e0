package dev.caresql.plan;

import java.util.Locale;

/** What becomes of a KPI whose rows a join repeats. */
public enum FanOut {
    /** Each row counts once in every group. */
    CORRECT,
    /** The statement is refused. */
    ERROR;

    /** The choice as a user writes it, in any case; throws IllegalArgumentException for any other text. */
    public static FanOut of(String text) {
        return valueOf(text.strip().toUpperCase(Locale.ROOT));
    }
}
