package dev.caresql.bench;

import dev.caresql.excel.workbook.Grid;
import dev.caresql.excel.workbook.Look;
import dev.caresql.excel.workbook.Looks;
import dev.caresql.excel.workbook.Names;
import dev.caresql.excel.workbook.Palette;
import dev.caresql.excel.workbook.RowStream;
import dev.caresql.excel.workbook.SeriesChart;
import dev.caresql.excel.workbook.StreamedWorkbook;
import dev.caresql.excel.workbook.TableColumn;
import dev.caresql.excel.workbook.TableSheet;
import dev.caresql.excel.workbook.WorkbookFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.xssf.streaming.SXSSFRow;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A program of its own: writes rows of four texts, a time, a flag and four numbers, and prints its time and peak of heap. */
final class WriteWorkbook {
    private static final int WINDOW = 200;
    private static final int TEXTS = 4;
    private static final int POINTS = 12;
    private static final List<String> CODES = List.of("VOICE", "CHAT", "EMAIL", "Tổng đài Hà Nội", "=not a formula");
    private static final LocalDateTime START = LocalDateTime.of(2025, 1, 1, 0, 0);

    private WriteWorkbook() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[1]);
        int rows = Integer.parseInt(args[2]);
        HeapPeak heap = HeapPeak.watch();
        long start = System.nanoTime();
        if (args[0].equals("ours")) {
            ours(file, rows);
        } else {
            poi(file, rows);
        }
        System.out.println(Figure.format("%.1f", (System.nanoTime() - start) / 1e6));
        System.gc();
        System.out.println(Figure.format("%.1f", heap.megabytes()));
        Files.deleteIfExists(file);
    }

    private static Object value(int row, int column) {
        if (column < TEXTS) {
            return column == 0 ? "C" + row : CODES.get((row + column) % CODES.size());
        }
        return switch (column) {
            case 4 -> START.plusMinutes(row);
            case 5 -> row % 3 == 0;
            default -> row * 1.25 / column;
        };
    }

    private static void ours(Path file, int rows) {
        WorkbookFile.write(file, out -> {
            XSSFWorkbook workbook = new XSSFWorkbook();
            Looks looks = new Looks(workbook);
            List<TableColumn> columns = IntStream.range(0, 10)
                    .mapToObj(i -> new TableColumn(
                            "column " + i, i == 4 ? Look.PLAIN.withFormat("yyyy-mm-dd hh:mm:ss") : Look.PLAIN, 14))
                    .toList();
            charts(new Grid(workbook.createSheet("Trend"), looks));
            TableSheet table = TableSheet.create(looks, workbook, "Data", "Data_", columns);
            try (StreamedWorkbook streamed = new StreamedWorkbook(workbook, looks)) {
                RowStream stream = streamed.rows(table, columns);
                Object[] values = new Object[columns.size()];
                for (int row = 0; row < rows; row++) {
                    for (int column = 0; column < values.length; column++) {
                        values[column] = value(row, column);
                    }
                    stream.add(List.of(values));
                }
                table.fit(stream.rows());
                streamed.write(out);
            }
        });
    }

    private static void charts(Grid grid) {
        List<String> months =
                IntStream.rangeClosed(1, POINTS).mapToObj(i -> "M" + i).toList();
        List<Double> values =
                IntStream.rangeClosed(1, POINTS).mapToObj(i -> 10.0 * i).toList();
        for (int i = 0; i < POINTS; i++) {
            grid.text(0, i, months.get(i), Look.PLAIN);
            grid.number(1, i, values.get(i), Look.PLAIN);
        }
        String trend = grid.sheet().getSheetName();
        SeriesChart.Labels labels =
                new SeriesChart.Labels(Names.reference(trend, Grid.range(0, 0, 0, POINTS - 1)), months);
        SeriesChart.Series series = new SeriesChart.Series(
                "Actual", Names.reference(trend, Grid.range(1, 0, 1, POINTS - 1)), List.copyOf(values));
        new SeriesChart(grid.sheet(), List.of(0, 3, 6, 15), "Columns", labels, "0").columns(series, Palette.SOFT);
        new SeriesChart(grid.sheet(), List.of(6, 3, 12, 15), "Line", labels, "0").line(series, Palette.DEEP, false);
    }

    /** What a program writes that knows nothing but POI. */
    private static void poi(Path file, int rows) throws IOException {
        try (SXSSFWorkbook workbook = new SXSSFWorkbook(null, WINDOW, false, false);
                OutputStream out = Files.newOutputStream(file)) {
            SXSSFSheet sheet = workbook.createSheet("Data");
            CellStyle time = workbook.createCellStyle();
            time.setDataFormat(workbook.createDataFormat().getFormat("yyyy-mm-dd hh:mm:ss"));
            SXSSFRow header = sheet.createRow(0);
            for (int column = 0; column < 10; column++) {
                header.createCell(column).setCellValue("column " + column);
            }
            for (int row = 0; row < rows; row++) {
                SXSSFRow written = sheet.createRow(row + 1);
                for (int column = 0; column < 10; column++) {
                    Object value = value(row, column);
                    var cell = written.createCell(column);
                    if (value instanceof Double number) {
                        cell.setCellValue(number);
                    } else if (value instanceof Boolean flag) {
                        cell.setCellValue(flag);
                    } else if (value instanceof LocalDateTime moment) {
                        cell.setCellValue(moment);
                        cell.setCellStyle(time);
                    } else {
                        cell.setCellValue(value.toString());
                    }
                }
            }
            workbook.write(out);
        }
    }
}
