package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.engine.duckdb.SnapshotSettings;
import dev.caresql.model.ModelSettings;
import java.nio.file.Path;

/**
 * Which model to open, and how.
 *
 * @param model the model's file or its folder
 * @param modelSettings what to change about the model
 * @param snapshotSettings where its snapshots lie and what the engine may use
 * @param fanOut what becomes of a KPI whose rows a join repeats
 */
public record DatabaseSettings(
        Path model, ModelSettings modelSettings, SnapshotSettings snapshotSettings, FanOut fanOut) {
    /** Requires all parts; two spellings of one path are equal. */
    public DatabaseSettings {
        model = requireNonNull(model, "model is null").toAbsolutePath().normalize();
        requireNonNull(modelSettings, "modelSettings is null");
        requireNonNull(snapshotSettings, "snapshotSettings is null");
        requireNonNull(fanOut, "fanOut is null");
    }

    /** Counts rows once that joins repeat. */
    public DatabaseSettings(Path model, ModelSettings modelSettings, SnapshotSettings snapshotSettings) {
        this(model, modelSettings, snapshotSettings, FanOut.CORRECT);
    }

    /** A model as it is written. */
    public static DatabaseSettings of(Path model) {
        return new DatabaseSettings(model, ModelSettings.DEFAULT, SnapshotSettings.DEFAULT);
    }
}
