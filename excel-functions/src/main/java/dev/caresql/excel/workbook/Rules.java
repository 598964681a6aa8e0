package dev.caresql.excel.workbook;

import static java.util.Objects.requireNonNull;

import java.util.HexFormat;
import java.util.List;
import org.apache.poi.ss.usermodel.ConditionalFormattingThreshold.RangeType;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFConditionalFormattingRule;
import org.apache.poi.xssf.usermodel.XSSFDataBarFormatting;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFSheetConditionalFormatting;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTColor;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTDxf;

/** Conditional formats of a sheet. */
public final class Rules {
    private final XSSFSheet sheet;
    private final XSSFSheetConditionalFormatting formats;

    /** Adds rules to a sheet. */
    public Rules(XSSFSheet sheet) {
        this.sheet = requireNonNull(sheet, "sheet is null");
        this.formats = sheet.getSheetConditionalFormatting();
    }

    /**
     * Colours the cells for which a formula is true.
     *
     * @param range such as {@code K8:K20}
     * @param formula as the first cell of the range writes it
     * @param ink colour of letters
     * @param fill colour behind them, empty for none
     */
    public void colour(String range, String formula, String ink, String fill) {
        Limits.requireFormula("A conditional format of sheet '" + sheet.getSheetName() + "'", formula);
        XSSFConditionalFormattingRule rule = formats.createConditionalFormattingRule(formula);
        formats.addConditionalFormatting(new CellRangeAddress[] {CellRangeAddress.valueOf(range)}, rule);
        // The library's own words for colours leave out the alpha byte, which the schema wants.
        var styles = sheet.getWorkbook().getStylesSource();
        CTDxf dxf = CTDxf.Factory.newInstance();
        rgb(dxf.addNewFont().addNewColor(), ink);
        if (!fill.isEmpty()) {
            rgb(dxf.addNewFill().addNewPatternFill().addNewBgColor(), fill);
        }
        int id = styles.putDxf(dxf) - 1;
        var all = sheet.getCTWorksheet().getConditionalFormattingList();
        all.get(all.size() - 1).getCfRuleArray(0).setDxfId(id);
    }

    /** Draws a bar behind each number, as long as the number is between two values. */
    public void bars(List<String> ranges, double least, double most, String colour) {
        XSSFConditionalFormattingRule rule = formats.createConditionalFormattingRule(Looks.colour(colour));
        XSSFDataBarFormatting bars = rule.getDataBarFormatting();
        bars.getMinThreshold().setRangeType(RangeType.NUMBER);
        bars.getMinThreshold().setValue(least);
        bars.getMaxThreshold().setRangeType(RangeType.NUMBER);
        bars.getMaxThreshold().setValue(most);
        formats.addConditionalFormatting(
                ranges.stream().map(CellRangeAddress::valueOf).toArray(CellRangeAddress[]::new), rule);
    }

    private static void rgb(CTColor colour, String hex) {
        colour.setRgb(HexFormat.of().parseHex("FF" + hex));
    }
}
