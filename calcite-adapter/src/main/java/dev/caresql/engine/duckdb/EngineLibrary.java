package dev.caresql.engine.duckdb;

import java.util.concurrent.atomic.AtomicBoolean;

/** DuckDB's native library, which a process unpacks and loads once. */
public final class EngineLibrary {
    private static final String LOADED_BY = "org.duckdb.DuckDBNative";
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private EngineLibrary() {}

    /**
     * Begins to load it, which takes 0.3 s of a process's first connection, while the caller goes on reading the model. It
     * needs no class of Calcite, whose static initializers depend on each other and must not run in two threads at once.
     */
    public static void beginLoading() {
        if (BEGUN.compareAndSet(false, true)) {
            Thread loader = new Thread(EngineLibrary::load, "caresql-engine-library");
            loader.setDaemon(true);
            loader.start();
        }
    }

    private static void load() {
        try {
            Class.forName(LOADED_BY);
        } catch (ClassNotFoundException | LinkageError e) {
            // Whoever opens the engine meets the same failure, and can say what it was needed for.
            BEGUN.set(false);
        }
    }
}
