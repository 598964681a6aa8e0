package dev.caresql.jdbc;

import org.apache.calcite.avatica.Meta.StatementHandle;
import org.apache.calcite.avatica.util.Cursor;

/** What a statement's client needs beside Avatica's protocol, which has no limits and no cancel. */
interface StatementControl {
    /** Sets the limits of the executions to come. */
    void limit(StatementHandle handle, QueryLimits limits);

    /** Stops what the statement runs; returns at once. */
    void cancel(StatementHandle handle);

    /** Stops what the statement runs, as cancel does, and lets it run nothing more. */
    void stop(StatementHandle handle);

    /** The rows of what the statement runs. */
    Cursor cursor(StatementHandle handle);
}
