package dev.caresql.excel.agreement;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Name;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A workbook with the columns of all questions on the sheet Data, and room for the answers on the sheet Answers. */
final class Sheets {
    private final XSSFWorkbook workbook = new XSSFWorkbook();
    private final XSSFSheet answers = workbook.createSheet("Answers");
    private final XSSFSheet data = workbook.createSheet("Data");
    private final Map<String, String> ranges = new HashMap<>();

    Sheets(List<Questions> all) {
        for (int row = 0; row <= Questions.ROWS; row++) {
            data.createRow(row);
        }
        int column = 0;
        for (Questions questions : all) {
            for (Map.Entry<String, List<CellValue>> cells : questions.columns().entrySet()) {
                write(questions, cells.getKey(), cells.getValue(), column++);
            }
        }
        asOf(column);
    }

    private void write(Questions questions, String name, List<CellValue> cells, int column) {
        data.getRow(0).createCell(column).setCellValue(questions.kpi().name() + "." + name);
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).equals(CellValue.BLANK)) {
                cells.get(i).write(data.getRow(i + 1).createCell(column));
            }
        }
        String letters = CellReference.convertNumToColString(column);
        ranges.put(
                questions.kpi().name() + "." + name, "Data!$" + letters + "$2:$" + letters + "$" + (cells.size() + 1));
    }

    private void asOf(int column) {
        Cell cell = data.getRow(0).createCell(column);
        cell.setCellValue(Duration.between(LocalDateTime.of(1899, 12, 30, 0, 0), RandomCells.AS_OF)
                        .toSeconds()
                / 86_400.0);
        Name name = workbook.createName();
        name.setNameName("AS_OF");
        name.setRefersToFormula("Data!$" + CellReference.convertNumToColString(column) + "$1");
    }

    XSSFWorkbook workbook() {
        return workbook;
    }

    XSSFSheet answers() {
        return answers;
    }

    /** The ranges of a KPI's columns by name. */
    Function<String, String> ranges(Questions questions) {
        return name -> ranges.getOrDefault(questions.kpi().name() + "." + name, "");
    }

    /** A row with the call's id in its first cell; the second is for the answer. */
    Row row(int index, Call call) {
        Row row = answers.createRow(index);
        row.createCell(0).setCellValue(call.id());
        row.createCell(1);
        return row;
    }
}
