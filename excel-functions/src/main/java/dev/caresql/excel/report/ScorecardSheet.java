package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.excel.workbook.CellFormula;
import dev.caresql.excel.workbook.Grid;
import dev.caresql.excel.workbook.Look;
import dev.caresql.excel.workbook.Palette;
import dev.caresql.excel.workbook.Rules;
import dev.caresql.excel.workbook.Sparklines;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.HorizontalAlignment;

/** The sheet of plan and actual: a band for the company and each member, a line for each KPI. */
final class ScorecardSheet {
    /** What the hidden cell holds by which programs know the sheet. */
    static final String MARK = "caresql-scorecard";

    static final int TITLE_ROW = 0;
    static final int TILE_ROW = 3;
    static final int HEADER_ROW = 6;
    private static final int LAST = ScorecardColumn.lastShown().index();

    /** Shown as nothing: LibreOffice prints what runs over from a hidden column into the margin. */
    private static final Look HIDDEN = Look.PLAIN.withFormat(";;;");

    private static final double ROW_HEIGHT = 19;
    private static final double MOST_SHOWN = 150;
    private static final int CHARACTERS_OF_LABEL = 48;
    private static final int CHARACTERS_OF_BAND = 55;

    private final Grid grid;
    private final ReportData data;
    private final Texts texts;
    private final KpiCells cells;
    private final ScorecardFormulas formulas;
    private final Map<String, String> courses = new LinkedHashMap<>();
    private final List<String> barred = new ArrayList<>();
    private int row = HEADER_ROW + 1;

    ScorecardSheet(Grid grid, ReportData data, Texts texts, KpiCells cells, ScorecardFormulas formulas) {
        this.grid = requireNonNull(grid, "grid is null");
        this.data = requireNonNull(data, "data is null");
        this.texts = requireNonNull(texts, "texts is null");
        this.cells = requireNonNull(cells, "cells is null");
        this.formulas = requireNonNull(formulas, "formulas is null");
    }

    /** Writes the sheet; the trend sheet says where the course of each line lies. */
    void write(TrendRanges trends) {
        List<Block> blocks = data.blocks();
        title();
        header();
        boolean bands = blocks.size() > 1;
        List<Integer> starts = new ArrayList<>();
        for (Block block : blocks) {
            int band = row;
            starts.add(band);
            if (bands) {
                row++;
            }
            int first = row;
            for (int i = 0; i < block.lines().size(); i++) {
                line(i + 1, block, block.lines().get(i), trends);
            }
            if (row > first) {
                barred.add(ScorecardColumn.ATTAINMENT.area(first, row - 1));
            }
            if (bands) {
                band(band, first, block);
            }
            if (block.equals(blocks.get(0))) {
                tiles(first, row - 1, block);
            }
        }
        int end = row - 1;
        starts.add(row);
        notes();
        rules(HEADER_ROW + 1, end);
        Sparklines.add(grid.sheet(), courses);
        grid.sheet().createFreezePane(ScorecardColumn.UNIT.index(), HEADER_ROW + 1);
        Page.set(grid.sheet(), !isTemplate(), HEADER_ROW, HEADER_ROW, texts);
        Page.keepTogether(grid.sheet(), 0, LAST, starts);
        grid.sheet()
                .getWorkbook()
                .setPrintArea(grid.sheet().getWorkbook().getSheetIndex(grid.sheet()), 0, LAST, 0, row);
    }

    private void title() {
        ReportRequest request = data.request();
        grid.height(TITLE_ROW, 30);
        int left = isTemplate() ? ScorecardColumn.LABEL.index() : 0;
        grid.text(TITLE_ROW, left, data.title().orElse(texts.get("title.scorecard")), Style.TITLE);
        grid.text(
                TITLE_ROW + 1,
                left,
                texts.get(
                        "subtitle",
                        request.period().title(texts),
                        texts.get("by." + request.by().name()),
                        texts.date(data.asOf().toLocalDate())),
                Style.SUBTITLE);
        grid.text(TITLE_ROW, ScorecardColumn.KPI.index(), MARK, HIDDEN);
        grid.text(TITLE_ROW, ScorecardColumn.SCOPE.index(), request.period().toString(), HIDDEN);
    }

    private void header() {
        ReportRequest.Template template = data.request().template();
        grid.height(HEADER_ROW, 24);
        for (ScorecardColumn column : ScorecardColumn.values()) {
            grid.width(
                    column.index(), column.isFigure() ? Math.max(column.width(), data.longest() + 4) : column.width());
            if (column.isHidden(template)) {
                grid.sheet().setColumnHidden(column.index(), true);
            } else {
                grid.text(
                        HEADER_ROW,
                        column.index(),
                        texts.get(column.head(template)),
                        column.align() == HorizontalAlignment.RIGHT
                                ? Style.HEADER_RIGHT
                                : Style.HEADER
                                        .withAlign(column.align())
                                        .withIndent(column == ScorecardColumn.STATUS ? 1 : 0));
            }
        }
    }

    private void tiles(int first, int last, Block block) {
        grid.height(TILE_ROW, 15);
        grid.height(TILE_ROW + 1, 26);
        tile(ScorecardColumn.LABEL, "tile.score", formulas.score(first, last, block), Palette.DEEP, "0.0");
        tile(ScorecardColumn.UNIT, "tile.green", formulas.count("GREEN", first, last, block), Palette.GREEN, "0");
        tile(ScorecardColumn.PLAN, "tile.amber", formulas.count("AMBER", first, last, block), Palette.AMBER, "0");
        tile(ScorecardColumn.ACTUAL, "tile.red", formulas.count("RED", first, last, block), Palette.RED, "0");
    }

    private void tile(ScorecardColumn column, String label, CellFormula value, String ink, String format) {
        grid.text(TILE_ROW, column.index(), texts.get(label), Style.TILE_LABEL);
        grid.formula(
                TILE_ROW + 1,
                column.index(),
                value,
                Style.TILE_VALUE.withInk(ink).withFormat(format));
    }

    private void band(int at, int first, Block block) {
        String title = block.title(texts);
        int lines = 1 + (title.length() - 1) / CHARACTERS_OF_BAND;
        int left = isTemplate() ? ScorecardColumn.LABEL.index() : 0;
        grid.height(at, 21 + 13.0 * (lines - 1));
        grid.blanks(at, 0, LAST, Style.BAND);
        if (lines > 1) {
            grid.merge(at, left, ScorecardColumn.PLAN.index());
        }
        grid.text(at, left, title, lines > 1 ? Style.BAND.withWrap() : Style.BAND);
        if (row > first) {
            grid.text(at, ScorecardColumn.ACTUAL.index(), texts.get("tile.score"), Style.BAND_RIGHT);
            grid.formula(
                    at,
                    ScorecardColumn.ATTAINMENT.index(),
                    formulas.score(first, row - 1, block),
                    Style.BAND_RIGHT.withFormat("0.0"));
        }
    }

    private void line(int number, Block block, Line line, TrendRanges trends) {
        KpiInfo kpi = line.kpi();
        Result result = line.result();
        Look figure = Style.BODY_NUMBER.withFormat(kpi.format());
        int lines = 1 + (kpi.label().length() - 1) / CHARACTERS_OF_LABEL;
        grid.height(row, ROW_HEIGHT + 13.0 * (lines - 1));
        grid.number(row, ScorecardColumn.NO.index(), number, Style.BODY_CENTER.withInk(Palette.MUTED));
        grid.text(row, ScorecardColumn.LABEL.index(), kpi.label(), Style.BODY_WRAP);
        grid.text(row, ScorecardColumn.UNIT.index(), texts.unit(kpi.unit()), Style.BODY_MUTED);
        number(ScorecardColumn.PLAN, result.plan(), figure.asInput());
        actual(block, line, figure.withBold());
        formula(ScorecardColumn.ATTAINMENT, formulas.attainment(row, line), Style.BODY_NUMBER.withFormat("0.0\"%\""));
        number(ScorecardColumn.PREVIOUS, result.previous(), figure.withInk(Palette.MUTED));
        formula(ScorecardColumn.CHANGE, formulas.change(row, line), figure.withFormat(kpi.changeFormat()));
        formula(ScorecardColumn.TREND, formulas.trend(row, line), Style.BODY_CENTER);
        grid.blank(row, ScorecardColumn.COURSE.index(), Style.BODY);
        formula(
                ScorecardColumn.STATUS,
                formulas.status(row, line),
                Style.BODY.withAlign(HorizontalAlignment.LEFT).withIndent(1));
        number(
                ScorecardColumn.ROWS,
                result.rows(),
                Style.BODY_NUMBER.withInk(Palette.MUTED).withFormat("#,##0"));
        trends.find(block, line)
                .ifPresent(range -> courses.put(Grid.address(row, ScorecardColumn.COURSE.index()), range));
        hidden(block, line);
        row++;
    }

    private void actual(Block block, Line line, Look look) {
        KpiInfo kpi = line.kpi();
        OptionalDouble value = line.result().actual();
        var live = cells.find(kpi.code(), block.scope(), block.id());
        if (live.isPresent() && value.isPresent()) {
            String formula = kpi.divisor() == 1
                    ? live.get().formula()
                    : "(" + live.get().formula() + ")/" + (long) kpi.divisor();
            formula(ScorecardColumn.ACTUAL, new CellFormula(formula, live.get().array(), value.getAsDouble()), look);
        } else {
            number(ScorecardColumn.ACTUAL, value, look);
        }
    }

    /** What programs read: whose line it is, and what its formulas need. */
    private void hidden(Block block, Line line) {
        Result result = line.result();
        grid.text(row, ScorecardColumn.KPI.index(), line.kpi().code(), HIDDEN);
        grid.text(row, ScorecardColumn.SCOPE.index(), block.scope().name(), HIDDEN);
        grid.text(row, ScorecardColumn.SCOPE_ID.index(), block.id(), HIDDEN);
        grid.number(row, ScorecardColumn.DIVISOR.index(), line.kpi().divisor(), Look.PLAIN);
        grid.text(row, ScorecardColumn.DIRECTION.index(), line.kpi().direction(), HIDDEN);
        number(ScorecardColumn.BASELINE, result.baseline(), Look.PLAIN);
        number(ScorecardColumn.WEIGHT, OptionalDouble.of(result.weight().orElse(0)), Look.PLAIN);
        number(
                ScorecardColumn.CAP,
                OptionalDouble.of(result.cap().orElse(data.scores().cap())),
                Look.PLAIN);
        number(ScorecardColumn.TOLERANCE_LOW, result.toleranceLow(), Look.PLAIN);
        number(ScorecardColumn.TOLERANCE_HIGH, result.toleranceHigh(), Look.PLAIN);
        formula(ScorecardColumn.SCORE, formulas.score(row, line), Look.PLAIN);
    }

    private void number(ScorecardColumn column, OptionalDouble value, Look look) {
        if (value.isPresent()) {
            grid.number(row, column.index(), value.getAsDouble(), look);
        } else {
            grid.blank(row, column.index(), look);
        }
    }

    private void formula(ScorecardColumn column, CellFormula formula, Look look) {
        grid.formula(row, column.index(), formula, look);
    }

    private void notes() {
        row++;
        List<String> notes = new ArrayList<>(List.of(
                texts.get("note.plan"),
                texts.get("note.import"),
                texts.get("note.attainment"),
                formulas.statusNote(),
                texts.get("note.score")));
        String baselines = baselines();
        if (!baselines.isEmpty()) {
            notes.add(3, texts.get("note.baseline", baselines));
        }
        for (String note : notes) {
            grid.text(row++, isTemplate() ? ScorecardColumn.LABEL.index() : 0, note, Style.NOTE);
        }
    }

    /** The values from which attainments are measured: without them nobody could follow those. */
    private String baselines() {
        return data.blocks().stream()
                .flatMap(block -> block.lines().stream())
                .filter(line -> line.result().baseline().isPresent())
                .map(line -> line.kpi().label() + " "
                        + BigDecimal.valueOf(line.result().baseline().getAsDouble())
                                .stripTrailingZeros()
                                .toPlainString())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private boolean isTemplate() {
        return data.request().template() == ReportRequest.Template.TELESALES;
    }

    private void rules(int first, int last) {
        if (last < first) {
            return;
        }
        Rules rules = new Rules(grid.sheet());
        String status = ScorecardColumn.STATUS.area(first, last);
        String shown = ScorecardColumn.STATUS.at(first) + "=";
        rules.colour(status, shown + formulas.word("GREEN"), Palette.GREEN, Palette.GREEN_FILL);
        rules.colour(status, shown + formulas.word("AMBER"), Palette.AMBER, Palette.AMBER_FILL);
        rules.colour(status, shown + formulas.word("RED"), Palette.RED, Palette.RED_FILL);
        rules.colour(status, shown + formulas.word("NO_PLAN"), Palette.MUTED, "");
        rules.colour(status, shown + formulas.word(Result.NO_DATA), Palette.MUTED, "");
        String change = ScorecardColumn.CHANGE.at(first);
        String direction = ScorecardColumn.DIRECTION.at(first);
        String better = "OR(AND(" + direction + "=\"HIGHER\"," + change + ">0),AND(" + direction + "=\"LOWER\","
                + change + "<0))";
        String worse = "OR(AND(" + direction + "=\"HIGHER\"," + change + "<0),AND(" + direction + "=\"LOWER\"," + change
                + ">0))";
        for (ScorecardColumn column : List.of(ScorecardColumn.TREND, ScorecardColumn.CHANGE)) {
            rules.colour(column.area(first, last), "AND(ISNUMBER(" + change + ")," + better + ")", Palette.GREEN, "");
            rules.colour(column.area(first, last), "AND(ISNUMBER(" + change + ")," + worse + ")", Palette.RED, "");
        }
        rules.bars(barred, 0, MOST_SHOWN, Palette.SOFT);
    }

    /** Where the course of a line lies, as a range of another sheet. */
    interface TrendRanges {
        /** The range, such as {@code 'Trend'!$C$9:$N$9}. */
        java.util.Optional<String> find(Block block, Line line);
    }
}
