package dev.caresql.source;

import static java.util.Objects.requireNonNull;

import dev.caresql.model.TextFormat;
import java.nio.file.Path;
import java.util.List;

/**
 * A file in a form that an engine can scan.
 *
 * @param file the user's file
 * @param scanned the file itself or a converted copy of it
 * @param text how the scanned file is to be read when it is a delimited text
 * @param columns names of the columns in the order of a delimited text; empty where the format names them itself
 * @param rowNumbered whether the first column of the copy is the number of the row in the user's file
 */
public record ScanFile(SourceFile file, Path scanned, TextFormat text, List<String> columns, boolean rowNumbered) {
    /** Name of the first column of a row-numbered copy. */
    public static final String ROW_NUMBER = "__line";

    /** Copies the list. */
    public ScanFile {
        requireNonNull(file, "file is null");
        requireNonNull(scanned, "scanned is null");
        requireNonNull(text, "text is null");
        columns = List.copyOf(columns);
    }
}
