package dev.caresql.excel.workbook;

import static java.util.Objects.requireNonNull;

import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTCell;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTCellFormula;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.STCellFormulaType;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.STCellType;

/** Writes cells of a small sheet, each with its look. Rows and columns are counted from 0. */
public final class Grid {
    private final XSSFSheet sheet;
    private final Looks looks;

    /** Writes into the sheet. */
    public Grid(XSSFSheet sheet, Looks looks) {
        this.sheet = requireNonNull(sheet, "sheet is null");
        this.looks = requireNonNull(looks, "looks is null");
    }

    public XSSFSheet sheet() {
        return sheet;
    }

    /** A cell without content. */
    public void blank(int row, int column, Look look) {
        cell(row, column).setCellStyle(looks.style(look));
    }

    /** Cells without content, from the first column to the last. */
    public void blanks(int row, int first, int last, Look look) {
        for (int column = first; column <= last; column++) {
            blank(row, column, look);
        }
    }

    /** A text, which never becomes a formula. */
    public void text(int row, int column, String text, Look look) {
        Limits.requireCellText("Cell " + address(row, column) + " of sheet '" + sheet.getSheetName() + "'", text);
        XSSFCell cell = cell(row, column);
        cell.setCellValue(new XSSFRichTextString(SafeText.stored(text)));
        cell.setCellStyle(looks.style(look, SafeText.needsQuotePrefix(text)));
    }

    /** A number; what is none in Excel, such as infinity, leaves the cell empty. */
    public void number(int row, int column, double number, Look look) {
        XSSFCell cell = cell(row, column);
        if (Double.isFinite(number)) {
            cell.setCellValue(number);
        }
        cell.setCellStyle(looks.style(look));
    }

    /** A formula and the value that it has now, which programs show that do not compute. */
    public void formula(int row, int column, CellFormula formula, Look look) {
        Limits.requireFormula(
                "Cell " + address(row, column) + " of sheet '" + sheet.getSheetName() + "'", formula.text());
        XSSFCell cell = cell(row, column);
        cell.setCellStyle(looks.style(look));
        CTCell stored = cell.getCTCell();
        CTCellFormula text = stored.addNewF();
        text.setStringValue(formula.text());
        if (formula.array()) {
            text.setT(STCellFormulaType.ARRAY);
            text.setRef(address(row, column));
        }
        if (formula.value() instanceof Double number) {
            stored.setV(number.toString());
        } else {
            stored.setT(STCellType.STR);
            stored.setV(SafeText.stored(formula.value().toString()));
        }
    }

    /** Joins cells of one row. */
    public void merge(int row, int first, int last) {
        sheet.addMergedRegion(new CellRangeAddress(row, row, first, last));
    }

    /** The height of a row in points. */
    public void height(int row, double points) {
        row(row).setHeightInPoints((float) points);
    }

    /** The width of a column in characters of the plain look. */
    public void width(int column, double characters) {
        sheet.setColumnWidth(column, (int) Math.round(characters * 256));
    }

    /** Such as {@code B7}. */
    public static String address(int row, int column) {
        return new CellReference(row, column).formatAsString();
    }

    /** Such as {@code $B$7:$B$12}. */
    public static String range(int firstRow, int firstColumn, int lastRow, int lastColumn) {
        return new CellReference(firstRow, firstColumn, true, true).formatAsString()
                + ":"
                + new CellReference(lastRow, lastColumn, true, true).formatAsString();
    }

    private XSSFCell cell(int row, int column) {
        XSSFRow line = row(row);
        XSSFCell cell = line.getCell(column);
        return cell == null ? line.createCell(column) : cell;
    }

    private XSSFRow row(int row) {
        XSSFRow line = sheet.getRow(row);
        return line == null ? sheet.createRow(row) : line;
    }
}
