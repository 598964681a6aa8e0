package dev.caresql.jdbc.cli;

import static java.util.Objects.requireNonNull;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.source.BadBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of a file, as DuckDB's sniffer sees them.
 *
 * @param file the file
 * @param columns name to type
 */
record FileHeader(Path file, Map<String, String> columns) {
    FileHeader {
        requireNonNull(file, "file is null");
        columns = new LinkedHashMap<>(columns);
    }

    /** Throws {@link ErrorCode#BAD_ROW} with the reason and what to do when the file is no table that DuckDB can read. */
    static FileHeader read(Connection connection, Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        String function = name.endsWith(".parquet") ? "read_parquet" : isDelimited(name) ? "read_csv" : "read_json";
        Map<String, String> columns = new LinkedHashMap<>();
        String literal = "'" + file.toString().replace("'", "''") + "'";
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("DESCRIBE SELECT * FROM " + function + "(" + literal + ")")) {
            while (result.next()) {
                columns.put(result.getString(1), result.getString(2));
            }
        } catch (SQLException e) {
            throw new CareSqlException(ErrorCode.BAD_ROW, problem(file, name), e);
        }
        return new FileHeader(file, columns);
    }

    private static boolean isDelimited(String name) {
        return name.endsWith(".csv") || name.endsWith(".tsv");
    }

    private static String problem(Path file, String name) {
        if (name.endsWith(".parquet")) {
            return file.getFileName() + ": not a readable Parquet file; have it written again";
        }
        Optional<BadBytes.Place> bad;
        try {
            bad = BadBytes.first(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot read " + file, e);
        }
        return bad.map(place -> file.getFileName() + ":" + place.line() + ": the bytes " + place.hex()
                        + " are not UTF-8 text; save the file as UTF-8"
                        + (isDelimited(name)
                                ? ", or add it to the model by hand with its encoding, such as 'encoding: CP949'"
                                : ""))
                .orElseGet(() -> file.getFileName() + ": its header cannot be read; is it a table?");
    }
}
