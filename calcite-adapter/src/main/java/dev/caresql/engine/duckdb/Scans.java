package dev.caresql.engine.duckdb;

import static java.util.stream.Collectors.joining;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.SourceFormat;
import dev.caresql.model.TextFormat;
import dev.caresql.source.ScanFile;
import dev.caresql.source.ScanFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The scan of a source's files as DuckDB's table functions; columns of several files meet by name. */
final class Scans {
    private final SourceFormat format;
    private final List<ScanFile> files;
    private final Map<String, String> columns = new LinkedHashMap<>();

    Scans(SourceFormat format, List<ScanFile> files) {
        this.format = format;
        this.files = List.copyOf(files);
    }

    /** The same columns from other files. */
    Scans over(List<ScanFile> others) {
        Scans scans = new Scans(format, others);
        scans.columns.putAll(columns);
        return scans;
    }

    /** The columns, name to DuckDB type, in the order of the first file. */
    Map<String, String> columns(Connection connection) throws SQLException {
        if (columns.isEmpty()) {
            switch (format) {
                case CSV, XLSX -> files.forEach(file -> file.columns().forEach(this::addText));
                case PARQUET -> describe(connection, "read_parquet(" + paths(files) + ", union_by_name=true)");
                case JSON -> {
                    for (ScanFile file : files) {
                        addKeys(connection, file);
                    }
                }
            }
        }
        return new LinkedHashMap<>(columns);
    }

    private void addText(String name) {
        if (columns.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
            columns.put(name, "VARCHAR");
        }
    }

    /** The keys of all objects of the file; what is no object becomes a row of NULLs in the scan. */
    private void addKeys(Connection connection, ScanFile file) throws SQLException {
        String objects = "SELECT json_keys(json) AS keys, row_number() OVER () AS nr FROM read_json("
                + paths(List.of(file)) + jsonOptions(file, true)
                + ", records='false', columns={'json': 'JSON'}) WHERE json_type(json) = 'OBJECT'";
        Jdbc.list(
                        connection,
                        "SELECT key FROM (SELECT unnest(keys) AS key, generate_subscripts(keys, 1) AS place, nr FROM ("
                                + objects + ")) GROUP BY key ORDER BY min(nr), min(place), key",
                        row -> row.getString(1))
                .forEach(this::addText);
    }

    private void describe(Connection connection, String scan) throws SQLException {
        Jdbc.list(connection, "DESCRIBE SELECT * FROM " + scan, row -> columns.put(row.getString(1), row.getString(2)));
    }

    /** A query over all files; with the name of the file when numbered. */
    String select(boolean numbered) {
        Map<List<String>, List<ScanFile>> shapes = new LinkedHashMap<>();
        for (ScanFile file : files) {
            List<String> shape = new ArrayList<>(file.columns());
            if (format == SourceFormat.JSON) {
                shape.add(String.valueOf(isArray(file.scanned())));
            }
            shapes.computeIfAbsent(shape, key -> new ArrayList<>()).add(file);
        }
        return shapes.values().stream()
                .map(group -> "SELECT " + list(group.get(0), numbered) + " FROM " + scan(group, numbered))
                .collect(joining(" UNION ALL "));
    }

    private String list(ScanFile file, boolean numbered) {
        Stream<String> names = columns.keySet().stream().map(name -> {
            String quoted = DuckDbText.identifier(name);
            boolean present =
                    file.columns().isEmpty() || file.columns().stream().anyMatch(name::equalsIgnoreCase);
            return present ? quoted : "CAST(NULL AS VARCHAR) AS " + quoted;
        });
        return Stream.concat(names, numbered ? Stream.of("filename AS " + SourceTable.FILE) : Stream.empty())
                .collect(joining(", "));
    }

    private String scan(List<ScanFile> group, boolean numbered) {
        String filename = numbered ? ", filename=true" : "";
        return switch (format) {
            case CSV, XLSX ->
                "read_csv(" + paths(group) + csvOptions(group.get(0)) + ", buffer_size="
                        + ScanBuffers.size(group, Runtime.getRuntime().availableProcessors()) + filename + ")";
            case PARQUET -> "read_parquet(" + paths(group) + ", union_by_name=true" + filename + ")";
            case JSON ->
                "read_json(" + paths(group) + jsonOptions(group.get(0), numbered) + ", columns="
                        + struct(columns.keySet().stream().toList()) + filename + ")";
        };
    }

    private static String csvOptions(ScanFile file) {
        TextFormat text = file.text();
        String keepEmpty = text.nulls().isEmpty() ? ", force_not_null=" + DuckDbText.literals(file.columns()) : "";
        return ", auto_detect=false, columns=" + struct(file.columns()) + ", header=" + text.header() + ", delim="
                + DuckDbText.literal(text.delimiter()) + ", quote=" + DuckDbText.literal(text.quote()) + ", escape="
                + DuckDbText.literal(text.quote().isEmpty() ? "" : text.escape()) + ", skip=" + text.skipLines()
                + (text.nulls().isEmpty() ? "" : ", nullstr=" + DuckDbText.literals(text.nulls())) + keepEmpty
                + ", strict_mode=true, store_rejects=true, rejects_limit=0";
    }

    /** A line that is no JSON fails the fast pass, and becomes a row of NULLs in the checked one. */
    private static String jsonOptions(ScanFile file, boolean lenient) {
        return isArray(file.scanned())
                ? ", format='array'"
                : ", format='newline_delimited', ignore_errors="
                        + String.valueOf(lenient).toLowerCase(Locale.ROOT);
    }

    private static String struct(List<String> names) {
        return names.stream()
                .map(name -> DuckDbText.literal(name) + ": 'VARCHAR'")
                .collect(joining(", ", "{", "}"));
    }

    private static String paths(List<ScanFile> files) {
        return DuckDbText.files(files.stream().map(ScanFile::scanned).toList());
    }

    /** Whether a JSON file is one array, and not a value on each line. */
    static boolean isArray(Path file) {
        try (InputStream in = ScanFiles.open(file)) {
            int c = in.read();
            while (c >= 0 && (Character.isWhitespace(c) || c > 0x7F)) {
                c = in.read();
            }
            return c == '[';
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot read " + file, e);
        }
    }
}
