package dev.caresql.jdbc.cli;

import static java.util.Objects.requireNonNull;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

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

    static List<FileHeader> read(List<Path> files) {
        List<FileHeader> headers = new ArrayList<>();
        try (Connection connection = requireNonNull(new DuckDBDriver().connect("jdbc:duckdb:", new Properties()))) {
            for (Path file : files) {
                headers.add(read(connection, file));
            }
        } catch (SQLException e) {
            throw new CareSqlException(ErrorCode.ENGINE, "Cannot start DuckDB to read the headers", e);
        }
        return headers;
    }

    private static FileHeader read(Connection connection, Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        String function = name.endsWith(".parquet")
                ? "read_parquet"
                : name.endsWith(".csv") || name.endsWith(".tsv") ? "read_csv" : "read_json";
        Map<String, String> columns = new LinkedHashMap<>();
        String literal = "'" + file.toString().replace("'", "''") + "'";
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("DESCRIBE SELECT * FROM " + function + "(" + literal + ")")) {
            while (result.next()) {
                columns.put(result.getString(1), result.getString(2));
            }
        } catch (SQLException e) {
            throw new CareSqlException(
                    ErrorCode.BAD_ROW, "Cannot read the header of " + file.getFileName() + "; is it a table?", e);
        }
        return new FileHeader(file, columns);
    }
}
