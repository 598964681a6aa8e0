package dev.caresql.model;

import java.util.Locale;
import java.util.Optional;

/** The kinds of file that can feed a model. */
public enum SourceFormat {
    CSV,
    PARQUET,
    JSON,
    XLSX;

    /** The format that a file name's extension tells; empty when it tells none. */
    public static Optional<SourceFormat> ofFileName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (name.endsWith(".gz")) {
            name = name.substring(0, name.length() - ".gz".length());
        }
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return switch (extension) {
            case "csv", "tsv", "txt" -> Optional.of(CSV);
            case "parquet" -> Optional.of(PARQUET);
            case "json", "jsonl", "ndjson" -> Optional.of(JSON);
            case "xlsx" -> Optional.of(XLSX);
            default -> Optional.empty();
        };
    }
}
