package dev.caresql.source;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.DidYouMean;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.SourceDefinition;
import dev.caresql.model.TextFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** Streams a sheet of an xlsx workbook into a delimited text whose first column is the row's number. */
final class Workbooks {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private Workbooks() {}

    /** Writes the copy and returns its columns, the row number first. */
    static List<String> toCsv(SourceDefinition source, SourceFile file, Path copy) {
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.path().toFile(), new ReadingOptions(true, false));
                BufferedWriter out = Files.newBufferedWriter(copy, StandardCharsets.UTF_8)) {
            Sheet sheet = sheet(source, file, workbook);
            try (Stream<Row> rows = sheet.openStream()) {
                return write(source, file.name() + ": sheet " + sheet.getName(), rows.iterator(), out);
            }
        } catch (ExcelReaderException e) {
            throw unreadable(file, e);
        } catch (IOException e) {
            if (Files.isReadable(file.path())) {
                throw unreadable(file, e);
            }
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot read " + file.path(), e);
        }
    }

    private static CareSqlException unreadable(SourceFile file, Exception cause) {
        return new CareSqlException(ErrorCode.MODEL, file.name() + " is not a readable xlsx workbook", cause);
    }

    /** How the copy is to be read, whatever the source says about delimited texts. */
    static TextFormat format(TextFormat source) {
        return new TextFormat(
                ",",
                "\"",
                "\"",
                StandardCharsets.UTF_8,
                true,
                0,
                source.nulls(),
                source.dateFormat(),
                source.timestampFormat(),
                source.decimal(),
                true);
    }

    private static List<String> write(SourceDefinition source, String place, Iterator<Row> rows, BufferedWriter out)
            throws IOException {
        Optional<Row> first = firstRow(rows, source.text().skipLines());
        if (first.isEmpty()) {
            throw new CareSqlException(ErrorCode.MODEL, place + " is empty");
        }
        List<String> header = texts(first.get(), 1, source.text().decimal());
        List<String> names = source.text().header() ? Headers.names(header) : Headers.numbered(header.size());
        List<String> columns = new ArrayList<>(List.of(ScanFile.ROW_NUMBER));
        columns.addAll(names);
        writeRecord(out, columns);
        if (!source.text().header()) {
            writeRow(out, first.get(), names.size(), source.text().decimal());
        }
        while (rows.hasNext()) {
            writeRow(out, rows.next(), names.size(), source.text().decimal());
        }
        return columns;
    }

    private static Optional<Row> firstRow(Iterator<Row> rows, int skipped) {
        while (rows.hasNext()) {
            Row row = rows.next();
            if (row.getRowNum() > skipped) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /** A row with more cells than the header keeps them, so that it is set aside as too long and not cut. */
    private static void writeRow(BufferedWriter out, Row row, int width, String decimal) throws IOException {
        List<String> texts = texts(row, width, decimal);
        int used = texts.size();
        while (used > width && texts.get(used - 1).isEmpty()) {
            used--;
        }
        if (texts.stream().allMatch(String::isEmpty)) {
            return;
        }
        List<String> fields = new ArrayList<>(List.of(String.valueOf(row.getRowNum())));
        fields.addAll(texts.subList(0, used));
        writeRecord(out, fields);
    }

    private static List<String> texts(Row row, int width, String decimal) {
        List<String> texts = new ArrayList<>(Collections.nCopies(Math.max(width, row.getCellCount()), ""));
        for (int i = 0; i < row.getCellCount(); i++) {
            Cell cell = row.getCell(i);
            if (cell != null) {
                texts.set(i, text(cell, decimal));
            }
        }
        return texts;
    }

    /**
     * Numbers are written as the source's texts are, so that both are read alike. An error such as #N/A is no blank: as a
     * text it fails to convert and its row is set aside.
     */
    private static String text(Cell cell, String decimal) {
        Object value = cell.getValue();
        if (value instanceof BigDecimal number) {
            return CellFormats.isTime(cell)
                    ? time(cell.asDate())
                    : number.stripTrailingZeros().toPlainString().replace(".", decimal);
        }
        return value == null ? "" : String.valueOf(value);
    }

    private static String time(LocalDateTime time) {
        return time.toLocalTime().equals(LocalTime.MIDNIGHT) ? String.valueOf(time.toLocalDate()) : time.format(ISO);
    }

    private static void writeRecord(BufferedWriter out, List<String> fields) throws IOException {
        for (int i = 0; i < fields.size(); i++) {
            out.write(i == 0 ? "\"" : ",\"");
            out.write(fields.get(i).replace("\"", "\"\""));
            out.write('"');
        }
        out.write('\n');
    }

    private static Sheet sheet(SourceDefinition source, SourceFile file, ReadableWorkbook workbook) {
        if (source.sheet().isEmpty()) {
            return workbook.getFirstSheet();
        }
        String wanted = source.sheet().get();
        return workbook.findSheet(wanted).orElseThrow(() -> {
            List<String> names = workbook.getSheets().map(Sheet::getName).toList();
            return new CareSqlException(
                    ErrorCode.MODEL,
                    file.name() + " of source " + source.name() + " has no sheet '" + wanted + "'"
                            + DidYouMean.hint(wanted, names));
        });
    }
}
