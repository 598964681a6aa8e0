package dev.caresql.jdbc;

/**
 * What a client allows a statement.
 *
 * @param maxRows rows at most; 0 for all
 * @param timeoutMillis how long the client waits for an answer or for a further row; 0 for ever
 */
record QueryLimits(long maxRows, long timeoutMillis) {
    static final QueryLimits NONE = new QueryLimits(0, 0);
}
