package dev.caresql.jdbc;

import dev.caresql.error.ErrorCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.avatica.AvaticaStatement;
import org.jspecify.annotations.Nullable;

/** What both kinds of statement do alike and Avatica does otherwise or not at all. */
final class StatementExtras {
    private final AvaticaStatement statement;
    private @Nullable SQLWarning warning;

    StatementExtras(AvaticaStatement statement) {
        this.statement = statement;
    }

    void checkOpen() throws SQLException {
        if (statement.isClosed()) {
            throw SqlExceptions.statementClosed();
        }
    }

    void setLimits() throws SQLException {
        long millis = TimeUnit.SECONDS.toMillis(statement.getQueryTimeout());
        connection().control().limit(statement.handle, new QueryLimits(statement.getLargeMaxRows(), millis));
    }

    void cancel() throws SQLException {
        checkOpen();
        connection().control().cancel(statement.handle);
    }

    /** Stops what runs for good, whichever thread waits for it; the statement can be closed then. */
    void stop() {
        connection().control().stop(statement.handle);
    }

    void warn(SQLWarning next) {
        if (warning == null) {
            warning = next;
        } else {
            warning.setNextWarning(next);
        }
    }

    @Nullable
    SQLWarning warnings() throws SQLException {
        checkOpen();
        return warning;
    }

    void clearWarnings() throws SQLException {
        checkOpen();
        warning = null;
    }

    ResultSet noRows() throws SQLException {
        checkOpen();
        return connection().noRows();
    }

    /** Seconds that Avatica can count in milliseconds; more are no limit that anybody lives to see. */
    static int timeout(int seconds) {
        return Math.min(seconds, Integer.MAX_VALUE / (int) TimeUnit.SECONDS.toMillis(1));
    }

    /** A hint: 0, and what drivers of other databases take for "row by row", mean the default. */
    static int fetchSize(int rows) {
        return rows <= 0 ? AvaticaStatement.DEFAULT_FETCH_SIZE : rows;
    }

    static SQLException notAnUpdate() {
        return SqlExceptions.of(
                ErrorCode.READ_ONLY, "CareSQL only reads: run the query with executeQuery, not executeUpdate", null);
    }

    private CareConnection connection() {
        return (CareConnection) statement.connection;
    }
}
