package dev.caresql.excel.cli;

import dev.caresql.engine.ProgressListener;
import dev.caresql.engine.TerminalProgress;
import dev.caresql.engine.duckdb.SnapshotSettings;
import dev.caresql.model.ModelSettings;
import dev.caresql.plan.CareDatabase;
import dev.caresql.plan.DatabaseSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model a command is about. */
final class ModelOptions {
    @Option(names = "--model", required = true, description = "A caresql.yaml or its folder.")
    private Path model;

    @Option(names = "--folder", description = "Folder of the model's relative data files; else the model's own.")
    private @Nullable Path folder;

    @Option(names = "--snapshot-folder", description = "Folder of the imported snapshots.")
    private @Nullable Path snapshotFolder;

    Path model() {
        return model;
    }

    ModelSettings modelSettings() {
        return new ModelSettings(Optional.ofNullable(folder));
    }

    /** Opens the model; on a terminal, an import shows how far it is. */
    @SuppressWarnings("SystemConsoleNull") // From Java 22 on, bars may also be drawn without a terminal; no harm.
    CareDatabase open() {
        DatabaseSettings settings = new DatabaseSettings(
                model,
                modelSettings(),
                new SnapshotSettings(Optional.ofNullable(snapshotFolder), Optional.empty(), OptionalInt.empty()));
        if (System.console() == null) {
            return CareDatabase.open(settings, ProgressListener.NONE);
        }
        try (TerminalProgress progress = new TerminalProgress()) {
            return CareDatabase.open(settings, progress);
        }
    }
}
