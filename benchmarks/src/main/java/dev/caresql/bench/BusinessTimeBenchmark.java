package dev.caresql.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Business time against calendar time over generated tickets. The second column of its figures is calendar time, and for
 * the import, the same import without a calendar.
 */
final class BusinessTimeBenchmark {
    private static final double MOST = 3;
    private static final String CALENDAR = """
            calendars:
              office:
                timeZone: Asia/Ho_Chi_Minh
                hours: {mon-fri: "08:00-12:00, 13:30-17:30", sat: "08:00-12:00"}
                holidays: [2022-01-01, 2022-01-31..2022-02-05, 2023-01-20..2023-01-26, 2024-02-08..2024-02-14]
            """;

    private final BenchmarkSettings settings;
    private final long tickets;

    BusinessTimeBenchmark(BenchmarkSettings settings, long tickets) {
        this.settings = settings;
        this.tickets = tickets;
    }

    List<Figure> run() throws SQLException, IOException {
        Path folder = settings.folder().resolve("business-time-" + tickets);
        Files.createDirectories(folder);
        Path file = folder.resolve("tickets.parquet");
        if (!Files.exists(file)) {
            generate(file);
        }
        Samples without = new Samples();
        importInto(folder, "without", "", without).close();
        Samples with = new Samples();
        try (Connection connection = importInto(folder, "with", CALENDAR, with)) {
            Samples calendar = new Samples();
            Samples derived = new Samples();
            Samples called = new Samples();
            for (int i = 0; i < settings.repetitions().queries(); i++) {
                ask(connection, "FIRST_RESPONSE_TIME()", calendar);
                ask(connection, "FIRST_RESPONSE_TIME(clock => 'BUSINESS')", derived);
                ask(connection, "FIRST_RESPONSE_TIME(created_at, first_reply_at, clock => 'BUSINESS')", called);
            }
            return List.of(
                    Figure.times(
                            "business-time first reply against calendar time", derived.p50(), calendar.p50(), MOST),
                    Figure.times("BUSINESS_SECONDS in the query against calendar time", called.p50(), calendar.p50()),
                    Figure.times("import with business time against without", with.p50(), without.p50()));
        }
    }

    /** Three years of tickets; one in twenty without a reply, the others after eight hours on average. */
    private void generate(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "COPY (SELECT CAST(i AS VARCHAR) AS ticket_id, created_at, CASE WHEN i % 20 > 0 THEN created_at"
                            + " + to_seconds(CAST(-ln((hash(i * 7) % 1000000 + 1) / 1000001) * 30000 AS BIGINT)) END"
                            + " AS first_reply_at FROM (SELECT i, TIMESTAMP '2022-01-01' + to_seconds(CAST(hash(i) % 94608000 AS"
                            + " BIGINT)) AS created_at FROM range(" + tickets + ") AS t(i))) TO '" + file + "'");
        }
    }

    private Connection importInto(Path folder, String name, String calendars, Samples samples)
            throws SQLException, IOException {
        Path home = folder.resolve(name);
        ImportBenchmark.delete(home);
        Files.createDirectories(home);
        Files.writeString(home.resolve("caresql.yaml"), "model: business_time\n" + calendars + """
                sources: {t: {file: ../tickets.parquet}}
                tables:
                  tickets:
                    from: t
                    columns: {ticket_id: ticket_id, created_at: created_at, first_reply_at: first_reply_at}
                """);
        long start = System.nanoTime();
        Connection connection = DriverManager.getConnection(
                "jdbc:caresql:" + home + ";threads=" + settings.threads() + ";memoryLimit=" + settings.memory());
        samples.add(start);
        return connection;
    }

    private static void ask(Connection connection, String kpi, Samples samples) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long start = System.nanoTime();
            Answers.read(statement, "SELECT " + kpi + " FROM tickets");
            samples.add(start);
        }
    }
}
