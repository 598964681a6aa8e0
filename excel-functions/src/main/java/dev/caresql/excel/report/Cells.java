package dev.caresql.excel.report;

import java.math.BigDecimal;
import java.util.Locale;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;

/** What cells hold, those of formulas by their values. */
final class Cells {
    private Cells() {}

    /** The type of what the cell shows: of a formula, that of its value. */
    static CellType type(Cell cell) {
        return cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
    }

    static boolean isBlank(Cell cell) {
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

    /** Such as {@code Plans!D9}. */
    static String place(Cell cell) {
        return cell.getSheet().getSheetName() + "!" + cell.getAddress().formatAsString();
    }
}
