package dev.caresql.engine;

/** Hears how far an import is. Called from one thread at a time. */
@FunctionalInterface
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener NONE = (table, fraction, rows) -> {};

    /**
     * The state of a table's import.
     *
     * @param table the canonical table
     * @param fraction from 0 to 1; 1 when the table is complete
     * @param rows rows of the table so far, or in all when it is complete
     */
    void progress(String table, double fraction, long rows);
}
