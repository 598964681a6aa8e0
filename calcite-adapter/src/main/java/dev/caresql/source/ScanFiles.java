package dev.caresql.source;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.SourceDefinition;
import dev.caresql.model.TextFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Turns the files of a source into something that an engine can scan. */
public final class ScanFiles {
    /** What a decoder puts in the place of malformed bytes. */
    private static final char REPLACEMENT = '\uFFFD';

    private final Path workFolder;
    private int copies;

    /** Creates a converter that writes its copies into a private folder. */
    public ScanFiles(Path workFolder) {
        this.workFolder = workFolder;
    }

    /** The file as it can be scanned, with the names of its columns. */
    public ScanFile prepare(SourceDefinition source, SourceFile file) {
        return switch (source.format()) {
            case CSV -> delimited(source, file);
            case XLSX -> {
                Path copy = copy("csv");
                List<String> columns = Workbooks.toCsv(source, file, copy);
                yield new ScanFile(file, copy, Workbooks.format(source.text()), columns, true);
            }
            case PARQUET, JSON -> new ScanFile(file, file.path(), source.text(), List.of(), false);
        };
    }

    /** The bytes of a file, decompressed when its name ends in .gz. */
    public static InputStream open(Path file) throws IOException {
        return TextFile.open(file);
    }

    private ScanFile delimited(SourceDefinition source, SourceFile file) {
        List<String> columns = header(source, file);
        Path scanned = file.path();
        if (!source.text().charset().equals(StandardCharsets.UTF_8)) {
            scanned = copy("csv");
            TextFile.transcode(source, file, scanned);
        }
        if (SkippedLines.haveQuotes(scanned, source.text())) {
            Path copy = copy("csv");
            SkippedLines.blank(scanned, source.text(), copy);
            scanned = copy;
        }
        return new ScanFile(file, scanned, source.text(), columns, false);
    }

    private Path copy(String extension) {
        return workFolder.resolve("scan-" + ++copies + "." + extension);
    }

    private static List<String> header(SourceDefinition source, SourceFile file) {
        TextFormat text = source.text();
        try (BufferedReader reader = TextFile.lenientReader(file.path(), text.charset())) {
            Optional<CsvRecords.Item> first = new CsvRecords(reader, text).next();
            if (first.isEmpty()) {
                throw new CareSqlException(
                        ErrorCode.MODEL,
                        file.name() + " of source " + source.name() + " is empty; it has no "
                                + (text.header() ? "header" : "rows"));
            }
            if (text.header() && first.get().raw().indexOf(REPLACEMENT) >= 0) {
                throw new CareSqlException(
                        ErrorCode.BAD_ROW,
                        file.name() + ":" + first.get().line() + ": the header is not " + TextFile.encoding(source)
                                + " text; " + TextFile.otherEncoding(source));
            }
            List<String> fields = first.get().fields();
            return text.header() ? Headers.names(fields) : Headers.numbered(fields.size());
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot read " + file.path(), e);
        }
    }
}
