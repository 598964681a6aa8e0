package dev.caresql.excel.workbook;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;

/** What a sheet of Excel can hold; each check names what is too large and what to do, before anything is written. */
public final class Limits {
    /** Rows of a sheet, the header among them. */
    public static final int ROWS = 1_048_576;

    /** Columns of a sheet. */
    public static final int COLUMNS = 16_384;

    /** Characters of a text in a cell, as Excel counts them: in UTF-16. */
    public static final int CELL_TEXT = 32_767;

    /** Characters of a formula. */
    public static final int FORMULA = 8_192;

    /** Characters of a sheet's name. */
    public static final int SHEET_NAME = 31;

    /** Characters of a defined name, of a column of a table, and of the comment of a name. */
    public static final int NAME = 255;

    private Limits() {}

    /** Refuses a table that is longer than a sheet, which also holds its header. */
    public static void requireRows(String what, long rows) {
        if (rows > ROWS - 1) {
            throw tooLarge(what + " has " + rows + " rows, but a sheet of Excel holds " + (ROWS - 1)
                    + " under its header; choose a shorter period or a part of the rows, or export to CSV");
        }
    }

    /** Refuses a table that is wider than a sheet. */
    public static void requireColumns(String what, int columns) {
        if (columns > COLUMNS) {
            throw tooLarge(what + " has " + columns + " columns, but a sheet of Excel holds " + COLUMNS
                    + "; choose fewer columns");
        }
    }

    /** Refuses a text that does not fit into a cell. */
    public static void requireCellText(String where, String text) {
        if (text.length() > CELL_TEXT) {
            throw tooLarge(where + " holds a text of " + text.length() + " characters, but a cell of Excel holds "
                    + CELL_TEXT + "; shorten it in the query, for example with SUBSTRING(column FROM 1 FOR " + CELL_TEXT
                    + ")");
        }
    }

    /** Refuses a formula that Excel would not read. */
    public static void requireFormula(String where, String formula) {
        if (formula.length() >= FORMULA) {
            throw tooLarge(where + " needs a formula of " + formula.length() + " characters, but Excel reads at most "
                    + FORMULA + "; put a part of it into a column of its own");
        }
    }

    private static CareSqlException tooLarge(String message) {
        return new CareSqlException(ErrorCode.TOO_LARGE, message);
    }
}
