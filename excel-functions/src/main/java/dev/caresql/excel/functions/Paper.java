package dev.caresql.excel.functions;

import org.apache.poi.ss.usermodel.PageMargin;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** How a sheet of the function workbook is printed: on lying A4, its heads on every page. */
final class Paper {
    private static final double MARGIN_INCHES = 0.5;
    private static final double FOOT_INCHES = 0.7;

    private Paper() {}

    /**
     * Sets a sheet up.
     *
     * @param sheet the sheet
     * @param pagesAcross how many pages it is wide; with more than one, the first column is on each
     * @param headerRow that is repeated, from 0; none when negative
     */
    static void set(XSSFSheet sheet, int pagesAcross, int headerRow) {
        PrintSetup print = sheet.getPrintSetup();
        print.setPaperSize(PrintSetup.A4_PAPERSIZE);
        print.setLandscape(true);
        print.setFitWidth((short) pagesAcross);
        print.setFitHeight((short) 0);
        sheet.setFitToPage(true);
        sheet.setMargin(PageMargin.LEFT, MARGIN_INCHES);
        sheet.setMargin(PageMargin.RIGHT, MARGIN_INCHES);
        sheet.setMargin(PageMargin.TOP, MARGIN_INCHES);
        sheet.setMargin(PageMargin.BOTTOM, FOOT_INCHES);
        sheet.getFooter().setLeft("&8&A");
        sheet.getFooter().setRight("&8Page &P of &N");
        sheet.setDisplayGridlines(false);
        if (headerRow >= 0) {
            sheet.setRepeatingRows(new CellRangeAddress(headerRow, headerRow, -1, -1));
        }
        if (pagesAcross > 1) {
            sheet.setRepeatingColumns(new CellRangeAddress(-1, -1, 0, 0));
        }
    }
}
