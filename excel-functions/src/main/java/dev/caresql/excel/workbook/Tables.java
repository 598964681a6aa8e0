package dev.caresql.excel.workbook;

import java.util.List;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;

/** Tables of Excel over cells that already hold their header. */
public final class Tables {
    private static final String STYLE = "TableStyleLight1";

    private Tables() {}

    /**
     * Adds a table.
     *
     * @param sheet whose cells hold the header
     * @param top row of the header, from 0; the table begins in the first column
     * @param rows under the header
     * @param name legal, and not that of another table or defined name
     * @param columns the headers, as {@link Names#column} made them
     */
    public static XSSFTable add(XSSFSheet sheet, int top, long rows, String name, List<String> columns) {
        XSSFTable table = sheet.createTable(area(top, rows, columns.size()));
        table.setName(name);
        table.setDisplayName(name);
        var ct = table.getCTTable();
        for (int i = 0; i < columns.size(); i++) {
            ct.getTableColumns().getTableColumnArray(i).setName(SafeText.stored(columns.get(i)));
        }
        ct.addNewAutoFilter().setRef(ct.getRef());
        var style = ct.addNewTableStyleInfo();
        style.setName(STYLE);
        style.setShowRowStripes(true);
        style.setShowColumnStripes(false);
        style.setShowFirstColumn(false);
        style.setShowLastColumn(false);
        return table;
    }

    /** Makes a table as long as its rows are. */
    static void fit(XSSFTable table, long rows) {
        Limits.requireRows("Table " + table.getName(), rows);
        AreaReference area = area(
                table.getStartRowIndex(),
                rows,
                table.getCTTable().getTableColumns().sizeOfTableColumnArray());
        table.setCellReferences(area);
        table.getCTTable().getAutoFilter().setRef(table.getCTTable().getRef());
    }

    /** A table of Excel has at least one row under its header, if an empty one. */
    private static AreaReference area(int top, long rows, int columns) {
        return new AreaReference(
                new CellReference(top, 0),
                new CellReference((int) (top + Math.max(1, rows)), columns - 1),
                SpreadsheetVersion.EXCEL2007);
    }
}
