package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.excel.formula.ExcelKpi;
import dev.caresql.excel.workbook.Grid;
import dev.caresql.excel.workbook.Look;
import dev.caresql.excel.workbook.Names;
import java.util.List;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.xssf.usermodel.XSSFName;

/** The sheet that says what each KPI of the workbook means, how it is counted, and where its figures come from. */
final class DefinitionSheet {
    private static final int AS_OF_ROW = 2;
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

    /** Writes the sheet; the data sheets say where the figures come from. */
    void write(DataSheets sheets) {
        grid.height(0, 30);
        grid.text(0, 0, texts.get("title.definitions"), Style.TITLE);
        grid.text(1, 0, texts.get("subtitle.definitions"), Style.SUBTITLE);
        asOf();
        grid.height(HEADER_ROW, 24);
        for (int i = 0; i < HEADS.size(); i++) {
            grid.text(HEADER_ROW, i, texts.get(HEADS.get(i)), Style.HEADER_LEFT);
            grid.width(i, WIDTHS.get(i));
        }
        int row = HEADER_ROW + 1;
        for (Definition definition : data.definitions().values()) {
            definition(row++, definition, sheets.origin(definition.code(), texts));
        }
        grid.sheet().createFreezePane(1, HEADER_ROW + 1);
        Page.set(grid.sheet(), true, HEADER_ROW, HEADER_ROW, texts);
    }

    /** The cell that formulas read from at which instant open items are judged. */
    private void asOf() {
        grid.text(AS_OF_ROW, 0, texts.get("note.asof"), Style.NOTE);
        grid.number(
                AS_OF_ROW,
                1,
                DateUtil.getExcelDate(data.asOf()),
                Style.NOTE.withAlign(HorizontalAlignment.LEFT).withFormat("yyyy-mm-dd hh:mm:ss"));
        XSSFName name = grid.sheet().getWorkbook().createName();
        name.setNameName(ExcelKpi.AS_OF);
        name.setRefersToFormula(Names.reference(grid.sheet().getSheetName(), "$B$" + (AS_OF_ROW + 1)));
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
