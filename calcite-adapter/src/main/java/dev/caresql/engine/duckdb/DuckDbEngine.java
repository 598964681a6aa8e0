package dev.caresql.engine.duckdb;

import dev.caresql.engine.Calendars;
import dev.caresql.engine.Engine;
import dev.caresql.engine.EngineTable;
import dev.caresql.engine.ProgressListener;
import dev.caresql.engine.TableStatistics;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.CareModel;
import dev.caresql.sql.CareTypeFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlDialect;
import org.duckdb.DuckDBConnection;

/** DuckDB over the snapshot of a model: read-only, and locked against everything outside the snapshot. */
public final class DuckDbEngine implements Engine {
    private final DuckDBConnection connection;
    private final Snapshots.Held snapshot;
    private final List<EngineTable> tables;

    private DuckDbEngine(DuckDBConnection connection, Snapshots.Held snapshot) throws SQLException {
        this.connection = connection;
        this.snapshot = snapshot;
        this.tables = readTables(connection);
    }

    /** Opens the snapshot of the model's files as they are now; imports them first when there is none. */
    public static DuckDbEngine open(CareModel model, SnapshotSettings settings, ProgressListener progress) {
        SnapshotFolder folder = SnapshotFolder.of(model, settings);
        DuckDbSettings duckDb = new DuckDbSettings(settings);
        Snapshots.Held snapshot = new Snapshots(model, folder, duckDb, progress).current();
        try {
            Connection connection =
                    duckDb.openSnapshot(snapshot.file(), snapshot.lock().createSpillFolder());
            return new DuckDbEngine(connection.unwrap(DuckDBConnection.class), snapshot);
        } catch (SQLException e) {
            snapshot.lock().close();
            throw new CareSqlException(
                    ErrorCode.ENGINE, "Cannot open the snapshot " + snapshot.file() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return "DuckDB";
    }

    @Override
    public SqlDialect dialect() {
        return DuckDbDialect.INSTANCE;
    }

    @Override
    public List<EngineTable> tables() {
        return tables;
    }

    @Override
    public Connection connect() throws SQLException {
        return connection.duplicate();
    }

    @Override
    public Calendars calendars() {
        try (Connection session = connect()) {
            return readCalendars(session);
        } catch (SQLException e) {
            throw new CareSqlException(ErrorCode.ENGINE, "Cannot read the calendars of " + snapshot.file(), e);
        }
    }

    @Override
    public Optional<Path> storedIn() {
        return Optional.of(snapshot());
    }

    /** The snapshot's file. */
    public Path snapshot() {
        return snapshot.file();
    }

    /** The greatest instant that has happened in any fact; empty when no fact has a time. */
    public Optional<Instant> asOfDefault() {
        try (Connection session = connect()) {
            return Jdbc.list(
                            session,
                            "SELECT CAST(property_text AS TIMESTAMP) FROM " + SnapshotFacts.TABLE
                                    + " WHERE property_name = " + DuckDbText.literal(SnapshotFacts.AS_OF_DEFAULT)
                                    + " AND property_text IS NOT NULL",
                            row -> row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC))
                    .stream()
                    .findFirst();
        } catch (SQLException e) {
            throw new CareSqlException(ErrorCode.ENGINE, "Cannot read " + SnapshotFacts.TABLE, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new CareSqlException(ErrorCode.ENGINE, "Cannot close the snapshot " + snapshot.file(), e);
        } finally {
            snapshot.lock().close();
        }
    }

    /** The calendars of the database that the connection uses. */
    static Calendars readCalendars(Connection session) throws SQLException {
        boolean none = Jdbc.number(
                        session,
                        "SELECT count(*) FROM duckdb_schemas() WHERE schema_name = "
                                + DuckDbText.literal(ClockSql.SCHEMA) + " AND database_name = current_database()")
                == 0;
        if (none) {
            return Calendars.NONE;
        }
        String ids = "SELECT calendar_id FROM " + ClockSql.SCHEMA + ".calendars";
        return new Calendars(
                Jdbc.list(session, ids + " ORDER BY calendar_no", row -> row.getString(1)),
                Jdbc.text(session, ids + " WHERE is_default"));
    }

    /** The tables of the database that the connection uses. */
    static List<EngineTable> readTables(Connection connection) throws SQLException {
        RelDataTypeFactory factory = CareTypeFactory.shared();
        Map<String, RelDataTypeFactory.Builder> builders = new LinkedHashMap<>();
        record Column(String table, String name, String type) {}
        List<Column> columns = Jdbc.list(
                connection,
                "SELECT table_name, column_name, data_type FROM duckdb_columns()"
                        + " WHERE NOT internal AND schema_name = 'main' AND database_name = current_database()"
                        + " ORDER BY table_name, column_index",
                row -> new Column(row.getString(1), row.getString(2), row.getString(3)));
        for (Column column : columns) {
            RelDataType type = DuckDbTypes.relType(column.type)
                    .orElseThrow(() ->
                            new CareSqlException(ErrorCode.INTERNAL, "A snapshot has a column of type " + column.type));
            builders.computeIfAbsent(column.table, key -> factory.builder()).add(column.name, type);
        }
        List<EngineTable> tables = new ArrayList<>();
        for (Map.Entry<String, RelDataTypeFactory.Builder> entry : builders.entrySet()) {
            RelDataType rowType = entry.getValue().build();
            TableStatistics statistics = DuckDbStatistics.of(connection, entry.getKey(), rowType.getFieldNames());
            tables.add(new EngineTable(entry.getKey(), rowType, statistics));
        }
        return List.copyOf(tables);
    }
}
