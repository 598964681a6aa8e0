package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.config.Located;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.excel.workbook.WorkbookFile;
import dev.caresql.model.CareModel;
import dev.caresql.model.SourceDefinition;
import dev.caresql.model.SourceFormat;
import dev.caresql.model.TableFeed;
import dev.caresql.model.TableMapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The CSV file that feeds the table {@code kpi_targets} of a model, to which rows are added. */
final class TargetsFile {
    private static final String TABLE = "kpi_targets";
    private static final List<String> KEY =
            List.of("kpi_code", "scope_type", "scope_id", "grain_code", "period_start", "target_metric_value");

    private final Path file;
    private final SourceDefinition source;
    private final Map<String, String> sourceColumns;

    private TargetsFile(Path file, SourceDefinition source, Map<String, String> sourceColumns) {
        this.file = file;
        this.source = source;
        this.sourceColumns = sourceColumns;
    }

    /** Finds the file; a mapping that is more than one file with plain columns is refused, with the reason. */
    static TargetsFile of(CareModel model) {
        TableMapping mapping = model.tables().stream()
                .filter(table -> table.table().name().equals(TABLE))
                .findFirst()
                .orElseThrow(() -> refused("the model maps no table " + TABLE));
        if (mapping.feeds().size() != 1) {
            throw refused(TABLE + " is fed by several queries");
        }
        TableFeed feed = mapping.feeds().get(0);
        SourceDefinition source = Optional.ofNullable(
                        model.sources().get(feed.from().text().strip()))
                .orElseThrow(() -> refused(TABLE + " is not fed by one source alone but by '"
                        + feed.from().text() + "'"));
        String name = source.files().size() == 1 ? source.files().get(0).text() : "";
        if (source.format() != SourceFormat.CSV
                || name.isEmpty()
                || name.matches(".*[*?\\[{].*")
                || name.endsWith(".gz")) {
            throw refused("source " + source.name() + " is not one CSV file");
        }
        if (!source.text().header()) {
            throw refused("source " + source.name() + " has no header");
        }
        Map<String, String> columns = feed.columns().entrySet().stream()
                .filter(column -> column.getValue().text().strip().matches("\\w+"))
                .collect(Collectors.toMap(Map.Entry::getKey, column -> plain(column.getValue())));
        for (String column : KEY) {
            if (!columns.containsKey(column)) {
                throw refused(TABLE + "." + column + " is not mapped to a column of source " + source.name());
            }
        }
        Path file = source.folder().resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new CareSqlException(
                    ErrorCode.MISSING_FILE, "There is no file " + file + " of source " + source.name());
        }
        return new TargetsFile(file, source, columns);
    }

    private static String plain(Located column) {
        return column.text().strip().toLowerCase(Locale.ROOT);
    }

    private static CareSqlException refused(String reason) {
        return new CareSqlException(
                ErrorCode.UNSUPPORTED,
                "Plans cannot be written into this model: " + reason
                        + "; map it from one CSV file, a column for each, or enter the"
                        + " plans where the model takes them from");
    }

    Path file() {
        return file;
    }

    boolean hasVersions() {
        return sourceColumns.containsKey("version_no");
    }

    /** Adds rows of canonical columns at the end; columns that a row lacks are empty. */
    void append(List<Map<String, String>> rows) {
        String text = read();
        String end = text.contains("\r\n") ? "\r\n" : "\n";
        List<String> header = header(text);
        for (String column : KEY) {
            String needed = requireNonNull(sourceColumns.get(column));
            if (header.stream().noneMatch(needed::equalsIgnoreCase)) {
                throw refused("the header of " + file + " has no column " + needed);
            }
        }
        StringBuilder whole = new StringBuilder(text);
        if (!text.isEmpty() && !text.endsWith("\n")) {
            whole.append(end);
        }
        for (Map<String, String> row : rows) {
            whole.append(header.stream()
                            .map(column -> field(value(row, column)))
                            .collect(Collectors.joining(delimiter())))
                    .append(end);
        }
        byte[] bytes = encoded(whole.toString());
        WorkbookFile.write(file, out -> out.write(bytes));
    }

    /** A letter that the encoding lacks would become a question mark: the name of another team. */
    private byte[] encoded(String text) {
        try {
            ByteBuffer bytes = source.text().charset().newEncoder().encode(CharBuffer.wrap(text));
            byte[] written = new byte[bytes.remaining()];
            bytes.get(written);
            return written;
        } catch (CharacterCodingException e) {
            throw new CareSqlException(
                    ErrorCode.UNSUPPORTED,
                    file + " is in " + source.text().charset()
                            + ", which lacks letters of the new plans; save it in UTF-8 and say so in the model",
                    e);
        }
    }

    private String read() {
        try {
            return source.text()
                    .charset()
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CareSqlException(
                    ErrorCode.BAD_ROW,
                    file + " is not in " + source.text().charset()
                            + ", as the model says; correct the model's encoding",
                    e);
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot read " + file + ": " + e, e);
        }
    }

    /** The names of the columns, which are on the first line that is not skipped. */
    private List<String> header(String text) {
        String line =
                text.lines().skip(source.text().skipLines()).findFirst().orElseThrow(() -> refused(file + " is empty"));
        List<String> names = new ArrayList<>();
        for (String name : line.split(java.util.regex.Pattern.quote(delimiter()), -1)) {
            String unquoted = name.strip().replace("\uFEFF", "");
            boolean quoted = unquoted.length() > 1 && !quote().isEmpty() && unquoted.startsWith(quote());
            names.add(quoted ? unquoted.substring(1, unquoted.length() - 1) : unquoted);
        }
        return names;
    }

    private String value(Map<String, String> row, String header) {
        return row.entrySet().stream()
                .filter(cell -> header.equalsIgnoreCase(sourceColumns.get(cell.getKey())))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private String field(String value) {
        boolean plain = !value.contains(delimiter())
                && !value.contains("\n")
                && !value.contains("\r")
                && (quote().isEmpty() || !value.contains(quote()));
        return plain ? value : quote() + value.replace(quote(), quote() + quote()) + quote();
    }

    private String delimiter() {
        return source.text().delimiter();
    }

    private String quote() {
        return source.text().quote();
    }

    /** A number as the file writes it. */
    String number(String number) {
        return number.replace(".", source.text().decimal());
    }

    /** A date as the file writes it. */
    String date(LocalDate date) {
        return source.text()
                .dateFormat()
                .map(format -> date.format(DateTimeFormatter.ofPattern(format, Locale.ROOT)))
                .orElseGet(date::toString);
    }
}
