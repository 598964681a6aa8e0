package dev.caresql.bench;

import static java.util.Objects.requireNonNull;

import dev.caresql.engine.duckdb.SnapshotSettings;
import dev.caresql.model.ModelSettings;
import dev.caresql.plan.DatabaseSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is measured, and with what.
 *
 * @param model the model file of the example company
 * @param folder keeps the data and the snapshots between runs
 * @param size how many rows
 * @param repetitions how often each part measures, and for how long it warms up before
 * @param launches of each cold start
 * @param threads of the engine, for both sides
 * @param memory of the engine, for both sides
 */
record BenchmarkSettings(
        Path model, Path folder, Size size, Repetitions repetitions, int launches, int threads, String memory) {
    BenchmarkSettings {
        model = requireNonNull(model, "model is null").toAbsolutePath().normalize();
        folder = requireNonNull(folder, "folder is null").toAbsolutePath().normalize();
        requireNonNull(size, "size is null");
        requireNonNull(repetitions, "repetitions is null");
        requireNonNull(memory, "memory is null");
    }

    /** The folder that the model's files are relative to. */
    Path company() {
        return folder.resolve("company-" + size.interactions() + "-" + size.responses());
    }

    Path snapshots() {
        return company().resolve("snapshots");
    }

    String url() {
        return "jdbc:caresql:" + model + ";folder=" + company() + ";snapshotFolder=" + snapshots() + ";threads="
                + threads + ";memoryLimit=" + memory;
    }

    DatabaseSettings database(Path snapshotFolder) {
        return new DatabaseSettings(
                model,
                new ModelSettings(Optional.of(company())),
                new SnapshotSettings(Optional.of(snapshotFolder), Optional.of(memory), OptionalInt.of(threads)));
    }

    /**
     * The size of the company.
     *
     * @param interactions contacts
     * @param responses survey answers
     * @param agents agents
     */
    record Size(long interactions, long responses, int agents) {}

    /**
     * How often.
     *
     * @param queries of each warm query and fetch
     * @param warmUp planning before queries that are planned anew are timed, until the JVM has compiled the planner
     */
    record Repetitions(int queries, Duration warmUp) {
        Repetitions {
            requireNonNull(warmUp, "warmUp is null");
        }
    }
}
