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
     * Starts a new page where a block of rows would be torn although it fits on one.
     *
     * @param sheet that is set up
     * @param top the first row of the page on which the first block begins
     * @param lastColumn that is printed
     * @param starts the first row of each block, and the row after the last block
     */
    static void keepTogether(XSSFSheet sheet, int top, int lastColumn, List<Integer> starts) {
        double width = 0;
        for (int column = 0; column <= lastColumn; column++) {
            width += sheet.isColumnHidden(column) ? 0 : sheet.getColumnWidthInPixels(column) * POINTS_OF_PIXEL;
        }
        boolean landscape = sheet.getPrintSetup().getLandscape();
        double paperWidth = landscape ? LONG_SIDE : SHORT_SIDE;
        double paperHeight = landscape ? SHORT_SIDE : LONG_SIDE;
        double scale = Math.min(1, (paperWidth - 2 * MARGIN_INCHES * POINTS_OF_INCH) / width);
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
