package dev.caresql.engine.duckdb;

import static java.util.stream.Collectors.joining;

import dev.caresql.engine.DerivedTables;
import dev.caresql.engine.ModelValues;
import dev.caresql.engine.RelSql;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CareModel;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.calcite.rel.RelNode;

/** Stores the rows of the derived tables that are to be stored, when all tables of the sources are imported. */
final class DerivedImport {
    private final Connection connection;
    private final CareModel model;
    private final StatementRunner runner;

    DerivedImport(Connection connection, CareModel model, StatementRunner runner) {
        this.connection = connection;
        this.model = model;
        this.runner = runner;
    }

    void run() throws SQLException {
        Jdbc.run(connection, "USE snap");
        DerivedTables tables = DerivedTables.of(model, DuckDbEngine.readTables(connection));
        tables.check(model.derivedTables().values());
        ModelValues values = new ModelValues(model.timeZone(), model.repeatWindow());
        for (CanonicalTable table : tables.toStore()) {
            store(table, values.apply(tables.plan(table)));
            tables = tables.withStored(table);
        }
        Jdbc.run(connection, "USE memory");
    }

    private void store(CanonicalTable table, RelNode plan) throws SQLException {
        String name = DuckDbText.identifier(table.name());
        runner.table(table.name());
        String columns = table.allColumns().values().stream()
                .map(column -> DuckDbText.identifier(column.name()) + " " + DuckDbTypes.name(column.type()))
                .collect(joining(", "));
        Jdbc.run(connection, "CREATE TABLE " + name + " (" + columns + ")");
        runner.run("INSERT INTO " + name + " "
                + new RelSql(DuckDbDialect.INSTANCE).write(plan).text());
        runner.done(Jdbc.number(connection, "SELECT count(*) FROM " + name));
    }
}
