package dev.caresql.jdbc;

import static java.util.Objects.requireNonNull;

import dev.caresql.plan.CareDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The engine's sessions of one connection: one for each result that is open, a few kept for the next. */
final class EngineSessions {
    private static final int MOST_IDLE = 2;

    private final CareDatabase database;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    EngineSessions(CareDatabase database) {
        this.database = requireNonNull(database, "database is null");
    }

    Connection borrow() throws SQLException {
        synchronized (this) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return database.connect();
    }

    /** Takes a session back; a broken one is not used again. */
    void giveBack(Connection session, boolean broken) {
        synchronized (this) {
            if (!broken && !closed && idle.size() < MOST_IDLE) {
                idle.push(session);
                return;
            }
        }
        closeQuietly(session);
    }

    synchronized void close() {
        closed = true;
        idle.forEach(EngineSessions::closeQuietly);
        idle.clear();
    }

    private static void closeQuietly(Connection session) {
        try {
            session.close();
        } catch (SQLException e) {
            // A session that cannot be closed is of no further use to anyone, and the statement has its result.
            return;
        }
    }
}
