package dev.caresql.model;

import static java.util.Collections.unmodifiableMap;
import static java.util.Objects.requireNonNull;

import dev.caresql.config.Located;
import dev.caresql.sql.ColumnType;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One kind of file that feeds the model.
 *
 * @param name by which mappings refer to it
 * @param place where it is defined
 * @param files names or globs, relative to the folder
 * @param folder where the files lie
 * @param format what they are
 * @param text how their texts are read
 * @param encoding the text's charset as the model states it; UTF-8 when empty
 * @param sheet of a workbook; the first one when empty
 * @param timeZone of timestamps that state no offset
 * @param columns declared types by column name
 */
public record SourceDefinition(
        String name,
        Located place,
        List<Located> files,
        Path folder,
        SourceFormat format,
        TextFormat text,
        Optional<Located> encoding,
        Optional<String> sheet,
        ZoneId timeZone,
        Map<String, DeclaredColumn> columns) {
    /** Copies the collections. */
    public SourceDefinition {
        requireNonNull(name, "name is null");
        requireNonNull(place, "place is null");
        requireNonNull(folder, "folder is null");
        requireNonNull(format, "format is null");
        requireNonNull(text, "text is null");
        requireNonNull(encoding, "encoding is null");
        requireNonNull(sheet, "sheet is null");
        requireNonNull(timeZone, "timeZone is null");
        files = List.copyOf(files);
        columns = unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /**
     * A type that the model declares for a column of a source.
     *
     * @param type the type
     * @param place where it is declared
     */
    public record DeclaredColumn(ColumnType type, Located place) {
        /** Requires both. */
        public DeclaredColumn {
            requireNonNull(type, "type is null");
            requireNonNull(place, "place is null");
        }
    }
}
