package dev.caresql.jdbc.cli;

import dev.caresql.engine.ProgressListener;
import dev.caresql.engine.TerminalProgress;
import java.util.concurrent.TimeUnit;

/** Bars on standard error, once an import has taken a second. */
final class ImportProgress implements ProgressListener, AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long start = System.nanoTime();
    private final TerminalProgress bars = new TerminalProgress();

    @Override
    public void progress(String table, double fraction, long rows) {
        if (System.nanoTime() - start >= PATIENCE_NANOS) {
            bars.progress(table, fraction, rows);
        }
    }

    @Override
    public void close() {
        bars.close();
    }
}
