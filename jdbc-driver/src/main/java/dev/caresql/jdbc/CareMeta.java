package dev.caresql.jdbc;

import static java.util.Objects.requireNonNull;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.plan.ColumnOrigin;
import dev.caresql.plan.PlannedQuery;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaParameter;
import org.apache.calcite.avatica.AvaticaUtils;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.NoSuchConnectionException;
import org.apache.calcite.avatica.NoSuchStatementException;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.remote.TypedValue;
import org.apache.calcite.avatica.util.Cursor;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;

/**
 * What Avatica asks of a database, answered by CareSQL. All state hangs on the ids of connections and statements, so
 * that one instance can serve one connection of this JVM or many of a server.
 */
final class CareMeta extends MetadataMeta implements StatementControl {
    private final DatabaseOpener opener;
    private final Map<String, CareSession> sessions = new ConcurrentHashMap<>();

    CareMeta(AvaticaConnection connection, DatabaseOpener opener) {
        super(connection);
        this.opener = requireNonNull(opener, "opener is null");
    }

    @Override
    public void openConnection(ConnectionHandle ch, Map<String, String> info) {
        sessions.put(ch.id, new CareSession(opener.open(info)));
    }

    @Override
    public void closeConnection(ConnectionHandle ch) {
        CareSession session = sessions.remove(ch.id);
        if (session != null) {
            session.close();
        }
    }

    @Override
    CareSession session(String connectionId) {
        CareSession session = sessions.get(connectionId);
        if (session == null) {
            throw new NoSuchConnectionException(connectionId);
        }
        return session;
    }

    private StatementState state(StatementHandle h) throws NoSuchStatementException {
        return session(h.connectionId).statement(h.id).orElseThrow(() -> new NoSuchStatementException(h));
    }

    @Override
    public StatementHandle createStatement(ConnectionHandle ch) {
        return new StatementHandle(ch.id, session(ch.id).createStatement(), null);
    }

    @Override
    public void closeStatement(StatementHandle h) {
        CareSession session = sessions.get(h.connectionId);
        if (session != null) {
            session.closeStatement(h.id);
        }
    }

    @Override
    public StatementHandle prepare(ConnectionHandle ch, String sql, long maxRowCount) {
        CareSession session = session(ch.id);
        PlannedQuery query = session.plan(sql);
        int id = session.createStatement();
        session.statement(id).orElseThrow().prepare(sql, query);
        return new StatementHandle(ch.id, id, signature(sql, query));
    }

    @Override
    @Deprecated
    public ExecuteResult prepareAndExecute(StatementHandle h, String sql, long maxRowCount, PrepareCallback callback)
            throws NoSuchStatementException {
        return prepareAndExecute(h, sql, maxRowCount, AvaticaUtils.toSaturatedInt(maxRowCount), callback);
    }

    @Override
    public ExecuteResult prepareAndExecute(
            StatementHandle h, String sql, long maxRowCount, int maxRowsInFirstFrame, PrepareCallback callback)
            throws NoSuchStatementException {
        StatementState state = state(h);
        try {
            synchronized (callback.getMonitor()) {
                callback.clear();
            }
            PlannedQuery query = session(h.connectionId).plan(sql);
            state.prepare(sql, query);
            state.run(List.of());
            Signature signature = signature(sql, query);
            synchronized (callback.getMonitor()) {
                callback.assign(signature, null, -1);
            }
            callback.execute();
            return result(h, signature);
        } catch (SQLException e) {
            throw new EngineFailure(e);
        }
    }

    @Override
    @Deprecated
    public ExecuteResult execute(StatementHandle h, List<TypedValue> values, long maxRowCount)
            throws NoSuchStatementException {
        return execute(h, values, AvaticaUtils.toSaturatedInt(maxRowCount));
    }

    @Override
    public ExecuteResult execute(StatementHandle h, List<TypedValue> values, int maxRowsInFirstFrame)
            throws NoSuchStatementException {
        StatementState state = state(h);
        try {
            state.run(values);
        } catch (SQLException e) {
            throw new EngineFailure(e);
        }
        return result(h, signature(state.sql(), state.query()));
    }

    private static ExecuteResult result(StatementHandle h, Signature signature) {
        return new ExecuteResult(List.of(MetaResultSet.create(h.connectionId, h.id, false, signature, null)));
    }

    @Override
    public ExecuteBatchResult prepareAndExecuteBatch(StatementHandle h, List<String> commands) {
        throw noBatches();
    }

    @Override
    public ExecuteBatchResult executeBatch(StatementHandle h, List<List<TypedValue>> values) {
        throw noBatches();
    }

    private static CareSqlException noBatches() {
        return new CareSqlException(ErrorCode.READ_ONLY, "CareSQL only reads: it takes no batches");
    }

    @Override
    public Frame fetch(StatementHandle h, long offset, int fetchMaxRowCount) throws NoSuchStatementException {
        try {
            return state(h).fetch(offset, fetchMaxRowCount);
        } catch (SQLException e) {
            throw new EngineFailure(e);
        }
    }

    @Override
    public boolean syncResults(StatementHandle h, QueryState state, long offset) {
        throw new CareSqlException(ErrorCode.UNSUPPORTED, "A result cannot be resumed; run the statement again");
    }

    @Override
    public void commit(ConnectionHandle ch) {
        session(ch.id);
    }

    @Override
    public void rollback(ConnectionHandle ch) {
        session(ch.id);
    }

    @Override
    public ConnectionProperties connectionSync(ConnectionHandle ch, ConnectionProperties properties) {
        return session(ch.id).merge(properties);
    }

    @Override
    public void limit(StatementHandle handle, QueryLimits limits) {
        session(handle.connectionId).statement(handle.id).ifPresent(state -> state.limit(limits));
    }

    @Override
    public void cancel(StatementHandle handle) {
        CareSession session = sessions.get(handle.connectionId);
        if (session != null) {
            session.statement(handle.id).ifPresent(StatementState::cancel);
        }
    }

    @Override
    public void stop(StatementHandle handle) {
        CareSession session = sessions.get(handle.connectionId);
        if (session != null) {
            session.statement(handle.id).ifPresent(StatementState::stop);
        }
    }

    @Override
    public Cursor cursor(StatementHandle handle) {
        return session(handle.connectionId)
                .statement(handle.id)
                .orElseThrow(() -> new EngineFailure(SqlExceptions.statementClosed()))
                .cursor();
    }

    private static Signature signature(String sql, PlannedQuery query) {
        List<AvaticaParameter> parameters = new ArrayList<>();
        for (RelDataType type : query.parameters()) {
            parameters.add(JdbcType.of(type).parameter(parameters.size()));
        }
        List<ColumnMetaData> columns = new ArrayList<>();
        if (query.isExplain()) {
            columns.add(JdbcType.VARCHAR.column(
                    0, AvaticaConnection.PLAN_COLUMN_NAME, DatabaseMetaData.columnNoNulls, Optional.empty()));
        } else {
            for (RelDataTypeField field : query.columns()) {
                int nullable =
                        field.getType().isNullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls;
                Optional<ColumnOrigin> origin = query.origins().get(columns.size());
                columns.add(JdbcType.of(field.getType()).column(columns.size(), field.getName(), nullable, origin));
            }
        }
        return Signature.create(columns, sql, parameters, CursorFactory.ARRAY, StatementType.SELECT);
    }
}
