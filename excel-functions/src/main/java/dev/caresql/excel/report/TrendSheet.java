package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.excel.workbook.Grid;
import dev.caresql.excel.workbook.Look;
import dev.caresql.excel.workbook.Names;
import dev.caresql.excel.workbook.Palette;
import dev.caresql.excel.workbook.SeriesChart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.jspecify.annotations.Nullable;

/** The sheet of the course: charts of the company's KPIs, then the numbers of all lines. */
final class TrendSheet implements ScorecardSheet.TrendRanges {
    private static final int LABEL = 0;
    private static final int UNIT = 1;
    private static final int KIND = 2;
    private static final int FIRST = 3;
    private static final int LAST = FIRST + ReportData.HISTORY - 1;
    private static final int CHART_TOP = 3;
    private static final int CHART_ROWS = 11;
    private static final int MAX_CHARTS = 24;
    private static final int HALF = FIRST + 3;
    private static final int LEAST_POINTS = 3;

    /** On one line: LibreOffice draws the indent of wrapped texts in some cells only. */
    private static final Look PERIOD = Look.PLAIN
            .withBold()
            .withInk(Palette.WHITE)
            .withFill(Palette.DEEP)
            .withAlign(HorizontalAlignment.RIGHT)
            .withIndent(1);

    private final Grid grid;
    private final ReportData data;
    private final Texts texts;
    private final Map<String, String> ranges = new HashMap<>();
    private int row;

    TrendSheet(Grid grid, ReportData data, Texts texts) {
        this.grid = requireNonNull(grid, "grid is null");
        this.data = requireNonNull(data, "data is null");
        this.texts = requireNonNull(texts, "texts is null");
    }

    /** Writes the sheet. */
    void write() {
        List<Block> blocks = data.blocks();
        List<Line> charted = blocks.stream()
                .filter(block -> block.scope() == Scope.COMPANY)
                .flatMap(block -> block.lines().stream())
                .filter(TrendSheet::hasCourse)
                .limit(MAX_CHARTS)
                .toList();
        int chartRows = (charted.size() + 1) / 2;
        boolean scores = blocks.size() > 2;
        title();
        int header = CHART_TOP + (chartRows + (scores ? 1 : 0)) * CHART_ROWS + 1;
        row = header;
        header();
        List<Integer> bands = new ArrayList<>();
        for (Block block : blocks) {
            bands.add(row);
            block(block);
        }
        for (int i = 0; i < charted.size(); i++) {
            chart(charted.get(i), i, header);
        }
        if (scores) {
            scores(blocks.subList(1, blocks.size()), CHART_TOP + chartRows * CHART_ROWS);
        }
        grid.sheet().createFreezePane(0, CHART_TOP - 1);
        Page.set(grid.sheet(), true, header, header, texts);
        List<Integer> chartStarts = new ArrayList<>();
        for (int top = CHART_TOP; top < header; top += CHART_ROWS) {
            chartStarts.add(top);
        }
        Page.keepTogether(grid.sheet(), 0, LAST, chartStarts);
        if (chartStarts.size() > 1) {
            grid.sheet().setRowBreak(header - 1);
        }
        bands.add(row);
        Page.keepTogether(grid.sheet(), header, LAST, bands);
    }

    @Override
    public Optional<String> find(Block block, Line line) {
        return Optional.ofNullable(ranges.get(key(block, line)));
    }

    private void title() {
        grid.height(0, 30);
        grid.text(0, 0, texts.get("title.trend"), Style.TITLE);
        grid.text(
                1,
                0,
                texts.get(
                        "subtitle.trend",
                        String.valueOf(ReportData.HISTORY),
                        data.request().period().title(texts)),
                Style.SUBTITLE);
        grid.width(LABEL, 40);
        grid.width(UNIT, 12);
        grid.width(KIND, 11);
        double width = Math.max(11, data.longest() + 3);
        for (int column = FIRST; column <= LAST; column++) {
            grid.width(column, width);
        }
    }

    private void header() {
        grid.height(row, 22);
        grid.text(row, LABEL, texts.get("head.kpi"), Style.HEADER);
        grid.text(row, UNIT, texts.get("head.unit"), Style.HEADER);
        grid.blank(row, KIND, Style.HEADER);
        List<Period> periods = data.periods();
        for (int i = 0; i < periods.size(); i++) {
            grid.text(row, FIRST + i, periods.get(i).label(texts), PERIOD);
        }
        row++;
    }

    private void block(Block block) {
        if (block.scope() != Scope.COMPANY || data.request().by() != Scope.COMPANY) {
            grid.blanks(row, LABEL, LAST, Style.BAND);
            grid.text(row++, LABEL, block.title(texts), Style.BAND);
        }
        for (Line line : block.lines()) {
            boolean plans = points(line.plans()) > 0;
            grid.text(row, LABEL, line.kpi().label(), plans ? Look.PLAIN : Style.BODY);
            grid.text(
                    row, UNIT, texts.unit(line.kpi().unit()), (plans ? Look.PLAIN : Style.BODY).withInk(Palette.MUTED));
            figures("series.actual", line, line.course(), plans ? Look.PLAIN : Style.BODY);
            ranges.put(key(block, line), reference(row, 0));
            row++;
            if (plans) {
                grid.blanks(row, LABEL, UNIT, Style.BODY);
                figures("series.plan", line, line.plans(), Style.BODY_MUTED);
                row++;
            }
        }
    }

    private void figures(String kind, Line line, List<OptionalDouble> values, Look look) {
        grid.text(row, KIND, texts.get(kind), look.withInk(Palette.MUTED));
        Look figure = look.withAlign(HorizontalAlignment.RIGHT)
                .withIndent(1)
                .withFormat(line.kpi().format());
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isPresent()) {
                grid.number(row, FIRST + i, values.get(i).getAsDouble(), figure);
            } else {
                grid.blank(row, FIRST + i, figure);
            }
        }
    }

    private void chart(Line line, int index, int header) {
        Block company = data.blocks().get(0);
        String actual =
                requireNonNull(ranges.get(key(company, line)), line.kpi().code());
        int top = CHART_TOP + index / 2 * CHART_ROWS;
        List<Integer> place = index % 2 == 0
                ? List.of(LABEL, top, HALF, top + CHART_ROWS - 1)
                : List.of(HALF, top, LAST + 1, top + CHART_ROWS - 1);
        String title = line.kpi().label()
                + (line.kpi().isPercent() ? "" : " (" + texts.unit(line.kpi().unit()) + ")");
        int from = begin(line);
        int cells = row(actual);
        SeriesChart chart = new SeriesChart(grid.sheet(), place, title, labels(header, from), axisFormat(line));
        var actuals =
                new SeriesChart.Series(texts.get("series.actual"), reference(cells, from), values(line.course(), from));
        if (line.kpi().decimals() == 0) {
            chart.columns(actuals, Palette.SOFT);
            if (values(line.course(), from).stream().allMatch(value -> value == null || value >= 0)) {
                chart.from(0);
            }
        } else {
            chart.line(actuals, Palette.DEEP, false);
            minimum(line).ifPresent(chart::from);
        }
        if (points(line.plans()) > 0) {
            chart.line(
                    new SeriesChart.Series(
                            texts.get("series.plan"), reference(cells + 1, from), values(line.plans(), from)),
                    Palette.PLAN,
                    true);
        }
    }

    /** A list of the scores of the members under the numbers, and columns of them among the charts. */
    private void scores(List<Block> members, int top) {
        List<Block> scored = members.stream()
                .filter(block -> block.score().isPresent())
                .sorted(Comparator.comparingDouble(
                        (Block block) -> -block.score().getAsDouble()))
                .toList();
        if (scored.isEmpty()) {
            return;
        }
        row++;
        grid.text(row, LABEL, texts.get("scope." + data.request().by().name()), Style.HEADER);
        grid.text(row++, UNIT, texts.get("head.score"), Style.HEADER_RIGHT);
        int first = row;
        List<@Nullable Double> values = new ArrayList<>();
        for (Block block : scored) {
            grid.text(row, LABEL, block.name(), Style.BODY);
            grid.number(row++, UNIT, block.score().orElse(0), Style.BODY_NUMBER.withFormat("0.0"));
            values.add(block.score().orElse(0));
        }
        String sheet = grid.sheet().getSheetName();
        SeriesChart chart = new SeriesChart(
                grid.sheet(),
                List.of(LABEL, top, LAST + 1, top + CHART_ROWS - 1),
                texts.get(
                        "chart.score",
                        texts.get("scope." + data.request().by().name()).toLowerCase(Locale.ROOT)),
                new SeriesChart.Labels(
                        Names.reference(sheet, Grid.range(first, LABEL, row - 1, LABEL)),
                        scored.stream().map(Block::name).toList()),
                "0");
        chart.columns(
                new SeriesChart.Series(
                        texts.get("head.score"),
                        Names.reference(sheet, Grid.range(first, UNIT, row - 1, UNIT)),
                        values),
                Palette.SOFT);
    }

    /** Where the vertical axis of lines begins: lines far above 0 would all look level. */
    private static OptionalDouble minimum(Line line) {
        DoubleSummaryStatistics values = Stream.concat(line.course().stream(), line.plans().stream())
                .flatMapToDouble(OptionalDouble::stream)
                .summaryStatistics();
        double spread = values.getMax() - values.getMin();
        if (values.getMin() <= 0 || values.getMin() < spread) {
            return OptionalDouble.empty();
        }
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(spread, 1e-9))));
        return OptionalDouble.of(Math.max(0, Math.floor((values.getMin() - spread / 2) / step) * step));
    }

    private SeriesChart.Labels labels(int header, int from) {
        return new SeriesChart.Labels(
                reference(header, from),
                data.periods().stream()
                        .skip(from)
                        .map(period -> period.label(texts))
                        .toList());
    }

    /** Whether there is something to draw: counts of the time before there were any data are 0 and say nothing. */
    private static boolean hasCourse(Line line) {
        List<OptionalDouble> course = line.course();
        int from = 0;
        while (from < course.size() && course.get(from).orElse(0) == 0) {
            from++;
        }
        return points(course.subList(from, course.size())) >= LEAST_POINTS;
    }

    /** The first period that a chart shows: those before there were any data would leave half of it empty. */
    private static int begin(Line line) {
        int from = 0;
        while (from < ReportData.HISTORY - LEAST_POINTS
                && line.course().get(from).orElse(0) == 0
                && line.plans().get(from).isEmpty()) {
            from++;
        }
        return from;
    }

    private static String axisFormat(Line line) {
        return line.kpi().isPercent() ? "0\"%\"" : "#,##0.##";
    }

    /** The cells of a row from a period on. */
    private String reference(int at, int from) {
        return Names.reference(grid.sheet().getSheetName(), Grid.range(at, FIRST + from, at, LAST));
    }

    /** The row of a range, from 0. */
    private static int row(String range) {
        return Integer.parseInt(range.substring(range.lastIndexOf('$') + 1)) - 1;
    }

    private static String key(Block block, Line line) {
        return block.scope() + "/" + block.id() + "/" + line.kpi().code();
    }

    private static long points(List<OptionalDouble> values) {
        return values.stream().filter(OptionalDouble::isPresent).count();
    }

    private static List<@Nullable Double> values(List<OptionalDouble> values, int from) {
        List<@Nullable Double> all = new ArrayList<>();
        values.subList(from, values.size()).forEach(value -> all.add(value.isPresent() ? value.getAsDouble() : null));
        return all;
    }
}
