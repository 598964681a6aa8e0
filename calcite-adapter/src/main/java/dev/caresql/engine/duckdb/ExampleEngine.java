package dev.caresql.engine.duckdb;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.caresql.engine.Calendars;
import dev.caresql.engine.Engine;
import dev.caresql.engine.EngineTable;
import dev.caresql.engine.ProgressListener;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.CanonicalColumn;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CareModel;
import dev.caresql.sql.ColumnType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.calcite.sql.SqlDialect;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** DuckDB in memory over the rows of a worked example, with what an import derives from such rows. */
public final class ExampleEngine implements Engine {
    private static final String SNAPSHOT = "snap";

    private final Connection connection;
    private final CareModel model;
    private final List<TargetTable> targets = new ArrayList<>();
    private List<EngineTable> tables = List.of();

    private ExampleEngine(Connection connection, CareModel model) {
        this.connection = connection;
        this.model = model;
    }

    /**
     * A table of an example; columns that it does not name are NULL.
     *
     * @param table the table of the care model
     * @param own the columns that the model adds to it
     * @param columns those that the rows have
     * @param rows cells as text; empty for NULL
     */
    public record Filled(
            CanonicalTable table,
            Map<String, ColumnType> own,
            List<String> columns,
            List<List<Optional<String>>> rows) {
        /** Copies the collections. */
        public Filled {
            requireNonNull(table, "table is null");
            own = Map.copyOf(own);
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /**
     * Stores the rows; throws {@link ErrorCode#ENGINE} when a cell does not fit its column.
     *
     * @param model whose settings hold
     * @param tables all that there are to be
     */
    public static ExampleEngine open(CareModel model, Iterable<Filled> tables) {
        try {
            Connection connection = requireNonNull(
                    new DuckDBDriver().connect("jdbc:duckdb:", new Properties()), "DuckDB does not know its URL");
            ExampleEngine engine = new ExampleEngine(connection, model);
            try {
                engine.fill(tables);
                return engine;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new CareSqlException(ErrorCode.ENGINE, "the rows cannot be stored: " + firstLine(e), e);
        }
    }

    private void fill(Iterable<Filled> filled) throws SQLException {
        Jdbc.run(connection, "SET TimeZone = 'UTC'");
        Jdbc.run(connection, "ATTACH ':memory:' AS " + SNAPSHOT);
        for (Filled table : filled) {
            fill(table);
        }
        derive();
    }

    private void fill(Filled filled) throws SQLException {
        CanonicalTable table = filled.table();
        boolean isDerived = table.query().isPresent();
        Map<String, String> columns = new LinkedHashMap<>();
        for (CanonicalColumn column : table.allColumns().values()) {
            boolean isStored = table.columns().containsKey(column.name())
                    && column.derivation().isEmpty();
            if (isDerived || isStored || filled.columns().contains(column.name())) {
                columns.put(column.name(), DuckDbTypes.name(column.type()));
            }
        }
        filled.own().forEach((name, type) -> columns.putIfAbsent(name, DuckDbTypes.name(type)));
        TargetTable target = new TargetTable(table, columns);
        String name = SNAPSHOT + "." + DuckDbText.identifier(table.name());
        if (isDerived) {
            Jdbc.run(connection, "CREATE TABLE " + name + " (" + definitions(columns) + ")");
            insert(name, filled);
            return;
        }
        DerivedColumns derived = new DerivedColumns(target, model.repeatWindow());
        Jdbc.run(connection, "CREATE TABLE " + name + " (" + derived.definitions() + ")");
        insert(name, filled);
        Optional<String> time = target.mappedTime();
        if (time.isPresent() && !filled.columns().contains(TargetTable.BUSINESS_DATE)) {
            String instant = DuckDbText.identifier(time.get());
            String local = target.isDate(time.get()) ? instant : TimeZones.fromUtc(instant, model.timeZone());
            Jdbc.run(
                    connection,
                    "UPDATE " + name + " SET " + TargetTable.BUSINESS_DATE + " = CAST(" + local + " AS DATE)");
        }
        for (String statement : derived.statements()) {
            Jdbc.run(connection, statement);
        }
        targets.add(target);
    }

    private static String definitions(Map<String, String> columns) {
        return columns.entrySet().stream()
                .map(column -> DuckDbText.identifier(column.getKey()) + " " + column.getValue())
                .collect(joining(", "));
    }

    private void insert(String name, Filled filled) throws SQLException {
        if (filled.rows().isEmpty()) {
            return;
        }
        String columns = filled.columns().stream().map(DuckDbText::identifier).collect(joining(", "));
        String rows = filled.rows().stream()
                .map(row -> row.stream()
                        .map(cell -> cell.map(DuckDbText::literal).orElse("NULL"))
                        .collect(joining(", ", "(", ")")))
                .collect(joining(", "));
        Jdbc.run(connection, "INSERT INTO " + name + " (" + columns + ") VALUES " + rows);
    }

    private void derive() throws SQLException {
        StatementRunner runner = new StatementRunner(connection, ProgressListener.NONE);
        DueTimes dueTimes = BusinessClock.write(connection, model, targets, runner);
        new DerivedImport(connection, model, runner).run();
        dueTimes.ofNextReplies(runner);
        Jdbc.run(connection, "USE " + SNAPSHOT);
        tables = DuckDbEngine.readTables(connection);
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
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
    public Calendars calendars() {
        try {
            return DuckDbEngine.readCalendars(connection);
        } catch (SQLException e) {
            throw new CareSqlException(ErrorCode.ENGINE, "Cannot read the calendars of an example", e);
        }
    }

    @Override
    public Connection connect() throws SQLException {
        Connection session = connection.unwrap(DuckDBConnection.class).duplicate();
        Jdbc.run(session, "USE " + SNAPSHOT);
        return session;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new CareSqlException(ErrorCode.ENGINE, "Cannot close an example: " + firstLine(e), e);
        }
    }
}
