package dev.caresql.excel.cli;

import static java.util.Objects.requireNonNull;

import dev.caresql.engine.ProgressListener;
import dev.caresql.engine.TerminalProgress;
import dev.caresql.engine.duckdb.SnapshotSettings;
import dev.caresql.model.ModelSettings;
import dev.caresql.plan.CareDatabase;
import dev.caresql.plan.DatabaseSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
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
    CareDatabase open() throws SQLException {
        DatabaseSettings settings = new DatabaseSettings(
                model,
                modelSettings(),
                new SnapshotSettings(Optional.ofNullable(snapshotFolder), Optional.empty(), OptionalInt.empty()));
        AtomicReference<@Nullable CareDatabase> opened = new AtomicReference<>();
        withProgress(progress -> opened.set(CareDatabase.open(settings, progress)));
        return requireNonNull(opened.get());
    }

    /** Runs a task; on a terminal, it shows how far it is. */
    @SuppressWarnings("SystemConsoleNull") // From Java 22 on, bars may also be drawn without a terminal; no harm.
    void withProgress(Task task) throws SQLException {
        if (System.console() == null) {
            task.run(ProgressListener.NONE);
            return;
        }
        try (TerminalProgress progress = new TerminalProgress()) {
            task.run(progress);
        }
    }

    /** What may take long. */
    @FunctionalInterface
    interface Task {
        /** Does it. */
        void run(ProgressListener progress) throws SQLException;
    }
}
