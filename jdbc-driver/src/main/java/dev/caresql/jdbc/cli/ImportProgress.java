package dev.caresql.jdbc.cli;

import dev.caresql.engine.ProgressListener;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on standard error, once an import has taken a second. */
final class ImportProgress implements ProgressListener, AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int STEPS = 100;

    private final long start = System.nanoTime();
    private @Nullable ProgressBar bar;

    @Override
    public void progress(String table, double fraction, long rows) {
        if (bar == null && System.nanoTime() - start < PATIENCE_NANOS) {
            return;
        }
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setInitialMax(STEPS)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setTaskName("import")
                    .build();
        }
        bar.setExtraMessage(table + ", " + rows + " rows");
        bar.stepTo(Math.round(fraction * STEPS));
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
