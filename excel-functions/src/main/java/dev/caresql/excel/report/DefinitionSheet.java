package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.excel.workbook.Grid;
import dev.caresql.excel.workbook.Look;
import java.util.List;
import java.util.Map;

/** The sheet that says what each KPI of the workbook means, how it is counted, and where its figures come from. */
final class DefinitionSheet {
    private static final int HEADER_ROW = 3;
    private static final double LINE_HEIGHT = 12.75;
    private static final List<Integer> WIDTHS = List.of(29, 27, 17, 46, 54, 20, 26);
    private static final List<String> HEADS =
            List.of("head.kpi", "head.code", "head.unit", "head.meaning", "head.formula", "head.source", "head.cell");

    private final Grid grid;
    private final ReportData data;
    private final Texts texts;

    DefinitionSheet(Grid grid, ReportData data, Texts texts) {
        this.grid = requireNonNull(grid, "grid is null");
        this.data = requireNonNull(data, "data is null");
        this.texts = requireNonNull(texts, "texts is null");
    }

    /**
     * Writes the sheet.
     *
     * @param origins where the figures of a KPI come from, for those that are not plain values
     */
    void write(Map<String, String> origins) {
        grid.height(0, 30);
        grid.text(0, 0, texts.get("title.definitions"), Style.TITLE);
        grid.text(1, 0, texts.get("subtitle.definitions"), Style.SUBTITLE);
        grid.height(HEADER_ROW, 24);
        for (int i = 0; i < HEADS.size(); i++) {
            grid.text(HEADER_ROW, i, texts.get(HEADS.get(i)), Style.HEADER_LEFT);
            grid.width(i, WIDTHS.get(i));
        }
        int row = HEADER_ROW + 1;
        for (Definition definition : data.definitions().values()) {
            definition(row++, definition, origins.getOrDefault(definition.code(), texts.get("note.fixed")));
        }
        grid.sheet().createFreezePane(1, HEADER_ROW + 1);
        Page.set(grid.sheet(), true, HEADER_ROW, HEADER_ROW, texts);
    }

    private void definition(int row, Definition definition, String origin) {
        List<String> values = List.of(
                definition.label(),
                definition.code(),
                texts.unit(definition.unit()) + "\n" + texts.get("direction." + definition.direction()),
                definition.description(),
                definition.formula(),
                definition.source(),
                origin);
        int lines = 1;
        for (int i = 0; i < values.size(); i++) {
            Look look = i == 0 ? Style.BODY_TOP.withBold() : Style.BODY_TOP;
            grid.text(row, i, values.get(i), look);
            lines = Math.max(lines, lines(values.get(i), WIDTHS.get(i)));
        }
        grid.height(row, 6 + LINE_HEIGHT * lines);
    }

    /** Lines that a text takes in a column; words do not fill a line to its end. */
    private static int lines(String text, int width) {
        return text.lines()
                .mapToInt(line -> 1 + (int) (line.length() / (1.02 * (width - 2))))
                .sum();
    }
}
