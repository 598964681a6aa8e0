package dev.caresql.catalog;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The rows of one table in a worked example, written column by column.
 *
 * @param columns what the table's columns hold, in the order of the file
 * @param times how often each written row stands in the table
 */
public record ExampleRows(List<Column> columns, List<Integer> times) {
    /** Stands in a text for the number of the row, from 1, so that many rows can differ. */
    private static final String ROW_NUMBER = "{n}";

    /** Copies the lists. */
    public ExampleRows {
        columns = List.copyOf(columns);
        times = List.copyOf(times);
    }

    /**
     * One column.
     *
     * @param name a column of the table
     * @param cells one for each written row, or a single one that all have; empty for NULL
     */
    public record Column(String name, List<Optional<String>> cells) {
        /** Copies the cells. */
        public Column {
            requireNonNull(name, "name is null");
            cells = List.copyOf(cells);
        }

        private Optional<String> cell(int row) {
            return cells.get(cells.size() == 1 ? 0 : row);
        }
    }

    /** Column after column, with how often each row stands there. */
    String text() {
        StringJoiner text = new StringJoiner("; ");
        columns.forEach(column -> text.add(column.name() + " "
                + column.cells().stream().map(cell -> cell.orElse("NULL")).collect(joining(", "))));
        if (times.stream().anyMatch(count -> count != 1)) {
            text.add("times " + times.stream().map(String::valueOf).collect(joining(", ")));
        }
        return text.toString();
    }

    /** All rows of the table, their cells in the order of the columns; empty for NULL. */
    public List<List<Optional<String>>> rows() {
        List<List<Optional<String>>> rows = new ArrayList<>();
        for (int written = 0; written < times.size(); written++) {
            for (int copy = 0; copy < times.get(written); copy++) {
                String number = String.valueOf(rows.size() + 1);
                List<Optional<String>> row = new ArrayList<>();
                for (Column column : columns) {
                    row.add(column.cell(written).map(text -> text.replace(ROW_NUMBER, number)));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
