package dev.caresql.engine.duckdb;

import static java.util.stream.Collectors.joining;

import dev.caresql.engine.CompiledFeed;
import dev.caresql.engine.EngineSql;
import dev.caresql.engine.MappedColumn;
import dev.caresql.engine.RelSql;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.CareModel;
import dev.caresql.model.TableFeed;
import dev.caresql.model.TextFormat;
import dev.caresql.source.LineEnds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Brings the rows of a feed into its table. The fast way is one statement over the files that knows the plainest
 * spellings alone, the next one that knows all. Only when a value does not fit is the feed read again the checked way, which
 * numbers the rows, finds the bad cells and leaves their rows out.
 */
final class FeedImport {
    private static final List<String> CONVERSION_ERRORS =
            List.of("Conversion Error", "Invalid Input Error", "Out of Range Error");
    /** The engine takes no TRY in some places, such as around a sub-query of the rows outside. */
    private static final String UNKNOWN_TO_ENGINE = "Binder Error";

    private static final String CHECKED = "checked_rows";

    private final Connection connection;
    private final CareModel model;
    private final Map<String, SourceTable> sources;
    private final BadRows badRows;
    private final StatementRunner runner;
    private final LineEnds lineEnds;
    private final Map<String, List<BadRow>> rawSources = new HashMap<>();

    FeedImport(
            Connection connection,
            CareModel model,
            Map<String, SourceTable> sources,
            BadRows badRows,
            StatementRunner runner,
            LineEnds lineEnds) {
        this.connection = connection;
        this.model = model;
        this.sources = sources;
        this.badRows = badRows;
        this.runner = runner;
        this.lineEnds = lineEnds;
    }

    /**
     * Inserts the feed's rows into the table and keeps those set aside.
     *
     * @param initial what belongs into derived columns
     */
    void run(String table, TargetTable target, Map<String, String> initial, TableFeed feed, CompiledFeed mapped)
            throws SQLException {
        Spellings spellings = new Spellings(
                name -> sourceOf(name).definition().text(), target.canonical().name());
        CompiledFeed compiled =
                mapped.withPlan(new TextCasts(zone(mapped), spellings, feed.place()).apply(mapped.plan()));
        FeedSql sql =
                new FeedSql(target, initial, compiled, formats(compiled, spellings), zone(compiled), model.timeZone());
        long before = Jdbc.number(connection, "SELECT coalesce(max(rowid) + 1, 0) FROM " + table);
        try {
            List<BadRow> rejects = insert(table, sql, text(compiled.plan()));
            if (rejects.stream().anyMatch(BadRow::hasBadQuotes) && evenLines(compiled)) {
                Jdbc.run(connection, "DELETE FROM " + table + " WHERE rowid >= " + before);
                run(table, target, initial, feed, compiled);
            } else {
                badRows.keep(target.canonical().name(), rejects);
            }
        } catch (SQLException e) {
            if (!isConversion(e)) {
                throw e;
            }
            if (evenLines(compiled)) {
                run(table, target, initial, feed, compiled);
            } else {
                checked(table, target, feed, compiled, sql, e);
            }
        }
    }

    /** Inserts the rows of plain spellings or else of all; returns the records that are none. */
    private List<BadRow> insert(String table, FeedSql sql, String mapping) throws SQLException {
        String all = sql.insert(table, mapping);
        String plain = sql.insertPlain(table, mapping);
        if (!plain.equals(all)) {
            long scan = badRows.lastScan();
            try {
                runner.run(plain);
                return badRows.rejects(scan, sources);
            } catch (SQLException e) {
                if (!isConversion(e)) {
                    throw e;
                }
            }
        }
        long scan = badRows.lastScan();
        runner.run(all);
        return badRows.rejects(scan, sources);
    }

    /** Whether a source of the feed had line ends of several kinds, on which the engine stumbles, and has them no longer. */
    private boolean evenLines(CompiledFeed compiled) throws SQLException {
        boolean evened = false;
        for (String name : Origins.sources(compiled.plan())) {
            SourceTable source = sourceOf(name);
            if (source.evenLines(lineEnds)) {
                source.createView(connection);
                evened = true;
            }
        }
        return evened;
    }

    private static boolean isConversion(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return CONVERSION_ERRORS.stream().anyMatch(message::contains);
    }

    private void checked(
            String table, TargetTable target, TableFeed feed, CompiledFeed compiled, FeedSql sql, SQLException cause)
            throws SQLException {
        String name = target.canonical().name();
        Jdbc.run(connection, "DELETE FROM " + BadRows.CELLS);
        // Sharing x between TRY(x) and TRY(x IS NULL) would take x out of the TRY and fail the statement.
        Jdbc.run(connection, "SET disabled_optimizers = 'common_subexpressions'");
        List<BadRow> found = new ArrayList<>();
        Set<String> read = Origins.sources(compiled.plan());
        try {
            for (String source : read) {
                found.addAll(readRaw(source));
                sourceOf(source).createCheckedView(connection, name, ReadColumns.of(compiled.plan(), source));
            }
            RelNode plan = Hoist.of(compiled.plan());
            for (InnerChecks.Check check : InnerChecks.of(plan)) {
                sourceOf(check.source()).setAside(connection, name, check);
            }
            createChecked(name, compiled, plan, sql);
            String good = IntStream.range(0, compiled.columns().size())
                    .mapToObj(i -> "NOT " + CheckedPlan.flag(i))
                    .collect(joining(" AND ", " WHERE ", ""));
            runner.run(sql.insertConverted(table, CHECKED, good));
            for (String source : read) {
                sourceOf(source).completeCells(connection);
            }
            badRows.cells(name, sources).stream()
                    .map(row -> row.orAt(feed.place()))
                    .forEach(found::add);
        } catch (SQLException e) {
            if (!isConversion(e) && !String.valueOf(e.getMessage()).contains(UNKNOWN_TO_ENGINE)) {
                throw e;
            }
            throw new CareSqlException(ErrorCode.BAD_ROW, message(name, feed, cause), e);
        } finally {
            Jdbc.run(connection, "RESET disabled_optimizers");
            for (String source : read) {
                sourceOf(source).createView(connection);
            }
        }
        badRows.keep(name, found);
    }

    private static String message(String table, TableFeed feed, SQLException cause) {
        return feed.place().file() + ":" + feed.place().line() + ": table " + table
                + ": a value inside 'from', 'where', 'groupBy', a window or a sub-query cannot be converted; declare the"
                + " type of the column in its source, so that such rows are found. "
                + String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /** Reads the source with row numbers, once for all feeds; returns the records that could not be read. */
    private List<BadRow> readRaw(String source) throws SQLException {
        List<BadRow> known = rawSources.get(source);
        if (known != null) {
            return known;
        }
        long scan = badRows.lastScan();
        sourceOf(source).createRaw(connection);
        List<BadRow> rejects = badRows.rejects(scan, sources);
        rawSources.put(source, rejects);
        return rejects;
    }

    private SourceTable sourceOf(String name) {
        SourceTable source = sources.get(name);
        if (source == null) {
            throw new CareSqlException(ErrorCode.INTERNAL, "there is no source " + name);
        }
        return source;
    }

    /** The feed's rows with a flag for each column that did not fit, and those cells noted. */
    private void createChecked(String table, CompiledFeed compiled, RelNode plan, FeedSql sql) throws SQLException {
        int count = compiled.columns().size();
        List<String> select = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MappedColumn column = compiled.columns().get(i);
            String converted = sql.converted(column);
            select.add("TRY(" + converted + ") AS " + DuckDbText.identifier(column.name()));
            select.add("(" + CheckedPlan.flag(i) + " OR TRY((" + converted + ") IS NULL) IS NULL) AS "
                    + CheckedPlan.flag(i));
            select.add(CheckedPlan.value(i) + ", " + CheckedPlan.place(i));
        }
        Failures failures = new Failures();
        Jdbc.run(
                connection,
                "CREATE OR REPLACE TABLE " + CHECKED + " AS SELECT " + String.join(", ", select) + " FROM ("
                        + text(CheckedPlan.of(plan, count, failures)) + ") AS mapping");
        failures.note(connection, table);
        for (int i = 0; i < count; i++) {
            MappedColumn column = compiled.columns().get(i);
            String type = column.canonicalType().map(Enum::name).orElse("VALUE");
            Jdbc.run(
                    connection,
                    BadRows.insertCells(
                            table,
                            CheckedPlan.place(i),
                            DuckDbText.literal(column.name()) + ", " + CheckedPlan.value(i) + ", "
                                    + DuckDbText.literal("NOT_" + type),
                            "CAST(to_json(" + CHECKED + ") AS VARCHAR)",
                            CHECKED + " WHERE " + CheckedPlan.flag(i)));
        }
    }

    private static String text(RelNode plan) {
        EngineSql sql = new RelSql(DuckDbDialect.INSTANCE).write(plan);
        return sql.text();
    }

    /** A column's texts are spelt as its own source spells them, whatever it is joined to. */
    private static Map<String, TextFormat> formats(CompiledFeed feed, Spellings spellings) {
        Map<String, TextFormat> formats = new HashMap<>();
        for (int i = 0; i < feed.columns().size(); i++) {
            MappedColumn column = feed.columns().get(i);
            if (column.canonicalType().isPresent() && SqlTypeUtil.isCharacter(column.expressionType())) {
                Set<String> sources = Origins.sourcesOf(feed.plan(), i);
                formats.put(
                        column.name(),
                        spellings.of(sources, column.canonicalType().get(), column.place()));
            }
        }
        return formats;
    }

    private ZoneId zone(CompiledFeed feed) {
        return feed.sources().stream()
                .map(name -> sourceOf(name).definition().timeZone())
                .findFirst()
                .orElse(model.timeZone());
    }
}
