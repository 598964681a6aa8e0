package dev.caresql.excel.workbook;

import static java.util.Objects.requireNonNull;

/**
 * A formula of a cell and its value now.
 *
 * @param text without the sign of equality
 * @param array whether it is computed over arrays, which programs before Excel 365 must be told
 * @param value a {@link Double} or a text
 */
public record CellFormula(String text, boolean array, Object value) {
    /** Requires a text, and a value that Excel has. */
    public CellFormula {
        requireNonNull(text, "text is null");
        if (!(value instanceof String) && !(value instanceof Double number && Double.isFinite(number))) {
            throw new IllegalArgumentException("not a value of a cell: " + value);
        }
    }
}
