package dev.caresql.jdbc.cli;

import dev.caresql.engine.ProgressListener;
import dev.caresql.engine.duckdb.SnapshotSettings;
import dev.caresql.model.ModelSettings;
import dev.caresql.plan.CareDatabase;
import dev.caresql.plan.DatabaseSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which model a command is about. */
final class ModelOptions {
    @Parameters(index = "0", paramLabel = "MODEL", description = "A caresql.yaml or its folder.")
    private Path model;

    @Option(names = "--folder", description = "Folder of the model's relative data files; else the model's own.")
    private @Nullable Path folder;

    @Option(names = "--snapshot-folder", description = "Folder of the imported snapshots.")
    private @Nullable Path snapshotFolder;

    DatabaseSettings settings() {
        return new DatabaseSettings(
                model,
                new ModelSettings(Optional.ofNullable(folder)),
                new SnapshotSettings(Optional.ofNullable(snapshotFolder), Optional.empty(), OptionalInt.empty()));
    }

    /** Opens the model; on a terminal, an import that takes long shows how far it is. */
    @SuppressWarnings("SystemConsoleNull") // From Java 22 on, bars may also be drawn without a terminal; no harm.
    CareDatabase open() {
        if (System.console() == null) {
            return CareDatabase.open(settings(), ProgressListener.NONE);
        }
        try (ImportProgress progress = new ImportProgress()) {
            return CareDatabase.open(settings(), progress);
        }
    }
}
