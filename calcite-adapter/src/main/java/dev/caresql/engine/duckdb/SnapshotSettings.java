package dev.caresql.engine.duckdb;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where snapshots lie and what DuckDB may use.
 *
 * @param folder of the snapshots; .caresql beside the model's file when empty, or the user's cache folder when that
 *     cannot be written
 * @param memoryLimit DuckDB's memory, such as 4GB; 60 % of the machine's when empty
 * @param threads DuckDB's threads; all cores when empty
 */
public record SnapshotSettings(Optional<Path> folder, Optional<String> memoryLimit, OptionalInt threads) {
    /** The defaults. */
    public static final SnapshotSettings DEFAULT =
            new SnapshotSettings(Optional.empty(), Optional.empty(), OptionalInt.empty());

    /** Requires every part. */
    public SnapshotSettings {
        requireNonNull(folder, "folder is null");
        requireNonNull(memoryLimit, "memoryLimit is null");
        requireNonNull(threads, "threads is null");
    }
}
