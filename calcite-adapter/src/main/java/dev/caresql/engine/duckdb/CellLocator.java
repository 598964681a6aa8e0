package dev.caresql.engine.duckdb;

import static java.util.Objects.requireNonNull;

import dev.caresql.model.SourceFormat;
import dev.caresql.source.RecordLocator;
import dev.caresql.source.RecordLocator.Place;
import dev.caresql.source.ScanFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the lines of cells that did not fit, from the numbers of their rows in the checked scan. */
final class CellLocator {
    private final Connection connection;
    private final Map<String, SourceTable> sources;

    CellLocator(Connection connection, Map<String, SourceTable> sources) {
        this.connection = connection;
        this.sources = sources;
    }

    List<BadRow> locate(String table) throws SQLException {
        Map<String, Map<String, List<Cell>>> cells = new LinkedHashMap<>();
        List<BadRow> rows = new ArrayList<>();
        for (Cell cell : cells(table)) {
            if (cell.source.isEmpty() || cell.scan.isEmpty()) {
                rows.add(cell.at(Optional.empty(), Optional.empty(), cell.text));
            } else {
                cells.computeIfAbsent(cell.source.get(), key -> new LinkedHashMap<>())
                        .computeIfAbsent(cell.scan.get(), key -> new ArrayList<>())
                        .add(cell);
            }
        }
        for (Map.Entry<String, Map<String, List<Cell>>> entry : cells.entrySet()) {
            SourceTable source = requireNonNull(sources.get(entry.getKey()), entry.getKey());
            for (ScanFile file : source.files()) {
                String scanned = file.scanned().toAbsolutePath().toString();
                rows.addAll(inFile(source, file, entry.getValue().getOrDefault(scanned, List.of())));
            }
        }
        return rows;
    }

    private List<Cell> cells(String table) throws SQLException {
        return Jdbc.list(
                connection,
                "SELECT DISTINCT source_name, scan_file, scan_row, column_name, bad_value, rule_code, row_text FROM "
                        + BadRows.CELLS + " WHERE table_name = " + DuckDbText.literal(table)
                        + " ORDER BY source_name, scan_file, scan_row, column_name",
                row -> new Cell(
                        Optional.ofNullable(row.getString(1)),
                        Optional.ofNullable(row.getString(2)),
                        row.getLong(3),
                        Optional.ofNullable(row.getString(4)),
                        Optional.ofNullable(row.getString(5)),
                        row.getString(6),
                        Optional.ofNullable(row.getString(7))));
    }

    private List<BadRow> inFile(SourceTable source, ScanFile file, List<Cell> cells) throws SQLException {
        if (cells.isEmpty()) {
            return List.of();
        }
        Map<Long, Place> places = places(source, file, cells);
        List<BadRow> rows = new ArrayList<>();
        for (Cell cell : cells) {
            Optional<Place> place = Optional.ofNullable(places.get(cell.row));
            rows.add(cell.at(Optional.of(file.file().name()), place.map(Place::line), place.map(Place::text)));
        }
        return rows;
    }

    private Map<Long, Place> places(SourceTable source, ScanFile file, List<Cell> cells) throws SQLException {
        String scanned = DuckDbText.literal(file.scanned().toAbsolutePath().toString());
        SourceFormat format = source.definition().format();
        boolean jsonLines = format == SourceFormat.JSON && !Scans.isArray(file.scanned());
        if (format != SourceFormat.CSV && !jsonLines) {
            return fromRaw(source, file, cells, scanned);
        }
        long first = Jdbc.number(
                connection,
                "SELECT min(" + SourceTable.ROW + ") FROM " + source.raw() + " WHERE " + SourceTable.FILE + " = "
                        + scanned);
        SortedSet<Long> ordinals = new TreeSet<>();
        Map<Long, Long> ordinalOfRow = new HashMap<>();
        for (Cell cell : cells) {
            long ordinal = cell.row - first + 1;
            ordinals.add(ordinal);
            ordinalOfRow.put(cell.row, ordinal);
        }
        Map<Long, Place> byOrdinal = jsonLines
                ? RecordLocator.jsonLines(file.scanned(), ordinals)
                : RecordLocator.records(file, rejectedLines(file, scanned), ordinals);
        Map<Long, Place> places = new HashMap<>();
        ordinalOfRow.forEach((row, ordinal) -> {
            if (byOrdinal.containsKey(ordinal)) {
                places.put(row, byOrdinal.get(ordinal));
            }
        });
        return places;
    }

    /** The lines of the records that have no row, since the engine refused them. */
    private Set<Long> rejectedLines(ScanFile file, String scanned) throws SQLException {
        SortedMap<Long, String> texts = new TreeMap<>();
        Jdbc.list(
                connection,
                "SELECT DISTINCT e.line_byte_position, e.csv_line FROM reject_errors AS e JOIN reject_scans AS s"
                        + " USING (scan_id, file_id) WHERE s.file_path = " + scanned,
                row -> texts.put(row.getLong(1), String.valueOf(row.getString(2))));
        Set<Long> lines = new HashSet<>();
        RecordLocator.linesOfBytes(file.scanned(), new TreeSet<>(texts.keySet()))
                .forEach((offset, line) -> lines.add(line + BadRows.emptyLines(texts.getOrDefault(offset, ""))));
        return lines;
    }

    private Map<Long, Place> fromRaw(SourceTable source, ScanFile file, List<Cell> cells, String scanned)
            throws SQLException {
        String rows = String.join(
                ",",
                cells.stream().map(cell -> String.valueOf(cell.row)).distinct().toList());
        String ordinal = SourceTable.ROW + " - (SELECT min(" + SourceTable.ROW + ") - 1 FROM " + source.raw()
                + " WHERE " + SourceTable.FILE + " = " + scanned + ")";
        String line = file.rowNumbered() ? "CAST(" + ScanFile.ROW_NUMBER + " AS BIGINT)" : ordinal;
        Map<Long, Place> places = new HashMap<>();
        Jdbc.list(
                connection,
                "SELECT " + SourceTable.ROW + ", " + line + ", CAST(to_json(r) AS VARCHAR) FROM (SELECT * EXCLUDE ("
                        + SourceTable.FILE + ") FROM " + source.raw() + " WHERE " + SourceTable.ROW + " IN (" + rows
                        + ")) AS r",
                row -> places.put(row.getLong(1), new Place(row.getLong(2), row.getString(3))));
        return places;
    }

    private record Cell(
            Optional<String> source,
            Optional<String> scan,
            long row,
            Optional<String> column,
            Optional<String> value,
            String rule,
            Optional<String> text) {
        BadRow at(Optional<String> file, Optional<Long> line, Optional<String> rowText) {
            return new BadRow(source, file, line, column, value, rule, rowText);
        }
    }
}
