package dev.caresql.excel.report;

import java.math.BigDecimal;
import java.util.Locale;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTCell;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.STCellType;

/** What cells hold, those of formulas by their values. */
final class Cells {
    private Cells() {}

    /** The type of what the cell shows: of a formula, that of its value. */
    static CellType type(Cell cell) {
        return cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
    }

    /**
     * Whether it is a formula that no program has computed yet, as where another than Excel or LibreOffice wrote the workbook:
     * what such a program stores is nothing, 0, or what stood there before, and it asks for computing all when it is opened.
     */
    static boolean lacksValue(Cell cell) {
        if (cell.getCellType() != CellType.FORMULA || !(cell instanceof XSSFCell stored)) {
            return false;
        }
        CTCell content = stored.getCTCell();
        boolean isEmpty = !content.isSetV()
                || content.getT() != STCellType.STR && content.getV().isEmpty();
        return isEmpty || stored.getSheet().getWorkbook().getForceFormulaRecalculation();
    }

    /** Refuses a formula without a value; throws IllegalArgumentException with what to do. */
    static void requireValue(Cell cell) {
        if (lacksValue(cell)) {
            throw new IllegalArgumentException("it is a formula that was never computed: open the workbook in Excel or"
                    + " LibreOffice and save it there, or type the number");
        }
    }

    static boolean isBlank(Cell cell) {
        if (lacksValue(cell)) {
            return false;
        }
        return type(cell) == CellType.BLANK
                || type(cell) == CellType.STRING && cell.getStringCellValue().isBlank();
    }

    /** Whether the format of a number multiplies it by hundred; a sign of percent in quotes does not. */
    static boolean isPercent(Cell cell) {
        return cell.getCellStyle()
                .getDataFormatString()
                .replaceAll("\"[^\"]*\"", "")
                .contains("%");
    }

    /** The content as a text. */
    static String shown(Cell cell) {
        return switch (type(cell)) {
            case STRING -> cell.getStringCellValue();
            case BOOLEAN -> String.valueOf(cell.getBooleanCellValue()).toUpperCase(Locale.ROOT);
            case ERROR -> FormulaError.forInt(cell.getErrorCellValue()).getString();
            case NUMERIC ->
                BigDecimal.valueOf(cell.getNumericCellValue())
                        .stripTrailingZeros()
                        .toPlainString();
            default -> "";
        };
    }

    /** The content as people know it: of a formula without a value, the formula. */
    static String typed(Cell cell) {
        return lacksValue(cell) ? "=" + cell.getCellFormula() : shown(cell);
    }

    /** Such as {@code Plans!D9}. */
    static String place(Cell cell) {
        return cell.getSheet().getSheetName() + "!" + cell.getAddress().formatAsString();
    }
}
