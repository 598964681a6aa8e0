package dev.caresql.excel.workbook;

import static java.util.Objects.requireNonNull;

/**
 * A column of a table.
 *
 * @param name its header, made legal when the table is made
 * @param look of its cells
 * @param width in characters
 */
public record TableColumn(String name, Look look, double width) {
    /** Requires all. */
    public TableColumn {
        requireNonNull(name, "name is null");
        requireNonNull(look, "look is null");
    }
}
