package dev.caresql.excel.workbook;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * A sheet that holds one table of Excel, its header in the first row. The header is in the sheet from the start; the rows come
 * later, streamed, and the table is fitted to them.
 */
public final class TableSheet {
    private static final double HEADER_HEIGHT = 20;

    private final XSSFSheet sheet;
    private final XSSFTable table;
    private final List<String> columns;

    private TableSheet(XSSFSheet sheet, XSSFTable table, List<String> columns) {
        this.sheet = sheet;
        this.table = table;
        this.columns = List.copyOf(columns);
    }

    /**
     * Adds a sheet with the header of a table.
     *
     * @param looks of the workbook
     * @param workbook to add to
     * @param sheetName a legal name
     * @param tableName a legal name that no other table or defined name has
     * @param columns at least one
     */
    public static TableSheet create(
            Looks looks, XSSFWorkbook workbook, String sheetName, String tableName, List<TableColumn> columns) {
        Names.requireSheet(sheetName);
        Limits.requireColumns("Table " + tableName, columns.size());
        XSSFSheet sheet = workbook.createSheet(sheetName);
        sheet.setDisplayGridlines(false);
        sheet.createFreezePane(0, 1);
        List<String> names = new ArrayList<>();
        XSSFRow header = sheet.createRow(0);
        header.setHeightInPoints((float) HEADER_HEIGHT);
        for (int i = 0; i < columns.size(); i++) {
            TableColumn column = requireNonNull(columns.get(i), "a column is null");
            String name = Names.column(column.name(), names);
            names.add(name);
            var cell = header.createCell(i);
            cell.setCellValue(new XSSFRichTextString(SafeText.stored(name)));
            cell.setCellStyle(looks.style(header(column.look()), SafeText.needsQuotePrefix(name)));
            sheet.setColumnWidth(i, (int) Math.round(column.width() * 256));
            sheet.setDefaultColumnStyle(i, looks.style(column.look()));
        }
        return new TableSheet(sheet, Tables.add(sheet, 0, 1, tableName, names), names);
    }

    private static Look header(Look column) {
        return Look.PLAIN
                .withBold()
                .withInk(Palette.WHITE)
                .withFill(Palette.DEEP)
                .withAlign(
                        column.align() == HorizontalAlignment.RIGHT
                                ? HorizontalAlignment.RIGHT
                                : HorizontalAlignment.LEFT)
                .withIndent(column.indent());
    }

    /** Makes the table as long as its rows are. */
    public void fit(long rows) {
        Tables.fit(table, rows);
    }

    public XSSFSheet sheet() {
        return sheet;
    }

    /** The name of the table. */
    public String name() {
        return table.getName();
    }

    /** The headers, as they stand in the sheet. */
    public List<String> columns() {
        return columns;
    }

    /** The cells of a column, as a formula names them. */
    public String reference(int column) {
        return Names.reference(name(), columns.get(column), false);
    }
}
