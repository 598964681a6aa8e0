package dev.caresql.jdbc;

import static java.util.Objects.requireNonNull;

import dev.caresql.engine.EngineSql;
import dev.caresql.plan.PlannedQuery;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.avatica.Meta.Frame;
import org.apache.calcite.avatica.remote.TypedValue;
import org.apache.calcite.avatica.util.Cursor;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** A statement as CareMeta sees it: what was prepared, the client's limits, and what runs. */
final class StatementState {
    private static final int DEFAULT_FRAME_ROWS = 1000;

    private final EngineSessions sessions;
    private final Planner planner;
    private volatile QueryLimits limits = QueryLimits.NONE;
    private volatile @Nullable Prepared prepared;
    private volatile @Nullable PlannedQuery executed;
    private volatile @Nullable RunningQuery running;
    private volatile boolean closed;

    StatementState(EngineSessions sessions, Planner planner) {
        this.sessions = requireNonNull(sessions, "sessions is null");
        this.planner = requireNonNull(planner, "planner is null");
    }

    void limit(QueryLimits newLimits) {
        this.limits = newLimits;
    }

    void prepare(String sql, PlannedQuery query) {
        this.prepared = new Prepared(sql, query);
        this.executed = null;
    }

    /** What is or was run, or else was prepared: planned for the types of the values it was given. */
    PlannedQuery query() {
        PlannedQuery last = executed;
        return last == null ? prepared().query() : last;
    }

    String sql() {
        return prepared().sql();
    }

    private Prepared prepared() {
        return requireNonNull(prepared, "the statement was not prepared");
    }

    /** Runs the prepared statement; whatever ran before is closed. */
    void run(List<TypedValue> values) throws SQLException {
        closeRunning();
        PlannedQuery query = prepared().query();
        List<@Nullable Object> converted = Parameters.convert(values, query.parameters());
        Map<Integer, RelDataType> given = new HashMap<>();
        Map<Integer, RelDataType> others = Parameters.otherTypes(converted, query.parameters());
        while (!others.isEmpty()) {
            if (given.keySet().containsAll(others.keySet())) {
                int place = others.keySet().iterator().next();
                throw Parameters.noRoom(
                        place,
                        requireNonNull(converted.get(place)),
                        query.parameters().get(place));
            }
            given.putAll(others);
            query = planner.plan(sql(), given);
            converted = Parameters.convert(values, query.parameters());
            others = Parameters.otherTypes(converted, query.parameters());
        }
        executed = query;
        if (!query.isExplain()) {
            start(query, converted);
        }
    }

    private void start(PlannedQuery query, List<@Nullable Object> values) throws SQLException {
        QueryLimits now = limits;
        EngineSql sql = now.maxRows() > 0 ? query.sql().first(now.maxRows()) : query.sql();
        List<@Nullable Object> inEngineOrder = new ArrayList<>();
        sql.parameters().forEach(index -> inEngineOrder.add(values.get(index)));
        RunningQuery started = new RunningQuery(sessions, now);
        running = started;
        if (closed) {
            closeRunning();
            throw SqlExceptions.statementClosed();
        }
        started.start(sql.text(), inEngineOrder);
    }

    /** A cursor over the rows of what runs. */
    Cursor cursor() {
        RunningQuery query = running;
        if (query != null) {
            return new EngineCursor(query);
        }
        List<Object> lines = new ArrayList<>();
        query().explanation().lines().forEach(line -> lines.add(new Object[] {line}));
        return new RowsCursor(lines);
    }

    /** Some rows for a client elsewhere: numbers, truth values, and everything else as text. */
    Frame fetch(long offset, int mostRows) throws SQLException {
        RunningQuery query = running;
        List<Object> rows = new ArrayList<>();
        if (query == null) {
            query().explanation().lines().forEach(line -> rows.add(new Object[] {line}));
            return new Frame(offset, true, rows);
        }
        int columns = query().columns().size();
        int most = mostRows <= 0 ? DEFAULT_FRAME_ROWS : mostRows;
        boolean more = true;
        while (rows.size() < most) {
            more = query.next();
            if (!more) {
                break;
            }
            @Nullable Object[] row = new Object[columns];
            for (int i = 0; i < columns; i++) {
                Object value = query.rows().getObject(i + 1);
                row[i] = value == null || value instanceof Number || value instanceof Boolean
                        ? value
                        : Values.toText(value);
            }
            rows.add(row);
        }
        return new Frame(offset, !more, rows);
    }

    void cancel() {
        RunningQuery query = running;
        if (query != null) {
            query.cancel();
        }
    }

    /** Stops what runs, from any thread; nothing runs from now on. */
    void stop() {
        closed = true;
        RunningQuery query = running;
        if (query != null) {
            query.stop();
        }
    }

    /** Closes what runs, from any thread; nothing runs from now on. */
    void close() {
        closed = true;
        closeRunning();
    }

    private void closeRunning() {
        RunningQuery query = running;
        running = null;
        if (query != null) {
            query.close();
        }
    }

    /** Plans a statement for parameters of other types than their surroundings suggest, by their place from 0. */
    interface Planner {
        PlannedQuery plan(String sql, Map<Integer, RelDataType> given);
    }

    private record Prepared(String sql, PlannedQuery query) {}
}
