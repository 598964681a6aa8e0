package dev.caresql.excel.report;

import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** How a sheet is printed: on A4, as wide as the page, its header on every page. */
final class Page {
    private static final double MARGIN_INCHES = 0.5;
    private static final double FOOT_INCHES = 0.7;

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
}
