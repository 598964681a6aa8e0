package dev.caresql.excel.workbook;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * A workbook whose small sheets, headers, styles and charts are in memory, and whose long tables are streamed. Everything that
 * is not a row of a table must be in the workbook before it is opened.
 */
public final class StreamedWorkbook implements AutoCloseable {
    private static final int ROWS_IN_MEMORY = 200;

    private final SXSSFWorkbook stream;
    private final Looks looks;

    /** Streams into a workbook; closing this closes it. */
    public StreamedWorkbook(XSSFWorkbook workbook, Looks looks) {
        this.stream = new SXSSFWorkbook(requireNonNull(workbook, "workbook is null"), ROWS_IN_MEMORY, false, false);
        this.looks = requireNonNull(looks, "looks is null");
    }

    /** The rows of a table, which are written from the first to the last before those of another one. */
    public RowStream rows(TableSheet table, List<TableColumn> columns) {
        SXSSFSheet sheet = stream.getSheet(table.sheet().getSheetName());
        return new RowStream(sheet, table, looks, columns);
    }

    /** Writes the file. */
    public void write(OutputStream out) throws IOException {
        stream.write(out);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
