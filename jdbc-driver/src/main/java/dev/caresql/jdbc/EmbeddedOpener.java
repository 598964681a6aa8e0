package dev.caresql.jdbc;

import dev.caresql.engine.ProgressListener;
import dev.caresql.engine.duckdb.SnapshotSettings;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.ModelSettings;
import dev.caresql.plan.DatabaseSettings;
import dev.caresql.plan.FanOut;
import dev.caresql.plan.SharedDatabases;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Opens the model that a URL names, in this JVM. */
final class EmbeddedOpener implements DatabaseOpener {
    @Override
    public OpenDatabase open(Map<String, String> info) {
        CareUrl url = CareUrl.of(info);
        SharedDatabases.Lease lease = SharedDatabases.open(settings(url), ProgressListener.NONE);
        return new OpenDatabase(
                lease.database(), url.get(CareProperty.AS_OF).map(CareProperty::parseInstant), lease::close);
    }

    /** What a URL says about the model and its snapshots. */
    static DatabaseSettings settings(CareUrl url) {
        Optional<String> threads = url.get(CareProperty.THREADS);
        return new DatabaseSettings(
                path(url.model()),
                new ModelSettings(url.get(CareProperty.FOLDER).map(EmbeddedOpener::path)),
                new SnapshotSettings(
                        url.get(CareProperty.SNAPSHOT_FOLDER).map(EmbeddedOpener::path),
                        url.get(CareProperty.MEMORY_LIMIT),
                        threads.isPresent() ? OptionalInt.of(Integer.parseInt(threads.get())) : OptionalInt.empty()),
                url.get(CareProperty.FAN_OUT).map(FanOut::of).orElse(FanOut.CORRECT));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new CareSqlException(ErrorCode.BAD_URL, "'" + text + "' cannot be the name of a file", e);
        }
    }
}
