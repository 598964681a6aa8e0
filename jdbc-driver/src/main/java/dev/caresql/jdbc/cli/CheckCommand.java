package dev.caresql.jdbc.cli;

import static java.util.stream.Collectors.joining;

import dev.caresql.catalog.Kpi;
import dev.caresql.config.Problem;
import dev.caresql.engine.EngineTable;
import dev.caresql.error.CareSqlException;
import dev.caresql.lint.Lints;
import dev.caresql.model.CareModel;
import dev.caresql.plan.CareDatabase;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code caresql check MODEL}: whether the catalogs, the model and the data are sound, and what each KPI lacks. */
@Command(
        name = "check",
        description = "Checks catalogs, model and data; says what each KPI lacks.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private static final String BAD_VALUES =
            "SELECT file_name, table_name, column_name, rule_code, COUNT(*), MIN(line_no) FROM metadata.data_quality"
                    + " GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4";

    @Mixin
    private ModelOptions model;

    @Option(names = "--strict", description = "Exit with code 1 when there are warnings.")
    private boolean strict;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws SQLException {
        PrintWriter out = spec.commandLine().getOut();
        try (CareDatabase database = model.open()) {
            String name = database.model().map(CareModel::name).orElse("");
            out.println("model " + name + ", as of " + database.asOf());
            tables(database, out);
            keys(database, out);
            badValues(database, out);
            kpis(database, out);
            return warnings(database, out) && strict ? 1 : 0;
        }
    }

    /** Whether there are any. */
    private static boolean warnings(CareDatabase database, PrintWriter out) throws SQLException {
        List<Problem> warnings = new Lints(Clock.systemUTC()).look(database);
        out.println(warnings.size() + (warnings.size() == 1 ? " warning" : " warnings"));
        warnings.forEach(warning -> out.println("  " + warning));
        return !warnings.isEmpty();
    }

    private static void tables(CareDatabase database, PrintWriter out) throws SQLException {
        TextTable table = new TextTable(
                out, List.of("table", "rows", "columns"), new boolean[] {false, true, true}, Integer.MAX_VALUE);
        List<EngineTable> tables = database.tables().stream()
                .sorted(Comparator.comparing(EngineTable::name))
                .toList();
        try (Connection session = database.connect();
                Statement statement = session.createStatement()) {
            for (EngineTable known : tables) {
                if (database.isView(known.name())) {
                    table.add(List.of(
                            known.name(), "view", String.valueOf(known.rowType().getFieldCount())));
                    continue;
                }
                try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + quoted(known.name()))) {
                    count.next();
                    table.add(List.of(
                            known.name(),
                            String.valueOf(count.getLong(1)),
                            String.valueOf(known.rowType().getFieldCount())));
                }
            }
        }
        table.finish();
    }

    /** The planner takes declared keys for granted, so here they are looked at. */
    private static void keys(CareDatabase database, PrintWriter out) throws SQLException {
        Map<String, List<String>> keys = new TreeMap<>();
        database.model().ifPresent(known -> known.tables()
                .forEach(mapping ->
                        keys.put(mapping.table().name(), mapping.table().key())));
        try (Connection session = database.connect();
                Statement statement = session.createStatement()) {
            for (EngineTable table : database.tables()) {
                List<String> key = keys.getOrDefault(table.name(), List.of());
                if (key.isEmpty() || !table.rowType().getFieldNames().containsAll(key)) {
                    continue;
                }
                String columns = key.stream().map(CheckCommand::quoted).collect(joining(", "));
                String complete =
                        key.stream().map(name -> quoted(name) + " IS NOT NULL").collect(joining(" AND "));
                try (ResultSet count = statement.executeQuery("SELECT count(*), count(DISTINCT (" + columns
                        + ")) FILTER (WHERE " + complete + ") FROM " + quoted(table.name()))) {
                    count.next();
                    long more = count.getLong(1) - count.getLong(2);
                    if (more > 0) {
                        out.println(table.name() + ": " + more + " rows repeat a key (" + String.join(", ", key)
                                + ") or have none; KPIs over joins trust that it is unique");
                    }
                }
            }
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static void badValues(CareDatabase database, PrintWriter out) throws SQLException {
        try (Connection session = database.connect();
                Statement statement = session.createStatement();
                ResultSet result = statement.executeQuery(
                        database.plan(BAD_VALUES, database.asOf()).sql().text())) {
            while (result.next()) {
                String column = result.getString(3);
                String file = result.getString(1);
                out.println((file == null ? "" : file + ": ") + result.getLong(5) + " bad values for "
                        + result.getString(2) + (column == null ? "" : "." + column) + " (" + result.getString(4) + ")"
                        + (result.getObject(6) == null ? "" : ", the first in line " + result.getLong(6)));
            }
        }
    }

    /** Those that cannot be asked are listed by what they lack, since many lack the same. */
    private static void kpis(CareDatabase database, PrintWriter out) {
        int bound = 0;
        int asked = 0;
        Map<String, List<String>> byReason = new TreeMap<>();
        for (Kpi kpi : database.catalog().kpis()) {
            if (kpi.binding().isEmpty()) {
                continue;
            }
            bound++;
            String table = kpi.binding().get().table().text();
            try {
                if (database.tables().stream().noneMatch(known -> known.name().equals(table))) {
                    byReason.computeIfAbsent(absence(database, table), reason -> new ArrayList<>())
                            .add(kpi.name().text());
                    continue;
                }
                database.plan("SELECT " + kpi.name().text() + "() FROM \"" + table + '"', database.asOf());
                asked++;
            } catch (CareSqlException e) {
                byReason.computeIfAbsent(String.valueOf(e.getMessage()), reason -> new ArrayList<>())
                        .add(kpi.name().text());
            }
        }
        out.println(asked + " of " + bound + " KPIs with a table of their own can be asked");
        byReason.forEach((reason, names) -> out.println("  " + reason + ": " + String.join(", ", names)));
    }

    private static String absence(CareDatabase database, String table) {
        return database.missingFor(table)
                .map(need -> "table " + table + " is derived from " + need + ", which is not mapped")
                .orElse("table " + table + " is not mapped");
    }
}
