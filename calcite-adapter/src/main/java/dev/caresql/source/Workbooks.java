package dev.caresql.source;

import com.github.pjfanning.xlsx.StreamingReader;
import com.github.pjfanning.xlsx.exceptions.OpenException;
import com.github.pjfanning.xlsx.exceptions.ReadException;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.DidYouMean;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.SourceDefinition;
import dev.caresql.model.TextFormat;
import java.io.BufferedWriter;
import java.io.IOException;
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
import org.apache.poi.ooxml.POIXMLException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;

/** Streams a sheet of an xlsx workbook into a delimited text whose first column is the row's number. */
final class Workbooks {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final int ROW_CACHE = 100;
    private static final int BUFFER = 1 << 14;
    private static final int BEYOND_EXACT = 1 << 30;

    private Workbooks() {}

    /** Writes the copy and returns its columns, the row number first. */
    static List<String> toCsv(SourceDefinition source, SourceFile file, Path copy) {
        try (Workbook workbook = StreamingReader.builder()
                        .rowCacheSize(ROW_CACHE)
                        .bufferSize(BUFFER)
                        .open(file.path().toFile());
                BufferedWriter out = Files.newBufferedWriter(copy, StandardCharsets.UTF_8)) {
            return write(source, file, sheet(source, file, workbook), out);
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot read " + file.path(), e);
        } catch (POIXMLException | OpenXML4JRuntimeException | OpenException | ReadException e) {
            throw new CareSqlException(ErrorCode.MODEL, file.name() + " is not a readable xlsx workbook", e);
        }
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
                source.decimal());
    }

    private static List<String> write(SourceDefinition source, SourceFile file, Sheet sheet, BufferedWriter out)
            throws IOException {
        Iterator<Row> rows = sheet.iterator();
        Optional<Row> first = firstRow(rows, source.text().skipLines());
        if (first.isEmpty()) {
            throw new CareSqlException(ErrorCode.MODEL, file.name() + ": sheet " + sheet.getSheetName() + " is empty");
        }
        List<String> header = texts(first.get(), Math.max(1, first.get().getLastCellNum()));
        List<String> names = source.text().header() ? Headers.names(header) : Headers.numbered(header.size());
        List<String> columns = new ArrayList<>(List.of(ScanFile.ROW_NUMBER));
        columns.addAll(names);
        writeRecord(out, columns);
        if (!source.text().header()) {
            writeRow(out, first.get(), names.size());
        }
        while (rows.hasNext()) {
            writeRow(out, rows.next(), names.size());
        }
        return columns;
    }

    private static Optional<Row> firstRow(Iterator<Row> rows, int skipped) {
        while (rows.hasNext()) {
            Row row = rows.next();
            if (row.getRowNum() >= skipped) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /** A row with more cells than the header keeps them, so that it is set aside as too long and not cut. */
    private static void writeRow(BufferedWriter out, Row row, int width) throws IOException {
        List<String> texts = texts(row, Math.max(width, row.getLastCellNum()));
        int used = texts.size();
        while (used > width && texts.get(used - 1).isEmpty()) {
            used--;
        }
        if (texts.stream().allMatch(String::isEmpty)) {
            return;
        }
        List<String> fields = new ArrayList<>(List.of(String.valueOf(row.getRowNum() + 1)));
        fields.addAll(texts.subList(0, used));
        writeRecord(out, fields);
    }

    private static List<String> texts(Row row, int width) {
        List<String> texts = new ArrayList<>(Collections.nCopies(Math.max(0, width), ""));
        for (Cell cell : row) {
            texts.set(cell.getColumnIndex(), text(cell));
        }
        return texts;
    }

    private static String text(Cell cell) {
        CellType type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        return switch (type) {
            case NUMERIC -> number(cell);
            case BOOLEAN -> String.valueOf(cell.getBooleanCellValue());
            case STRING -> cell.getStringCellValue();
            // An error such as #N/A is no blank: as a text it fails to convert and its row is set aside.
            case ERROR -> FormulaError.forInt(cell.getErrorCellValue()).getString();
            case BLANK, _NONE, FORMULA -> "";
        };
    }

    private static String number(Cell cell) {
        double value = cell.getNumericCellValue();
        if (DateUtil.isCellDateFormatted(cell)) {
            LocalDateTime time = cell.getLocalDateTimeCellValue();
            return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? String.valueOf(time.toLocalDate())
                    : time.format(ISO);
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < BEYOND_EXACT * (double) (1 << 20);
        return whole ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static void writeRecord(BufferedWriter out, List<String> fields) throws IOException {
        for (int i = 0; i < fields.size(); i++) {
            out.write(i == 0 ? "\"" : ",\"");
            out.write(fields.get(i).replace("\"", "\"\""));
            out.write('"');
        }
        out.write('\n');
    }

    private static Sheet sheet(SourceDefinition source, SourceFile file, Workbook workbook) {
        if (source.sheet().isEmpty()) {
            return workbook.getSheetAt(0);
        }
        String wanted = source.sheet().get();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
            names.add(workbook.getSheetName(i));
        }
        if (!names.contains(wanted)) {
            throw new CareSqlException(
                    ErrorCode.MODEL,
                    file.name() + " of source " + source.name() + " has no sheet '" + wanted + "'"
                            + DidYouMean.hint(wanted, names));
        }
        return workbook.getSheetAt(names.indexOf(wanted));
    }
}
