package dev.caresql.excel.workbook;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.xssf.streaming.SXSSFCell;
import org.apache.poi.xssf.streaming.SXSSFRow;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one table, of which a few at a time are held in memory. */
public final class RowStream {
    private final SXSSFSheet sheet;
    private final String table;
    private final List<CellStyle> styles;
    private final List<CellStyle> quoted;
    private final List<String> columns;
    private int rows;

    /** Writes below the header; the styles are those of the columns. */
    RowStream(SXSSFSheet sheet, TableSheet table, Looks looks, List<TableColumn> columns) {
        this.sheet = requireNonNull(sheet, "sheet is null");
        this.table = table.name();
        this.columns = table.columns();
        this.styles = columns.stream()
                .map(column -> (CellStyle) looks.style(column.look()))
                .toList();
        this.quoted = columns.stream()
                .map(column -> (CellStyle) looks.style(column.look(), true))
                .toList();
    }

    /** Adds a row of texts, numbers, booleans, dates and timestamps; null leaves its cell empty. */
    public void add(List<? extends @Nullable Object> values) {
        Limits.requireRows("Table " + table, rows + 1L);
        SXSSFRow row = sheet.createRow(++rows);
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value != null) {
                set(row.createCell(i), i, value);
            }
        }
    }

    /** How many rows were added. */
    public int rows() {
        return rows;
    }

    private void set(SXSSFCell cell, int column, Object value) {
        cell.setCellStyle(styles.get(column));
        if (value instanceof Number number) {
            double real = number.doubleValue();
            if (Double.isFinite(real)) {
                cell.setCellValue(real);
            }
        } else if (value instanceof LocalDateTime time) {
            cell.setCellValue(time);
        } else if (value instanceof LocalDate date) {
            cell.setCellValue(date);
        } else if (value instanceof Boolean flag) {
            cell.setCellValue(flag);
        } else {
            text(cell, column, value.toString());
        }
    }

    private void text(SXSSFCell cell, int column, String text) {
        Limits.requireCellText(
                "Column " + columns.get(column) + " of table " + table + ", row " + (rows + 1) + ",", text);
        cell.setCellValue(SafeText.stored(text));
        if (SafeText.needsQuotePrefix(text)) {
            cell.setCellStyle(quoted.get(column));
        }
    }
}
