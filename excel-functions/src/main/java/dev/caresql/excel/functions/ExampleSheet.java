package dev.caresql.excel.functions;

import dev.caresql.catalog.KpiParameter;
import dev.caresql.excel.formula.ExcelKpi;
import dev.caresql.excel.workbook.Grid;
import dev.caresql.excel.workbook.Look;
import dev.caresql.excel.workbook.Looks;
import dev.caresql.excel.workbook.Tables;
import dev.caresql.sql.ColumnType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** The sheet of the worked examples, a table for each, one below the other. */
final class ExampleSheet {
    private static final double WIDTH = 20;
    private static final int COLUMNS = 6;

    private final Grid grid;
    private int row;

    ExampleSheet(XSSFWorkbook workbook, Looks looks) {
        this.grid = new Grid(workbook.createSheet("Examples"), looks);
        Paper.set(grid.sheet(), 1, -1);
        for (int i = 0; i < COLUMNS; i++) {
            grid.width(i, WIDTH);
        }
    }

    /** The name of a KPI's table. */
    static String table(ExcelKpi kpi) {
        return "Example_" + kpi.name();
    }

    void add(LiveExample example) {
        grid.text(row, 0, example.kpi().kpi().texts().labelEn(), Look.PLAIN.withBold());
        int header = row + 1;
        int column = 0;
        for (KpiParameter parameter : example.parameters()) {
            grid.text(header, column, parameter.name(), Tone.HEADER);
            List<@Nullable Object> cells = example.columns().get(parameter.name());
            for (int i = 0; cells != null && i < cells.size(); i++) {
                cell(header + 1 + i, column, parameter.type(), cells.get(i));
            }
            column++;
        }
        List<String> names =
                example.parameters().stream().map(KpiParameter::name).toList();
        Tables.add(grid.sheet(), header, example.rows(), table(example.kpi()), names);
        row = header + example.rows() + 2;
    }

    private void cell(int at, int column, ColumnType type, @Nullable Object value) {
        if (value instanceof Double number) {
            grid.number(at, column, number, Look.PLAIN);
        } else if (value instanceof LocalDateTime time) {
            grid.number(at, column, DateUtil.getExcelDate(time), Look.PLAIN.withFormat("yyyy-mm-dd hh:mm:ss"));
        } else if (value instanceof LocalDate date) {
            grid.number(at, column, DateUtil.getExcelDate(date), Look.PLAIN.withFormat("yyyy-mm-dd"));
        } else if (value instanceof Boolean truth) {
            grid.blank(at, column, Look.PLAIN);
            grid.sheet().getRow(at).getCell(column).setCellValue(truth);
        } else if (value != null && type == ColumnType.VARCHAR) {
            grid.text(at, column, value.toString(), Look.PLAIN);
        }
    }
}
