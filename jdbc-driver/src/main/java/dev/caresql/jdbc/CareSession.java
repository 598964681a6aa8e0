package dev.caresql.jdbc;

import static java.util.Objects.requireNonNull;

import dev.caresql.plan.CareDatabase;
import dev.caresql.plan.PlannedQuery;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.calcite.avatica.ConnectionPropertiesImpl;
import org.apache.calcite.avatica.Meta.ConnectionProperties;
import org.apache.calcite.rel.type.RelDataType;

/** One connection as CareMeta sees it: a database, its statements, its sessions of the engine. */
final class CareSession {
    private final OpenDatabase open;
    private final EngineSessions engineSessions;
    private final ConnectionPropertiesImpl properties = new ConnectionPropertiesImpl();
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, StatementState> statements = new ConcurrentHashMap<>();

    CareSession(OpenDatabase open) {
        this.open = requireNonNull(open, "open is null");
        this.engineSessions = new EngineSessions(open.database());
    }

    /** Takes over what a client changed; read-only and the schema stay what they are. */
    synchronized ConnectionProperties merge(ConnectionProperties changes) {
        properties.merge(changes);
        properties.setReadOnly(true).setSchema(CareDatabase.SCHEMA);
        properties.setDirty(false);
        return properties;
    }

    CareDatabase database() {
        return open.database();
    }

    PlannedQuery plan(String sql) {
        return plan(sql, Map.of());
    }

    private PlannedQuery plan(String sql, Map<Integer, RelDataType> given) {
        return database().plan(sql, open.asOf().orElse(database().asOf()), given);
    }

    /** Makes a statement and returns its number, unique in this connection. */
    int createStatement() {
        int id = ids.incrementAndGet();
        statements.put(id, new StatementState(engineSessions, this::plan));
        return id;
    }

    Optional<StatementState> statement(int id) {
        return Optional.ofNullable(statements.get(id));
    }

    void closeStatement(int id) {
        StatementState statement = statements.remove(id);
        if (statement != null) {
            statement.close();
        }
    }

    void close() {
        statements.values().forEach(StatementState::close);
        statements.clear();
        engineSessions.close();
        open.release().run();
    }
}
