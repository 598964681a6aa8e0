package dev.caresql.bench;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.caresql.engine.ProgressListener;
import dev.caresql.plan.CareDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Our import of all files against one CREATE TABLE AS a table into a database file, in turns: with the columns of the
 * snapshot's interactions, times in UTC, business date and repeat contacts among them; and with nothing but what stands
 * in the files. Ours also checks every cell, brings the times of the other tables to UTC, and makes the derived tables.
 */
final class ImportBenchmark {
    private static final double MOST = 1.30;

    /** What a process allocates first it allocates slowly, and a busy machine is slower by half at times; a median leaves such turns out. */
    private static final int TURNS = 5;

    private static final String INTERACTIONS = "interactions";
    private static final List<String> OTHERS =
            List.of("survey_responses", "servqual_answers", "tickets", "customers", "agents", "leads", "subscriptions");

    private final BenchmarkSettings settings;

    ImportBenchmark(BenchmarkSettings settings) {
        this.settings = settings;
    }

    List<Figure> run() throws SQLException, IOException {
        Path folder = settings.company().resolve("import");
        Samples ours = new Samples();
        Samples files = new Samples();
        Samples sameColumns = new Samples();
        for (int turn = 0; turn < TURNS; turn++) {
            delete(folder);
            Files.createDirectories(folder);
            long start = System.nanoTime();
            CareDatabase.open(settings.database(folder), ProgressListener.NONE).close();
            ours.add(start);
            byHand(folder, files, sameColumns);
        }
        delete(folder);
        return List.of(
                Figure.times("import against the CSV files' own columns", ours.p50(), files.p50(), MOST),
                Figure.times("import against the snapshot's columns", ours.p50(), sameColumns.p50()));
    }

    private void byHand(Path folder, Samples files, Samples sameColumns) throws SQLException, IOException {
        Map<String, String> scans = new LinkedHashMap<>();
        String toUtc;
        try (Connection snapshot = Sides.openDuckDb(Sides.snapshot(folder))) {
            for (String table : OTHERS) {
                scans.put(table, scan(table, types(snapshot, table)));
            }
            Map<String, String> types = types(snapshot, INTERACTIONS);
            scans.put(INTERACTIONS, scan(INTERACTIONS, types));
            toUtc = header(file(INTERACTIONS)).stream()
                    .filter(column -> "TIMESTAMP".equals(types.get(column)))
                    .map(column -> "i." + column + " - INTERVAL 7 HOUR AS " + column)
                    .collect(joining(", "));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("by-hand.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + settings.threads());
            statement.execute("SET memory_limit = '" + settings.memory() + "'");
            double others = 0;
            for (String table : OTHERS) {
                others += millis(statement, plain(table, scans));
            }
            files.addMillis(others + millis(statement, plain(INTERACTIONS, scans)));
            sameColumns.addMillis(
                    others + millis(statement, sameColumns(requireNonNull(scans.get(INTERACTIONS)), toUtc)));
        }
    }

    private static String plain(String table, Map<String, String> scans) {
        return "CREATE TABLE " + table + " AS SELECT * FROM " + scans.get(table);
    }

    /**
     * The columns of the snapshot's interactions in one statement, which reads the file twice: a second table made from
     * a first takes a third longer.
     */
    private static String sameColumns(String scan, String toUtc) {
        return """
            CREATE TABLE same_columns AS
            WITH contacts AS (
              SELECT interaction_id, started_at - lag(started_at) OVER w AS since, lead(started_at) OVER w - started_at AS until
              FROM %1$s
              WHERE channel_code = 'VOICE' AND direction_code = 'INBOUND' AND outcome_code = 'ANSWERED'
                AND customer_id IS NOT NULL
              WINDOW w AS (PARTITION BY customer_id, reason_code ORDER BY started_at))
            SELECT i.* REPLACE (%2$s), CAST(i.started_at AS DATE) AS business_date,
              epoch(c.since) AS seconds_since_previous_contact, epoch(c.until) AS seconds_to_next_contact,
              CASE WHEN c.interaction_id IS NOT NULL THEN coalesce(c.since > INTERVAL 7 DAY, true) END AS is_first_contact
            FROM %1$s AS i LEFT JOIN contacts AS c ON i.interaction_id = c.interaction_id""".formatted(scan, toUtc);
    }

    private static double millis(Statement statement, String sql) throws SQLException {
        Samples one = new Samples();
        long start = System.nanoTime();
        statement.execute(sql);
        one.add(start);
        return one.p50();
    }

    private Path file(String table) {
        return settings.company().resolve("data").resolve(table + ".csv");
    }

    private String scan(String table, Map<String, String> types) throws IOException {
        String columns = header(file(table)).stream()
                .map(column -> "'" + column + "': '" + types.getOrDefault(column, "VARCHAR") + "'")
                .collect(joining(", "));
        return "read_csv('" + file(table) + "', auto_detect = false, header = true, columns = {" + columns + "})";
    }

    private static List<String> header(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return Arrays.asList(lines.findFirst().orElseThrow().split(",", -1));
        }
    }

    private static Map<String, String> types(Connection connection, String table) throws SQLException {
        Map<String, String> types = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet columns = statement.executeQuery(
                        "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = '" + table + "'")) {
            while (columns.next()) {
                types.put(columns.getString(1), columns.getString(2));
            }
        }
        return types;
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> tree = Files.walk(folder)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
