package dev.caresql.jdbc;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One daemon thread that looks after the time limits of all running statements of this program. */
final class QueryWatch {
    private static final int IDLE_SECONDS = 30;
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private QueryWatch() {}

    /** Runs a check again and again until the returned future is cancelled. */
    static Future<?> every(long firstMillis, long millis, Runnable check) {
        return TIMER.scheduleWithFixedDelay(check, firstMillis, millis, TimeUnit.MILLISECONDS);
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "caresql-query-watch");
            thread.setDaemon(true);
            return thread;
        });
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
