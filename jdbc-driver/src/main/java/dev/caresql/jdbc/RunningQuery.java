package dev.caresql.jdbc;

import static java.util.Objects.requireNonNull;

import dev.caresql.error.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A statement while the engine runs it and its rows are read. It has a session of the engine to itself, because the
 * engine streams one result a session. The time limit counts while the client waits: from the start to the first row,
 * and for each row after it; a client that leaves a result open is not hurried.
 *
 * <p>The thread that is in the engine gives back what the statement holds; another one that closes the statement in the
 * meantime stops the engine, again and again until that thread has left it, because an interruption that comes before the
 * engine has begun is lost.
 */
final class RunningQuery {
    private static final long LEAST_CHECK_MILLIS = 20;
    private static final int CHECKS_PER_LIMIT = 10;
    private static final long MOST_WAIT_MILLIS = 1000;
    private static final String LOST_REASON = "Invalid result set";

    private final EngineSessions sessions;
    private final QueryLimits limits;
    private final AtomicBoolean inEngine = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable Connection connection;
    private @Nullable Future<?> watch;
    private @Nullable Future<?> stopping;
    private @Nullable ResultSet rows;
    private volatile @Nullable Statement statement;
    private volatile boolean cancelled;
    private volatile boolean timedOut;
    private volatile boolean closed;
    private volatile boolean broken;
    private volatile long waitingSince;
    private String sql = "";
    private List<@Nullable Object> parameters = List.of();
    private boolean released;
    private boolean ended;
    private long rowsRead;

    RunningQuery(EngineSessions sessions, QueryLimits limits) {
        this.sessions = requireNonNull(sessions, "sessions is null");
        this.limits = requireNonNull(limits, "limits is null");
    }

    /** Sends the statement; rows may be read while the engine still makes more. */
    void start(String engineSql, List<@Nullable Object> values) throws SQLException {
        sql = engineSql;
        parameters = values;
        inEngine.set(true);
        try {
            requireNotStopped();
            waitingSince = System.nanoTime();
            if (limits.timeoutMillis() > 0) {
                long pause = Math.max(LEAST_CHECK_MILLIS, limits.timeoutMillis() / CHECKS_PER_LIMIT);
                watch = QueryWatch.every(limits.timeoutMillis(), pause, this::checkTime);
            }
            Connection session = sessions.borrow();
            connection = session;
            rows = parameters.isEmpty() ? runDirect(session) : runPrepared(session);
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            inEngine.set(false);
        }
    }

    /** Without parameters the engine need not prepare, which costs it one to three milliseconds a statement. */
    private ResultSet runDirect(Connection session) throws SQLException {
        Statement direct = session.createStatement();
        statement = direct;
        requireNotStopped();
        return direct.executeQuery(sql);
    }

    private ResultSet runPrepared(Connection session) throws SQLException {
        PreparedStatement prepared = session.prepareStatement(sql);
        statement = prepared;
        bind(prepared);
        requireNotStopped();
        return prepared.executeQuery();
    }

    private void bind(PreparedStatement prepared) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            prepared.setObject(i + 1, parameters.get(i));
        }
    }

    private void requireNotStopped() throws SQLException {
        if (isStopped()) {
            throw new SQLException("interrupted before the start");
        }
    }

    private boolean isStopped() {
        return cancelled || timedOut || closed;
    }

    /** Moves to the next row. */
    boolean next() throws SQLException {
        if (ended) {
            return false;
        }
        if (limits.maxRows() > 0 && rowsRead >= limits.maxRows()) {
            return end();
        }
        boolean watched = watch != null;
        if (watched && waitingSince == 0) {
            waitingSince = System.nanoTime();
        }
        // Without the fence that a set() would need for every row: stopOrRelease() looks again.
        inEngine.setRelease(true);
        try {
            if (cancelled || closed) {
                throw new SQLException("interrupted between two rows");
            }
            if (rows().next()) {
                rowsRead++;
                waitingSince = watched ? 0 : waitingSince;
                return true;
            }
            return end();
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            inEngine.setRelease(false);
        }
    }

    private boolean end() {
        ended = true;
        release();
        return false;
    }

    ResultSet rows() {
        return requireNonNull(rows, "the statement was not started");
    }

    /** Stops the statement, from any thread. */
    void cancel() {
        cancelled = true;
        interrupt();
    }

    private void checkTime() {
        long since = waitingSince;
        if (since != 0 && System.nanoTime() - since >= TimeUnit.MILLISECONDS.toNanos(limits.timeoutMillis())) {
            timedOut = true;
            interrupt();
        }
    }

    private void interrupt() {
        Statement running = statement;
        if (running != null) {
            try {
                running.cancel();
            } catch (SQLException e) {
                // The statement ended by itself in this moment; there is nothing left to stop.
                return;
            }
        }
    }

    private SQLException failure(SQLException reported) {
        broken = true;
        SQLException e = isStopped() ? reported : reason(reported);
        release();
        if (timedOut) {
            return SqlExceptions.of(
                    ErrorCode.TIMEOUT,
                    "The statement took longer than its time limit of " + limits.timeoutMillis() / 1000.0 + " s",
                    e);
        }
        if (cancelled) {
            return SqlExceptions.of(ErrorCode.CANCELLED, "The statement was cancelled", e);
        }
        return closed
                ? SqlExceptions.of(ErrorCode.CANCELLED, "The statement was closed while it ran", e)
                : SqlExceptions.ofEngine(e);
    }

    /** A streamed statement that fails says no more than that its result is invalid; run for its plan, it says why. */
    private SQLException reason(SQLException reported) {
        Connection session = connection;
        if (session == null || !String.valueOf(reported.getMessage()).contains(LOST_REASON)) {
            return reported;
        }
        try (PreparedStatement again = session.prepareStatement("EXPLAIN ANALYZE " + sql)) {
            statement = again;
            bind(again);
            again.execute();
            return reported;
        } catch (SQLException e) {
            return e;
        }
    }

    /**
     * Stops the statement where another thread runs it, and lets it run no further. It waits for the engine to stop, but
     * not for long, because the engine cannot be interrupted everywhere.
     */
    void stop() {
        closed = true;
        if (!inEngine.get() || !keepStopping()) {
            return;
        }
        try {
            done.await(MOST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops the statement and gives back what it holds, from any thread; does nothing the second time. */
    void close() {
        stop();
        if (!inEngine.get()) {
            release();
        }
    }

    /** Interrupts the engine until the statement has ended; false if that is done already. */
    private synchronized boolean keepStopping() {
        if (released || stopping != null) {
            return false;
        }
        // A late interruption must not meet the next statement of the session.
        broken = true;
        stopping = QueryWatch.every(0, LEAST_CHECK_MILLIS, this::stopOrRelease);
        return true;
    }

    private void stopOrRelease() {
        if (inEngine.get()) {
            interrupt();
        } else {
            release();
        }
    }

    private synchronized void release() {
        if (released) {
            return;
        }
        released = true;
        end(watch);
        end(stopping);
        Statement running = statement;
        statement = null;
        try {
            if (rows != null) {
                rows.close();
            }
            if (running != null) {
                running.close();
            }
        } catch (SQLException e) {
            broken = true;
        }
        if (connection != null) {
            sessions.giveBack(connection, broken || cancelled);
        }
        done.countDown();
    }

    private static void end(@Nullable Future<?> repeated) {
        if (repeated != null) {
            repeated.cancel(false);
        }
    }
}
