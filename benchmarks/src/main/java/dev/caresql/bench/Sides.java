package dev.caresql.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The two ways to the same snapshot: our driver, and DuckDB's own. In one process DuckDB opens a file once, so threads,
 * memory and cache are the same for both.
 *
 * @param care our driver's connection
 * @param duckDb DuckDB's, which streams results as ours does
 * @param asOf what AS_OF() means
 * @param queuesSay whether contacts bear the seconds of service level that their queues state
 */
record Sides(Connection care, Connection duckDb, Instant asOf, boolean queuesSay) implements AutoCloseable {
    Sides {
        requireNonNull(care, "care is null");
        requireNonNull(duckDb, "duckDb is null");
        requireNonNull(asOf, "asOf is null");
    }

    static Sides open(BenchmarkSettings settings) throws SQLException, IOException {
        Connection care = DriverManager.getConnection(settings.url());
        Connection duckDb = openDuckDb(snapshot(settings.snapshots()));
        List<?> asOf = Answers.read(
                        duckDb.createStatement(),
                        "SELECT property_text FROM caresql_snapshot WHERE property_name = 'as_of_default'")
                .get(0);
        boolean queuesSay = !Answers.read(
                        duckDb.createStatement(),
                        "SELECT 1 FROM duckdb_columns() WHERE table_name = 'interactions' AND column_name = 'sl_threshold_s'")
                .isEmpty();
        return new Sides(care, duckDb, Instant.parse(String.valueOf(asOf.get(0)).replace(' ', 'T') + "Z"), queuesSay);
    }

    static Connection openDuckDb(Path snapshot) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("access_mode", "READ_ONLY");
        properties.setProperty("jdbc_stream_results", "true");
        return DriverManager.getConnection("jdbc:duckdb:" + snapshot, properties);
    }

    /** The only snapshot of a folder. */
    static Path snapshot(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".duckdb"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public void close() throws SQLException {
        duckDb.close();
        care.close();
    }
}
