package dev.caresql.jdbc.cli;

import static java.util.Objects.requireNonNull;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDriver;

/**
 * The headers of a folder's files.
 *
 * @param headers of the files that can be read
 * @param problems why the others cannot, each with its file and what to do; they do not keep the good ones from use
 */
record FolderHeaders(List<FileHeader> headers, List<CareSqlException> problems) {
    FolderHeaders {
        headers = List.copyOf(headers);
        problems = List.copyOf(problems);
    }

    /** Throws when there are files but none of them can be read. */
    static FolderHeaders read(List<Path> files) {
        List<FileHeader> headers = new ArrayList<>();
        List<CareSqlException> problems = new ArrayList<>();
        try (Connection connection = requireNonNull(new DuckDBDriver().connect("jdbc:duckdb:", new Properties()))) {
            for (Path file : files) {
                try {
                    headers.add(FileHeader.read(connection, file));
                } catch (CareSqlException e) {
                    problems.add(e);
                }
            }
        } catch (SQLException e) {
            throw new CareSqlException(ErrorCode.ENGINE, "Cannot start DuckDB to read the headers", e);
        }
        FolderHeaders found = new FolderHeaders(headers, problems);
        if (headers.isEmpty() && !problems.isEmpty()) {
            throw new CareSqlException(
                    ErrorCode.BAD_ROW,
                    found.messages().stream().collect(Collectors.joining(System.lineSeparator())),
                    problems.get(0));
        }
        return found;
    }

    /** What is wrong with the files that are left out. */
    List<String> messages() {
        return problems.stream()
                .map(problem -> String.valueOf(problem.getMessage()))
                .toList();
    }
}
