package dev.caresql.model;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a connection may change about a model.
 *
 * @param dataFolder the folder that the files of the sources are relative to, instead of the model's own
 */
public record ModelSettings(Optional<Path> dataFolder) {
    /** The model as it is written. */
    public static final ModelSettings DEFAULT = new ModelSettings(Optional.empty());

    /** Requires the part. */
    public ModelSettings {
        requireNonNull(dataFolder, "dataFolder is null");
    }
}
