package dev.caresql.engine;

import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows the import of each table as a bar on the terminal. */
public final class TerminalProgress implements ProgressListener, AutoCloseable {
    private static final int STEPS = 100;
    private static final int REFRESH_MILLIS = 200;

    private Optional<ProgressBar> bar = Optional.empty();

    @Override
    public synchronized void progress(String table, double fraction, long rows) {
        ProgressBar shown = bar.filter(open -> open.getTaskName().equals(table)).orElseGet(() -> start(table));
        shown.stepTo(Math.round(fraction * STEPS));
        if (rows > 0) {
            shown.setExtraMessage(rows + " rows");
        }
        if (fraction >= 1) {
            close();
        }
    }

    private ProgressBar start(String table) {
        close();
        ProgressBar started = new ProgressBarBuilder()
                .setTaskName(table)
                .setInitialMax(STEPS)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .build();
        bar = Optional.of(started);
        return started;
    }

    /** Ends the bar of the table that is being imported, if any. */
    @Override
    public synchronized void close() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
