package dev.caresql.source;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A file that feeds a source.
 *
 * @param path where it lies
 * @param name its name relative to the source's folder, as reports show it
 * @param fingerprint changes whenever the content does
 */
public record SourceFile(Path path, String name, String fingerprint) {
    /** Requires every part. */
    public SourceFile {
        requireNonNull(path, "path is null");
        requireNonNull(name, "name is null");
        requireNonNull(fingerprint, "fingerprint is null");
    }
}
