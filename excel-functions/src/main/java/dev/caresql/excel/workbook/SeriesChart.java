package dev.caresql.excel.workbook;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.poi.xddf.usermodel.PresetLineDash;
import org.apache.poi.xddf.usermodel.XDDFColor;
import org.apache.poi.xddf.usermodel.XDDFLineProperties;
import org.apache.poi.xddf.usermodel.XDDFPresetLineDash;
import org.apache.poi.xddf.usermodel.XDDFShapeProperties;
import org.apache.poi.xddf.usermodel.XDDFSolidFillProperties;
import org.apache.poi.xddf.usermodel.chart.AxisCrosses;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.BarDirection;
import org.apache.poi.xddf.usermodel.chart.BarGrouping;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.DisplayBlanks;
import org.apache.poi.xddf.usermodel.chart.Grouping;
import org.apache.poi.xddf.usermodel.chart.LegendPosition;
import org.apache.poi.xddf.usermodel.chart.MarkerStyle;
import org.apache.poi.xddf.usermodel.chart.XDDFBarChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFCategoryAxis;
import org.apache.poi.xddf.usermodel.chart.XDDFChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSource;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xddf.usermodel.chart.XDDFLineChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFNumericalDataSource;
import org.apache.poi.xddf.usermodel.chart.XDDFValueAxis;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.jspecify.annotations.Nullable;

/** A native chart of one or more series over categories, as columns or as lines. */
public final class SeriesChart {
    private static final int TITLE_SIZE = 1000;
    private static final int AXIS_SIZE = 800;
    private static final int GAP_WIDTH = 60;

    private final XSSFChart chart;
    private final XDDFDataSource<String> categories;
    private final XDDFCategoryAxis bottom;
    private final XDDFValueAxis left;

    /**
     * Puts an empty chart on a sheet.
     *
     * @param sheet the sheet
     * @param place left column, top row, right column, bottom row, counted from 0
     * @param title above it
     * @param categories below the horizontal axis
     * @param format of the numbers beside the vertical axis
     */
    public SeriesChart(XSSFSheet sheet, List<Integer> place, String title, Labels categories, String format) {
        var drawing = sheet.createDrawingPatriarch();
        XSSFClientAnchor anchor =
                drawing.createAnchor(0, 0, 0, 0, place.get(0), place.get(1), place.get(2), place.get(3));
        this.chart = drawing.createChart(anchor);
        this.categories =
                XDDFDataSourcesFactory.fromArray(categories.values().toArray(String[]::new), categories.reference());
        chart.setTitleText(title);
        chart.setTitleOverlay(false);
        chart.getOrAddLegend().setPosition(LegendPosition.BOTTOM);
        chart.displayBlanksAs(DisplayBlanks.GAP);
        this.bottom = chart.createCategoryAxis(AxisPosition.BOTTOM);
        this.left = chart.createValueAxis(AxisPosition.LEFT);
        left.setCrosses(AxisCrosses.AUTO_ZERO);
        left.setNumberFormat(format);
        left.getOrAddMajorGridProperties().setLineProperties(line(Palette.LINE, 0.5));
        left.getOrAddShapeProperties().setLineProperties(line(Palette.LINE, 0.5));
        bottom.getOrAddShapeProperties().setLineProperties(line(Palette.MUTED, 0.75));
        ChartText.style(chart, TITLE_SIZE, AXIS_SIZE);
    }

    /** Adds columns of one colour. */
    public void columns(Series series, String colour) {
        XDDFBarChartData data = (XDDFBarChartData) chart.createData(ChartTypes.BAR, bottom, left);
        data.setBarDirection(BarDirection.COL);
        data.setBarGrouping(BarGrouping.CLUSTERED);
        data.setGapWidth(GAP_WIDTH);
        XDDFChartData.Series added = add(data, series);
        XDDFShapeProperties shape = new XDDFShapeProperties();
        shape.setFillProperties(fill(colour));
        added.setShapeProperties(shape);
        chart.plot(data);
        left.setCrossBetween(org.apache.poi.xddf.usermodel.chart.AxisCrossBetween.BETWEEN);
    }

    /** Adds a line with small marks, dashed and without marks for a plan. */
    public void line(Series series, String colour, boolean dashed) {
        XDDFLineChartData data = (XDDFLineChartData) chart.createData(ChartTypes.LINE, bottom, left);
        data.setGrouping(Grouping.STANDARD);
        XDDFLineChartData.Series added = (XDDFLineChartData.Series) add(data, series);
        added.setSmooth(false);
        XDDFLineProperties line = line(colour, dashed ? 1.5 : 2.25);
        if (dashed) {
            line.setPresetDash(new XDDFPresetLineDash(PresetLineDash.DASH));
            added.setMarkerStyle(MarkerStyle.NONE);
        } else {
            added.setMarkerStyle(MarkerStyle.CIRCLE);
            added.setMarkerSize((short) 5);
        }
        added.setLineProperties(line);
        if (!dashed) {
            ChartText.colourMarkers(added, colour);
        }
        chart.plot(data);
    }

    /** Keeps the vertical axis from a value on, so that small changes show. */
    public void from(double minimum) {
        left.setMinimum(minimum);
    }

    private XDDFChartData.Series add(XDDFChartData data, Series series) {
        XDDFNumericalDataSource<Double> values =
                XDDFDataSourcesFactory.fromArray(series.values().toArray(Double[]::new), series.reference());
        data.setVaryColors(false);
        XDDFChartData.Series added = data.addSeries(categories, values);
        added.setTitle(series.title(), null);
        return added;
    }

    private static XDDFLineProperties line(String colour, double points) {
        XDDFLineProperties line = new XDDFLineProperties(fill(colour));
        line.setWidth(points);
        return line;
    }

    private static XDDFSolidFillProperties fill(String colour) {
        return new XDDFSolidFillProperties(
                XDDFColor.from(java.util.HexFormat.of().parseHex(colour)));
    }

    /**
     * The categories.
     *
     * @param reference the cells that hold them
     * @param values what the cells hold
     */
    public record Labels(String reference, List<String> values) {
        /** Copies the list. */
        public Labels {
            requireNonNull(reference, "reference is null");
            values = List.copyOf(values);
        }
    }

    /**
     * The numbers of one line or of the columns of one colour.
     *
     * @param title in the legend
     * @param reference the cells that hold them
     * @param values what the cells hold, null for an empty one
     */
    public record Series(String title, String reference, List<@Nullable Double> values) {
        /** Requires all. */
        public Series {
            requireNonNull(title, "title is null");
            requireNonNull(reference, "reference is null");
            requireNonNull(values, "values is null");
        }
    }
}
