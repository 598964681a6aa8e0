package dev.caresql.engine.duckdb;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** Opens DuckDB for an import, and for queries with everything locked that reaches outside the snapshot. */
final class DuckDbSettings {
    /** DuckDB's own default is 80 % of what the machine or container has; ours is 60 %. */
    private static final double SHARE_OF_DEFAULT = 0.75;

    private final SnapshotSettings settings;

    DuckDbSettings(SnapshotSettings settings) {
        this.settings = settings;
    }

    /** A connection in memory that may read files and write databases. */
    Connection openForImport(Path workFolder) throws SQLException {
        Connection connection = connect("jdbc:duckdb:", new Properties());
        limit(connection, workFolder);
        Jdbc.run(connection, "SET autoinstall_known_extensions = false");
        Jdbc.run(connection, "SET autoload_known_extensions = false");
        Jdbc.run(connection, "SET TimeZone = 'UTC'");
        Jdbc.run(connection, "SET enable_progress_bar = true");
        Jdbc.run(connection, "SET enable_progress_bar_print = false");
        return connection;
    }

    /** A read-only connection to a snapshot; another one of this process to the same file finds it locked already. */
    Connection openSnapshot(Path snapshot, Path temporary) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("access_mode", "READ_ONLY");
        properties.setProperty("jdbc_stream_results", "true");
        Connection connection = connect("jdbc:duckdb:" + snapshot.toAbsolutePath(), properties);
        synchronized (DuckDbSettings.class) {
            String locked = Jdbc.text(connection, "SELECT CAST(current_setting('lock_configuration') AS VARCHAR)")
                    .orElse("");
            if (!"true".equals(locked)) {
                lock(connection, temporary);
            }
        }
        return connection;
    }

    /** Not through DriverManager, which does not see the drivers of the class loaders in which tools load ours. */
    private static Connection connect(String url, Properties properties) throws SQLException {
        return requireNonNull(new DuckDBDriver().connect(url, properties), "DuckDB does not know its URL");
    }

    private void lock(Connection connection, Path temporary) throws SQLException {
        limit(connection, temporary);
        for (String setting : List.of(
                "SET GLOBAL TimeZone = 'UTC'",
                "SET autoinstall_known_extensions = false",
                "SET autoload_known_extensions = false",
                "SET allow_community_extensions = false",
                "SET enable_external_access = false",
                "SET lock_configuration = true")) {
            Jdbc.run(connection, setting);
        }
    }

    private void limit(Connection connection, Path temporary) throws SQLException {
        String memory =
                settings.memoryLimit().isPresent() ? settings.memoryLimit().get() : defaultMemory(connection);
        Jdbc.run(connection, "SET memory_limit = " + DuckDbText.literal(memory));
        if (settings.threads().isPresent()) {
            Jdbc.run(connection, "SET threads = " + settings.threads().getAsInt());
        }
        Path spill = temporary.resolve("spill").toAbsolutePath();
        Jdbc.run(connection, "SET temp_directory = " + DuckDbText.literal(spill.toString()));
    }

    private static String defaultMemory(Connection connection) throws SQLException {
        String all =
                Jdbc.text(connection, "SELECT current_setting('memory_limit')").orElse("");
        String[] parts = all.split(" ", 2);
        return parts.length < 2
                ? all
                : String.format(Locale.ROOT, "%.2f %s", Double.parseDouble(parts[0]) * SHARE_OF_DEFAULT, parts[1]);
    }
}
