package dev.caresql.bench;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Our import of all files against one CREATE TABLE AS a table into a database file: with the columns of the snapshot's
 * interactions, business date and repeat contacts among them; and with nothing but what stands in the files. Ours also
 * checks every cell, brings times to UTC, and makes the derived tables.
 */
final class ImportBenchmark {
    private static final double MOST = 1.30;
    private static final List<String> TABLES = List.of(
            "interactions",
            "survey_responses",
            "servqual_answers",
            "tickets",
            "customers",
            "agents",
            "leads",
            "subscriptions");

    /** The columns about repeat contacts, which are part of what an import makes. */
    private static final String REPEATS = """
            CREATE TABLE interactions_with_repeats AS
            WITH contacts AS (
              SELECT rowid AS contact, started_at - lag(started_at) OVER w AS since, lead(started_at) OVER w - started_at AS until
              FROM interactions
              WHERE channel_code = 'VOICE' AND direction_code = 'INBOUND' AND outcome_code = 'ANSWERED'
                AND customer_id IS NOT NULL
              WINDOW w AS (PARTITION BY customer_id, reason_code ORDER BY started_at))
            SELECT i.*, CAST(i.started_at AS DATE) AS business_date, epoch(c.since) AS seconds_since_previous_contact,
              epoch(c.until) AS seconds_to_next_contact,
              CASE WHEN c.contact IS NOT NULL THEN coalesce(c.since > INTERVAL 7 DAY, true) END AS is_first_contact,
              CASE WHEN c.contact IS NOT NULL THEN coalesce(c.until <= INTERVAL 7 DAY, false) END AS has_repeat_contact,
              CASE WHEN c.contact IS NOT NULL THEN i.started_at + INTERVAL 7 DAY END AS matures_at
            FROM interactions i LEFT JOIN contacts c ON i.rowid = c.contact""";

    private final BenchmarkSettings settings;

    ImportBenchmark(BenchmarkSettings settings) {
        this.settings = settings;
    }

    List<Figure> run() throws SQLException, IOException {
        Path folder = settings.company().resolve("import");
        delete(folder);
        Files.createDirectories(folder);
        long start = System.nanoTime();
        CareDatabase.open(settings.database(folder), ProgressListener.NONE).close();
        Samples ours = new Samples();
        ours.add(start);
        List<String> statements = statements(Sides.snapshot(folder));
        Samples plain = new Samples();
        start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("by-hand.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + settings.threads());
            statement.execute("SET memory_limit = '" + settings.memory() + "'");
            for (String sql : statements) {
                if (sql.equals(REPEATS)) {
                    plain.add(start);
                }
                statement.execute(sql);
            }
        }
        Samples duckDb = new Samples();
        duckDb.add(start);
        delete(folder);
        return List.of(
                Figure.times("import against the CSV files' own columns", ours.p50(), plain.p50(), MOST),
                Figure.times("import against those and the repeat contacts", ours.p50(), duckDb.p50()));
    }

    private List<String> statements(Path snapshot) throws SQLException, IOException {
        List<String> statements = new ArrayList<>();
        try (Connection connection = Sides.openDuckDb(snapshot)) {
            for (String table : TABLES) {
                Path file = settings.company().resolve("data").resolve(table + ".csv");
                Map<String, String> types = types(connection, table);
                String columns = header(file).stream()
                        .map(column -> "'" + column + "': '" + types.getOrDefault(column, "VARCHAR") + "'")
                        .collect(joining(", "));
                statements.add("CREATE TABLE " + table + " AS SELECT * FROM read_csv('" + file
                        + "', auto_detect = false, header = true, columns = {" + columns + "})");
            }
        }
        statements.add(REPEATS);
        return statements;
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
