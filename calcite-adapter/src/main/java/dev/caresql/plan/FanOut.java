package dev.caresql.plan;

/** What becomes of a KPI whose rows a join repeats. */
public enum FanOut {
    /** Each row counts once in every group. */
    CORRECT,
    /** The statement is refused. */
    ERROR
}
