package dev.caresql.model;

/** What to do with a row that cannot be read or converted. */
public enum BadRowPolicy {
    /** Set it aside, count it and keep it in the table {@code data_quality}. */
    KEEP,
    /** Fail the import with the file and line of the first one. */
    ERROR
}
