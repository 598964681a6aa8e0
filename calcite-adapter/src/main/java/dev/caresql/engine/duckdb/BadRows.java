package dev.caresql.engine.duckdb;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.BadRowPolicy;
import dev.caresql.source.RecordLocator;
import dev.caresql.source.ScanFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds where rows that were set aside stand in the user's files and keeps them in the table data_quality. */
final class BadRows {
    /** The table of the snapshot. */
    static final String TABLE = "data_quality";

    /** The importing connection's list of cells that did not fit. */
    static final String CELLS = "bad_cells";

    static final String NOT_JSON = "NOT_JSON";

    private static final Pattern CAST =
            Pattern.compile("Could not convert string \"(.*)\" to '([A-Z]+)", Pattern.DOTALL);
    private static final Pattern EMPTY_LINES = Pattern.compile("^[\\r\\n]+");
    private static final int LONGEST_TEXT = 10_000;

    private final Connection connection;
    private final BadRowPolicy policy;

    BadRows(Connection connection, BadRowPolicy policy) {
        this.connection = connection;
        this.policy = policy;
    }

    void create() throws SQLException {
        Jdbc.run(
                connection,
                "CREATE TABLE snap." + TABLE + " (source_name VARCHAR, file_name VARCHAR, line_no BIGINT,"
                        + " column_name VARCHAR, bad_value VARCHAR, rule_code VARCHAR, table_name VARCHAR,"
                        + " row_text VARCHAR)");
        Jdbc.run(
                connection,
                "CREATE TABLE " + CELLS + " (table_name VARCHAR, source_name VARCHAR, scan_file VARCHAR,"
                        + " scan_row BIGINT, column_name VARCHAR, bad_value VARCHAR, rule_code VARCHAR,"
                        + " row_text VARCHAR)");
    }

    /** The number of the latest scan; rejects of later ones are new. */
    long lastScan() throws SQLException {
        boolean none = Jdbc.list(
                        connection,
                        "SELECT 1 FROM duckdb_tables() WHERE table_name = 'reject_scans'",
                        row -> row.getInt(1))
                .isEmpty();
        return none ? -1 : Jdbc.number(connection, "SELECT coalesce(max(scan_id), -1) FROM reject_scans");
    }

    /** The records that DuckDB could not read in the scans after that one. */
    List<BadRow> rejects(long afterScan, Map<String, SourceTable> sources) throws SQLException {
        if (lastScan() <= afterScan) {
            return List.of();
        }
        List<Reject> rejects = Jdbc.list(
                connection,
                "SELECT DISTINCT s.file_path, e.line, e.line_byte_position, e.error_type, e.csv_line,"
                        + " e.column_name, e.error_message"
                        + " FROM reject_errors AS e JOIN reject_scans AS s USING (scan_id, file_id)"
                        + " WHERE e.scan_id > " + afterScan + " ORDER BY s.file_path, e.line",
                row -> new Reject(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        Optional.ofNullable(row.getString(6)),
                        String.valueOf(row.getString(7))));
        Map<String, List<Reject>> byFile = new HashMap<>();
        rejects.forEach(reject ->
                byFile.computeIfAbsent(reject.path, key -> new ArrayList<>()).add(reject));
        List<BadRow> rows = new ArrayList<>();
        sources.forEach((name, source) -> source.files().forEach(file -> {
            List<Reject> found =
                    byFile.getOrDefault(file.scanned().toAbsolutePath().toString(), List.of());
            rows.addAll(located(name, file, found));
        }));
        return rows;
    }

    private static List<BadRow> located(String source, ScanFile file, List<Reject> rejects) {
        if (rejects.isEmpty()) {
            return List.of();
        }
        TreeSet<Long> offsets = new TreeSet<>();
        rejects.forEach(reject -> offsets.add(reject.byteOffset));
        Map<Long, Long> lines = RecordLocator.linesOfBytes(file.scanned(), offsets);
        List<BadRow> rows = new ArrayList<>();
        for (Reject reject : rejects) {
            String text = EMPTY_LINES.matcher(reject.text).replaceFirst("");
            long line = lines.getOrDefault(reject.byteOffset, reject.record) + emptyLines(reject.text);
            if (file.rowNumbered()) {
                String[] parts = text.split(",", 2);
                line = Long.parseLong(parts[0].replace("\"", ""));
                text = parts.length > 1 ? parts[1] : "";
            }
            rows.add(new BadRow(
                    Optional.of(source),
                    Optional.of(file.file().name()),
                    Optional.of(line),
                    reject.column(),
                    reject.value(),
                    reject.rule(),
                    Optional.of(text.stripTrailing())));
        }
        // A record that is too short is reported once for each missing column.
        return rows.stream().distinct().toList();
    }

    /** How many empty lines stand before a record, which the engine shows with it. */
    static int emptyLines(String text) {
        Matcher empty = EMPTY_LINES.matcher(text);
        return empty.find() ? empty.group().replace("\r\n", "\n").length() : 0;
    }

    private static String rule(String errorType) {
        return switch (errorType) {
            case "MISSING COLUMNS" -> "TOO_FEW_COLUMNS";
            case "TOO MANY COLUMNS" -> "TOO_MANY_COLUMNS";
            case "UNQUOTED VALUE" -> BadRow.BAD_QUOTES;
            case "LINE SIZE OVER MAXIMUM" -> "LINE_TOO_LONG";
            case "INVALID ENCODING" -> "INVALID_ENCODING";
            default -> errorType.replace(' ', '_');
        };
    }

    /** The cells noted for a table, with the places of their rows. */
    List<BadRow> cells(String table, Map<String, SourceTable> sources) throws SQLException {
        return new CellLocator(connection, sources).locate(table);
    }

    /**
     * The statement that notes cells of rows whose places are known, or the whole row where the place is not.
     *
     * @param place as {@link SourceTable#PLACE}
     * @param cell column, value and rule
     * @param row the whole row as text
     * @param from the rows that have them
     */
    static String insertCells(String table, String place, String cell, String row, String from) {
        return "INSERT INTO " + CELLS + " SELECT DISTINCT " + DuckDbText.literal(table) + ", "
                + SourceTable.sourceOf(place) + ", CAST(NULL AS VARCHAR), " + SourceTable.rowOf(place) + ", " + cell
                + ", CASE WHEN " + place + " IS NULL THEN " + row + " END FROM " + from;
    }

    /** Keeps the rows, or fails with the first of them, as the model demands. */
    void keep(String table, List<BadRow> found) throws SQLException {
        List<BadRow> rows = found.stream()
                .sorted(Comparator.comparing((BadRow row) -> row.file().orElse(""))
                        .thenComparing(row -> row.line().orElse(0L)))
                .toList();
        if (!rows.isEmpty() && policy == BadRowPolicy.ERROR) {
            throw new CareSqlException(ErrorCode.BAD_ROW, message(table, rows));
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO snap." + TABLE + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (BadRow row : rows) {
                bind(insert, table, row);
                insert.addBatch();
            }
            if (!rows.isEmpty()) {
                insert.executeBatch();
            }
        }
    }

    private static void bind(PreparedStatement insert, String table, BadRow row) throws SQLException {
        @Nullable
        Object[] values = {
            row.source().orElse(null),
            row.file().orElse(null),
            row.line().orElse(null),
            row.column().orElse(null),
            row.value().map(BadRows::shortened).orElse(null),
            row.rule(),
            table,
            row.text().map(BadRows::shortened).orElse(null)
        };
        for (int i = 0; i < values.length; i++) {
            insert.setObject(i + 1, values[i]);
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    private static String message(String table, List<BadRow> rows) {
        BadRow first = rows.get(0);
        String place = first.file()
                .map(file -> file + first.line().map(line -> ":" + line).orElse("") + ": ")
                .orElse("");
        String what = first.column()
                .map(column ->
                        "column '" + column + "' cannot take '" + first.value().orElse("") + "'")
                .orElse("the row cannot be read");
        return place + what + " (" + first.rule() + ") in the import of table " + table
                + (rows.size() > 1 ? "; " + (rows.size() - 1) + " more such rows" : "")
                + "; correct the file, or set 'onBadRow: keep' to set such rows aside";
    }

    /** A record that DuckDB refused; it counts records where people count lines, so the byte position tells the line. */
    private record Reject(
            String path,
            long record,
            long byteOffset,
            String type,
            String text,
            Optional<String> columnName,
            String message) {
        /** DuckDB converts plain casts while it reads; only then does a reject concern one column. */
        private Optional<Matcher> cast() {
            Matcher matcher = CAST.matcher(message);
            return "CAST".equals(type) && matcher.find() ? Optional.of(matcher) : Optional.empty();
        }

        Optional<String> column() {
            return cast().flatMap(matcher -> columnName);
        }

        Optional<String> value() {
            return cast().map(matcher -> matcher.group(1));
        }

        String rule() {
            return cast().map(matcher -> "NOT_" + matcher.group(2)).orElseGet(() -> BadRows.rule(type));
        }
    }
}
