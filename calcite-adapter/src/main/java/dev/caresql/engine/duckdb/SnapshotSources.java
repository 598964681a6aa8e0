package dev.caresql.engine.duckdb;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.CareModel;
import dev.caresql.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes which files a snapshot was made from into its table sources, one file a row, times in UTC. */
final class SnapshotSources {
    private static final String TABLE = "sources";

    private SnapshotSources() {}

    static void write(Connection connection, CareModel model, Map<String, List<SourceFile>> files) throws SQLException {
        Jdbc.run(
                connection,
                "CREATE TABLE snap." + TABLE + " (source_name VARCHAR, file_name VARCHAR, format_code VARCHAR,"
                        + " size_bytes BIGINT, modified_at TIMESTAMP, fingerprint VARCHAR)");
        for (Map.Entry<String, List<SourceFile>> source : files.entrySet()) {
            var definition = model.sources().get(source.getKey());
            String format = definition == null ? "" : definition.format().name().toUpperCase(Locale.ROOT);
            for (SourceFile file : source.getValue()) {
                Jdbc.run(
                        connection,
                        "INSERT INTO snap." + TABLE + " VALUES ("
                                + String.join(
                                        ", ",
                                        DuckDbText.literal(source.getKey()),
                                        DuckDbText.literal(file.name()),
                                        DuckDbText.literal(format),
                                        facts(file),
                                        DuckDbText.literal(file.fingerprint()))
                                + ")");
            }
        }
    }

    /** Size and time, as SQL. */
    private static String facts(SourceFile file) {
        try {
            LocalDateTime modified = LocalDateTime.ofInstant(
                    Files.getLastModifiedTime(file.path()).toInstant(), ZoneOffset.UTC);
            return Files.size(file.path()) + ", TIMESTAMP "
                    + DuckDbText.literal(modified.toString().replace('T', ' '));
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MODEL, "Cannot look at the file " + file.name(), e);
        }
    }
}
