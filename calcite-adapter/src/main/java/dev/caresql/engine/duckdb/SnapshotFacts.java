package dev.caresql.engine.duckdb;

import static java.util.stream.Collectors.joining;

import dev.caresql.model.CareModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what a snapshot says about itself into its table caresql_snapshot, one property a row. */
final class SnapshotFacts {
    /** The table of the snapshot. */
    static final String TABLE = "caresql_snapshot";

    /** The greatest instant that has happened in any fact, in UTC. */
    static final String AS_OF_DEFAULT = "as_of_default";

    private SnapshotFacts() {}

    static void write(Connection connection, CareModel model, List<TargetTable> targets) throws SQLException {
        Jdbc.run(connection, "CREATE TABLE snap." + TABLE + " (property_name VARCHAR, property_text VARCHAR)");
        put(connection, "model", DuckDbText.literal(model.name()));
        put(connection, "time_zone", DuckDbText.literal(model.timeZone().getId()));
        Optional<String> times = asOf(targets);
        if (times.isPresent()) {
            put(connection, AS_OF_DEFAULT, "(SELECT CAST(max(latest) AS VARCHAR) FROM (" + times.get() + ") AS times)");
        }
        for (TargetTable target : targets) {
            String name = target.canonical().name();
            put(connection, "rows." + name, "(SELECT CAST(count(*) AS VARCHAR) FROM snap." + name + ")");
            put(
                    connection,
                    "bad_rows." + name,
                    "(SELECT CAST(count(DISTINCT (file_name, line_no)) AS VARCHAR) FROM snap." + BadRows.TABLE
                            + " WHERE table_name = " + DuckDbText.literal(name) + ")");
        }
    }

    private static void put(Connection connection, String name, String value) throws SQLException {
        Jdbc.run(connection, "INSERT INTO snap." + TABLE + " SELECT " + DuckDbText.literal(name) + ", " + value);
    }

    private static Optional<String> asOf(List<TargetTable> targets) {
        List<String> maxima = new ArrayList<>();
        for (TargetTable target : targets) {
            for (String column : target.canonical().eventTimes()) {
                if (target.columns().containsKey(column)) {
                    maxima.add("SELECT max(" + column + ") AS latest FROM snap."
                            + target.canonical().name());
                }
            }
        }
        return maxima.isEmpty() ? Optional.empty() : Optional.of(maxima.stream().collect(joining(" UNION ALL ")));
    }
}
