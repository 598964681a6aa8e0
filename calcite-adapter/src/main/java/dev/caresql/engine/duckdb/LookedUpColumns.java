package dev.caresql.engine.duckdb;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import com.google.common.base.Suppliers;
import dev.caresql.engine.DerivationCompiler;
import dev.caresql.engine.LookupCompiler;
import dev.caresql.engine.ModelValues;
import dev.caresql.engine.RelSql;
import dev.caresql.model.CanonicalColumn;
import dev.caresql.model.CanonicalTables;
import dev.caresql.model.CareModel;
import dev.caresql.model.ColumnLookup;
import dev.caresql.model.ColumnLookups;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.rel.RelNode;

/** The columns of tables that other tables of the model fill, when all tables of the sources are imported. */
final class LookedUpColumns {
    private static final String ROWS = "looked_up_rows";

    private final Connection connection;
    private final CareModel model;
    private final StatementRunner runner;

    LookedUpColumns(Connection connection, CareModel model, StatementRunner runner) {
        this.connection = connection;
        this.model = model;
        this.runner = runner;
    }

    /** Adds every column that is not mapped and whose needs are. */
    void fill() throws SQLException {
        Jdbc.run(connection, "USE snap");
        StoredTables stored = new StoredTables(connection);
        CanonicalTables tables = CanonicalTables.load();
        Supplier<LookupCompiler> compiler = Suppliers.memoize(() -> new LookupCompiler(tables.all()));
        for (ColumnLookup lookup : ColumnLookups.load()) {
            List<String> columns = LookupCompiler.missing(lookup, stored.rowTypes());
            if (!columns.isEmpty()) {
                RelNode plan = compiler.get().plan(lookup, columns, stored.rowTypes());
                List<CanonicalColumn> added = columns.stream()
                        .map(name -> requireNonNull(tables.all().get(lookup.table()), lookup.table())
                                .column(name)
                                .orElseThrow())
                        .toList();
                add(lookup.table(), added, new ModelValues(model.timeZone(), model.repeatWindow()).apply(plan));
                stored.read();
            }
        }
        Jdbc.run(connection, "USE memory");
    }

    /** The rows are computed into a table of their own first: an UPDATE from the query itself runs on one thread. */
    private void add(String name, List<CanonicalColumn> columns, RelNode plan) throws SQLException {
        String table = DuckDbText.identifier(name);
        runner.table(name);
        for (CanonicalColumn column : columns) {
            Jdbc.run(
                    connection,
                    "ALTER TABLE " + table + " ADD COLUMN " + DuckDbText.identifier(column.name()) + " "
                            + DuckDbTypes.name(column.type()));
        }
        runner.run("CREATE OR REPLACE TEMP TABLE " + ROWS + " AS "
                + new RelSql(DuckDbDialect.INSTANCE).write(plan).text());
        runner.run("UPDATE " + table + " AS target SET "
                + columns.stream()
                        .map(column -> DuckDbText.identifier(column.name()))
                        .map(column -> column + " = " + ROWS + "." + column)
                        .collect(joining(", "))
                + " FROM " + ROWS + " WHERE target." + DerivationCompiler.ROW_ID + " = " + ROWS + "."
                + DerivationCompiler.ROW_ID);
        runner.done(Jdbc.number(connection, "SELECT count(*) FROM " + table));
        Jdbc.run(connection, "DROP TABLE " + ROWS);
    }
}
