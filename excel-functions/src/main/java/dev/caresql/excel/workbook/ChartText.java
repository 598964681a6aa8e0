package dev.caresql.excel.workbook;

import java.util.HexFormat;
import org.apache.poi.xddf.usermodel.chart.XDDFLineChartData;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTChart;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTMarker;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTPlotArea;
import org.openxmlformats.schemas.drawingml.x2006.main.CTTextBody;
import org.openxmlformats.schemas.drawingml.x2006.main.CTTextCharacterProperties;

/** Sizes and colours of the texts of a chart, which the library has no words for. */
final class ChartText {
    private ChartText() {}

    /** Sizes in hundredths of a point. */
    static void style(XSSFChart chart, int titleSize, int axisSize) {
        CTChart ct = chart.getCTChart();
        ct.getTitle().getTx().getRich().getPList().forEach(paragraph -> paragraph
                .getRList()
                .forEach(run -> {
                    var properties = run.isSetRPr() ? run.getRPr() : run.addNewRPr();
                    paint(properties, titleSize, Palette.INK);
                    properties.setB(true);
                }));
        CTPlotArea area = ct.getPlotArea();
        area.getCatAxList().forEach(axis -> body(axis.isSetTxPr() ? axis.getTxPr() : axis.addNewTxPr(), axisSize));
        area.getValAxList().forEach(axis -> body(axis.isSetTxPr() ? axis.getTxPr() : axis.addNewTxPr(), axisSize));
        if (ct.isSetLegend()) {
            var legend = ct.getLegend();
            body(legend.isSetTxPr() ? legend.getTxPr() : legend.addNewTxPr(), axisSize);
        }
    }

    static void colourMarkers(XDDFLineChartData.Series series, String colour) {
        CTMarker marker = series.getCTLineSer().getMarker();
        var shape = marker.isSetSpPr() ? marker.getSpPr() : marker.addNewSpPr();
        shape.addNewSolidFill().addNewSrgbClr().setVal(HexFormat.of().parseHex(colour));
        shape.addNewLn().addNewSolidFill().addNewSrgbClr().setVal(HexFormat.of().parseHex(colour));
    }

    private static void body(CTTextBody body, int size) {
        body.addNewBodyPr();
        body.addNewLstStyle();
        paint(body.addNewP().addNewPPr().addNewDefRPr(), size, Palette.MUTED);
    }

    private static void paint(CTTextCharacterProperties text, int size, String colour) {
        text.setSz(size);
        text.addNewSolidFill().addNewSrgbClr().setVal(HexFormat.of().parseHex(colour));
    }
}
