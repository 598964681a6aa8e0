package dev.caresql.excel.functions;

import dev.caresql.catalog.Kpi;
import dev.caresql.excel.formula.ExcelFormulas;
import dev.caresql.excel.formula.ExcelKpi;
import dev.caresql.excel.workbook.Grid;
import dev.caresql.excel.workbook.Look;
import dev.caresql.excel.workbook.Looks;
import dev.caresql.excel.workbook.Names;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Name;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** The sheet that documents every function, one line each. */
final class FunctionSheet {
    static final String NAME = "KPI functions";

    private static final List<String> HEADERS = List.of(
            "Function",
            "Meaning",
            "Ý nghĩa",
            "Call",
            "Unit",
            "Example",
            "Value",
            "Description",
            "In words",
            "Differs from SQL",
            "Source");
    private static final double[] WIDTHS = {30, 34, 38, 48, 12, 44, 14, 70, 70, 44, 30};
    /** On one page it would be too small to read. */
    private static final int PAGES_ACROSS = 2;

    private static final double LINE_HEIGHT = 13.5;

    /** Words break early, so that a line holds fewer letters than the column is wide. */
    private static final double LETTERS_PER_WIDTH = 1.15;

    /** Excel makes no row higher than 409 points. */
    private static final int MOST_LINES = 30;

    private static final int AS_OF_ROW = 3;
    private static final int HEADER_ROW = 5;
    private static final int EXAMPLE = 5;
    private static final int VALUE = 6;

    private static final String NOTE =
            "Each function is a name of this workbook and works in Excel for Microsoft 365, Excel 2024 and Excel for the web. To have the functions"
                    + " in another workbook, copy this sheet into it, or begin it from this file. Arguments in brackets may be left"
                    + " out; the last one is a row filter, such as =NPS(Surveys[score],Surveys[month]=C$3). #N/A means that there is nothing to"
                    + " count.";

    private final XSSFWorkbook workbook;
    private final Grid grid;

    FunctionSheet(XSSFWorkbook workbook, Looks looks) {
        this.workbook = workbook;
        this.grid = new Grid(workbook.createSheet(NAME), looks);
    }

    void write(ExcelFormulas formulas, List<LiveExample> live, Optional<LocalDateTime> asOf) {
        grid.text(0, 0, NAME, Tone.TITLE);
        grid.height(0, 26);
        grid.text(1, 0, NOTE, Tone.NOTE);
        grid.merge(1, 0, VALUE);
        grid.height(1, 44);
        asOf(asOf);
        for (int i = 0; i < HEADERS.size(); i++) {
            grid.text(HEADER_ROW, i, HEADERS.get(i), Tone.HEADER);
            grid.width(i, WIDTHS[i]);
        }
        Map<String, LiveExample> examples = new HashMap<>();
        live.forEach(example -> examples.put(example.kpi().name(), example));
        int row = HEADER_ROW + 1;
        for (ExcelKpi kpi : formulas.kpis()) {
            line(row, kpi);
            example(row, Optional.ofNullable(examples.get(kpi.name())));
            grid.height(row, lines(row) * LINE_HEIGHT);
            row++;
        }
        grid.sheet().createFreezePane(1, HEADER_ROW + 1);
        grid.sheet().setAutoFilter(new CellRangeAddress(HEADER_ROW, row - 1, 0, HEADERS.size() - 1));
        grid.sheet().setZoom(90);
        Paper.set(grid.sheet(), PAGES_ACROSS, HEADER_ROW);
    }

    /** How many lines the longest text of a row takes; programs do not all make room by themselves. */
    private int lines(int row) {
        int lines = 1;
        for (int column = 0; column < WIDTHS.length; column++) {
            XSSFCell cell = grid.sheet().getRow(row).getCell(column);
            if (cell != null && cell.getCellType() == CellType.STRING) {
                double letters = cell.getStringCellValue().length() * LETTERS_PER_WIDTH;
                lines = Math.max(lines, (int) Math.ceil(letters / WIDTHS[column]));
            }
        }
        return Math.min(lines, MOST_LINES);
    }

    /** The cell that the functions read what AS_OF() means from. */
    private void asOf(Optional<LocalDateTime> asOf) {
        grid.text(AS_OF_ROW, 0, "Open items are judged at (AS_OF)", Tone.NAME);
        Look look = Tone.TEXT.withFormat("yyyy-mm-dd hh:mm").asInput();
        grid.blank(AS_OF_ROW, 1, look);
        asOf.ifPresent(time -> grid.number(AS_OF_ROW, 1, DateUtil.getExcelDate(time), look));
        Name name = workbook.createName();
        name.setNameName("AS_OF");
        name.setRefersToFormula(Names.reference(NAME, "$B$" + (AS_OF_ROW + 1)));
        name.setComment("The instant at which open items are judged.");
    }

    private void line(int row, ExcelKpi excelKpi) {
        Kpi kpi = excelKpi.kpi();
        grid.text(row, 0, excelKpi.name(), Tone.NAME);
        grid.text(row, 1, kpi.texts().labelEn(), Tone.TEXT);
        grid.text(row, 2, kpi.texts().labelVi(), Tone.TEXT);
        grid.text(row, 3, "=" + excelKpi.signature(), Tone.TEXT);
        grid.text(row, 4, kpi.measure().unit(), Tone.TEXT);
        grid.text(row, 7, kpi.texts().descriptionEn(), Tone.TEXT);
        grid.text(row, 8, excelKpi.words(), Tone.TEXT);
        grid.text(row, 9, String.join(" ", excelKpi.limits()), Tone.TEXT);
        grid.text(row, 10, kpi.source(), Tone.TEXT);
    }

    private void example(int row, Optional<LiveExample> found) {
        grid.blank(row, EXAMPLE, Tone.TEXT);
        grid.blank(row, VALUE, Tone.TEXT);
        found.ifPresent(example -> {
            String table = ExampleSheet.table(example.kpi());
            String call = example.call(column -> Names.reference(table, column, false));
            grid.text(row, EXAMPLE, "=" + call, Tone.TEXT);
            grid.blank(row, VALUE, Tone.number(example.kpi().kpi().measure().decimals()));
            DynamicArrays.write(grid.sheet().getRow(row).getCell(VALUE), call, example.value());
        });
    }
}
