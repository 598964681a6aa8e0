package dev.caresql.excel.workbook;

import java.util.Map;
import org.apache.poi.ooxml.POIXMLException;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.xmlbeans.XmlException;
import org.apache.xmlbeans.XmlObject;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTExtensionList;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTWorksheet;

/** Lines in cells, which the file format knows as an extension since Excel 2010. */
public final class Sparklines {
    private static final String X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main";
    private static final String XM = "http://schemas.microsoft.com/office/excel/2006/main";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private Sparklines() {}

    /** Adds a line for each cell, such as {@code J9}, of the values of a range, such as {@code 'Trend'!$B$3:$M$3}. */
    public static void add(XSSFSheet sheet, Map<String, String> rangesByCell) {
        if (rangesByCell.isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        rangesByCell.forEach((cell, range) -> lines.append("<x14:sparkline><xm:f>")
                .append(xml(range))
                .append("</xm:f><xm:sqref>")
                .append(cell)
                .append("</xm:sqref></x14:sparkline>"));
        String group = """
                <extLst xmlns="%s"><ext uri="{05C60535-1F16-4fd2-B693-F4F36F0B64E0}" xmlns:x14="%s">
                <x14:sparklineGroups xmlns:xm="%s"><x14:sparklineGroup type="column" displayEmptyCellsAs="gap" last="1">
                <x14:colorSeries rgb="FF%s"/><x14:colorNegative rgb="FF%s"/><x14:colorAxis rgb="FF000000"/>
                <x14:colorMarkers rgb="FF%s"/><x14:colorFirst rgb="FF%s"/><x14:colorLast rgb="FF%s"/>
                <x14:colorHigh rgb="FF%s"/><x14:colorLow rgb="FF%s"/>
                <x14:sparklines>%s</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>
                """.formatted(
                        MAIN,
                        X14,
                        XM,
                        Palette.SOFT,
                        Palette.SOFT,
                        Palette.DEEP,
                        Palette.DEEP,
                        Palette.DEEP,
                        Palette.DEEP,
                        Palette.DEEP,
                        lines);
        append(sheet.getCTWorksheet(), group);
    }

    private static void append(CTWorksheet sheet, String extensions) {
        try {
            CTExtensionList list = sheet.isSetExtLst() ? sheet.getExtLst() : sheet.addNewExtLst();
            XmlObject parsed = XmlObject.Factory.parse(extensions);
            try (var from = parsed.newCursor();
                    var to = list.newCursor()) {
                from.toFirstChild();
                from.toFirstChild();
                to.toEndToken();
                from.copyXml(to);
            }
        } catch (XmlException e) {
            throw new POIXMLException("sparklines are not well-formed", e);
        }
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
