package dev.caresql.engine.duckdb;

import dev.caresql.engine.ProgressListener;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.QueryProgress;

/** Runs the long statements of an import and tells how far each is. */
final class StatementRunner {
    private static final long INTERVAL_MILLIS = 200;
    private static final double PERCENT = 100;

    private final Connection connection;
    private final ProgressListener listener;
    private String table = "";

    StatementRunner(Connection connection, ProgressListener listener) {
        this.connection = connection;
        this.listener = listener;
    }

    /** Names the table that the next statements fill. */
    void table(String name) {
        table = name;
        listener.progress(name, 0, 0);
    }

    /** Says that the table is complete. */
    void done(long rows) {
        listener.progress(table, 1, rows);
    }

    void run(String sql) throws SQLException {
        if (listener == ProgressListener.NONE) {
            Jdbc.run(connection, sql);
            return;
        }
        ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "caresql-import-progress");
            thread.setDaemon(true);
            return thread;
        });
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ScheduledFuture<?> polling = poller.scheduleWithFixedDelay(
                    () -> poll(statement), INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
            statement.execute();
            polling.cancel(false);
        } finally {
            poller.shutdownNow();
        }
    }

    private void poll(PreparedStatement statement) {
        try {
            QueryProgress progress =
                    statement.unwrap(DuckDBPreparedStatement.class).getQueryProgress();
            if (progress.getPercentage() > 0) {
                listener.progress(table, Math.min(1, progress.getPercentage() / PERCENT), progress.getRowsProcessed());
            }
        } catch (SQLException e) {
            // The statement ended between two looks and its own call reports how; throwing ends the looking.
            throw new IllegalStateException("no progress of a finished statement", e);
        }
    }
}
