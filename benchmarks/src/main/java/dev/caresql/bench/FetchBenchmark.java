package dev.caresql.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.List;

/** Fetches many rows of six columns: texts, a timestamp, an integer, a flag and a double. */
final class FetchBenchmark {
    private static final double LEAST = 0.8;
    private static final int MILLION = 1_000_000;

    private FetchBenchmark() {}

    static String query(long rows) {
        return "SELECT interaction_id, channel_code, started_at, queue_wait_s, transferred, seconds_to_next_contact"
                + " FROM interactions LIMIT " + rows;
    }

    static List<Figure> run(Sides sides, BenchmarkSettings settings) throws SQLException {
        long rows = Math.min(MILLION, settings.size().interactions());
        Samples ours = new Samples();
        Samples duckDb = new Samples();
        for (int i = -1; i < Math.max(1, settings.repetitions().queries() / 3); i++) {
            fetchBoth(sides, rows, i < 0 ? new Samples() : ours, i < 0 ? new Samples() : duckDb);
        }
        double ratio = duckDb.p50() / ours.p50();
        return List.of(new Figure(
                "fetch " + rows + " rows x 6",
                Figure.format("%,.0f rows/s", rows / ours.p50() * 1000),
                Figure.format("%,.0f rows/s", rows / duckDb.p50() * 1000),
                Figure.ratio(ratio),
                ">= " + Figure.ratio(LEAST),
                ratio >= LEAST));
    }

    private static void fetchBoth(Sides sides, long rows, Samples ours, Samples duckDb) throws SQLException {
        long start = System.nanoTime();
        long oursSum = fetch(sides.care(), query(rows));
        ours.add(start);
        start = System.nanoTime();
        long duckDbSum = fetch(sides.duckDb(), query(rows));
        duckDb.add(start);
        if (oursSum != duckDbSum) {
            throw new IllegalStateException("the two sides fetched different rows");
        }
    }

    /** Reads every value the way a program does that knows the types; returns a sum over all of them. */
    static long fetch(Connection connection, String sql) throws SQLException {
        return read(connection, sql)[0];
    }

    /** Reads the same and returns the number of rows. */
    static long count(Connection connection, String sql) throws SQLException {
        return read(connection, sql)[1];
    }

    private static long[] read(Connection connection, String sql) throws SQLException {
        long sum = 0;
        long count = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                count++;
                sum = 31 * sum + rows.getString(1).hashCode();
                sum += rows.getString(2).hashCode();
                sum += rows.getObject(3, LocalDateTime.class).hashCode();
                int wait = rows.getInt(4);
                sum += rows.wasNull() ? 1 : wait;
                sum += rows.getBoolean(5) ? 1 : 0;
                double seconds = rows.getDouble(6);
                sum += rows.wasNull() ? 1 : Double.hashCode(seconds);
            }
        }
        return new long[] {sum, count};
    }

    /** Fetches all interactions in a JVM with a small heap. */
    static Figure heap(BenchmarkSettings settings) throws IOException, InterruptedException {
        long rows = settings.size().interactions();
        String heap = "256";
        List<String> printed = Launcher.java(
                List.of("-Xmx" + heap + "m"), FetchInSmallHeap.class, List.of(settings.url(), query(rows)));
        return new Figure(
                "fetch " + rows + " rows with -Xmx" + heap + "m",
                printed.get(0),
                "",
                "peak heap after GC " + printed.get(1),
                "completes",
                true);
    }
}
