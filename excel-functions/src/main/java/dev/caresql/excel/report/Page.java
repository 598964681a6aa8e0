package dev.caresql.excel.report;

import java.util.List;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** How a sheet is printed: on A4, as wide as the page, its header on every page. */
final class Page {
    private static final double MARGIN_INCHES = 0.5;
    private static final double FOOT_INCHES = 0.7;
    private static final double POINTS_OF_INCH = 72;
    private static final double POINTS_OF_PIXEL = 0.75;
    private static final double LONG_SIDE = 842;
    private static final double SHORT_SIDE = 595;

    /** Half of 10 points can still be read. */
    private static final double LEAST_SCALE = 0.5;

    /** Programs differ a little in what they put on a page. */
    private static final double SAFETY = 0.97;

    private Page() {}

    /**
     * Sets a sheet up.
     *
     * @param sheet the sheet
     * @param landscape whether the page lies
     * @param firstTitleRow that is repeated, from 0; none when negative
     * @param lastTitleRow the last one
     * @param texts words of the foot
     */
    static void set(XSSFSheet sheet, boolean landscape, int firstTitleRow, int lastTitleRow, Texts texts) {
        PrintSetup print = sheet.getPrintSetup();
        print.setPaperSize(PrintSetup.A4_PAPERSIZE);
        print.setLandscape(landscape);
        print.setFitWidth((short) 1);
        print.setFitHeight((short) 0);
        sheet.setFitToPage(true);
        sheet.setHorizontallyCenter(true);
        sheet.setMargin(org.apache.poi.ss.usermodel.PageMargin.LEFT, MARGIN_INCHES);
        sheet.setMargin(org.apache.poi.ss.usermodel.PageMargin.RIGHT, MARGIN_INCHES);
        sheet.setMargin(org.apache.poi.ss.usermodel.PageMargin.TOP, MARGIN_INCHES);
        sheet.setMargin(org.apache.poi.ss.usermodel.PageMargin.BOTTOM, FOOT_INCHES);
        sheet.getFooter().setLeft("&8&A");
        sheet.getFooter().setRight("&8" + texts.get("footer"));
        sheet.setDisplayGridlines(false);
        if (firstTitleRow >= 0) {
            sheet.setRepeatingRows(new CellRangeAddress(firstTitleRow, lastTitleRow, -1, -1));
        }
    }

    /**
     * Lets a wide table take several pages side by side, the first column on each, rather than print it too small to read.
     *
     * @param sheet that is set up
     * @param lastColumn that is printed
     */
    static void keepReadable(XSSFSheet sheet, int lastColumn) {
        double pages = width(sheet, lastColumn) * LEAST_SCALE / paperWidth(sheet);
        if (pages > 1) {
            sheet.getPrintSetup().setFitWidth((short) Math.ceil(pages));
            sheet.setRepeatingColumns(new CellRangeAddress(-1, -1, 0, 0));
        }
    }

    /**
     * Starts a new page where a block of rows would be torn although it fits on one.
     *
     * @param sheet that is set up
     * @param top the first row of the page on which the first block begins
     * @param lastColumn that is printed
     * @param starts the first row of each block, and the row after the last block
     */
    static void keepTogether(XSSFSheet sheet, int top, int lastColumn, List<Integer> starts) {
        double paperHeight = sheet.getPrintSetup().getLandscape() ? SHORT_SIDE : LONG_SIDE;
        double scale = Math.min(1, paperWidth(sheet) / width(sheet, lastColumn));
        double room = SAFETY * (paperHeight - (MARGIN_INCHES + FOOT_INCHES) * POINTS_OF_INCH) / scale;
        double head = height(sheet, sheet.getRepeatingRows().getFirstRow());
        double used = heights(sheet, top, starts.get(0));
        for (int i = 0; i + 1 < starts.size(); i++) {
            double block = heights(sheet, starts.get(i), starts.get(i + 1));
            if (i > 0 && used + block > room && head + block <= room) {
                sheet.setRowBreak(starts.get(i) - 1);
                used = head;
            }
            used = (used + block) % room;
        }
    }

    /** Of the columns, in points. */
    private static double width(XSSFSheet sheet, int lastColumn) {
        double width = 0;
        for (int column = 0; column <= lastColumn; column++) {
            width += sheet.isColumnHidden(column) ? 0 : sheet.getColumnWidthInPixels(column) * POINTS_OF_PIXEL;
        }
        return width;
    }

    /** Between the margins, in points. */
    private static double paperWidth(XSSFSheet sheet) {
        return (sheet.getPrintSetup().getLandscape() ? LONG_SIDE : SHORT_SIDE) - 2 * MARGIN_INCHES * POINTS_OF_INCH;
    }

    private static double heights(XSSFSheet sheet, int from, int to) {
        double sum = 0;
        for (int row = from; row < to; row++) {
            sum += height(sheet, row);
        }
        return sum;
    }

    private static double height(XSSFSheet sheet, int row) {
        return sheet.getRow(row) == null
                ? sheet.getDefaultRowHeightInPoints()
                : sheet.getRow(row).getHeightInPoints();
    }
}
