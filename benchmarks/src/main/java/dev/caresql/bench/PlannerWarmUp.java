package dev.caresql.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Plans questions until the JVM has compiled the planner, as it has in a process that has answered for some minutes. A
 * plan costs 11 ms at first, 4 ms after sixty rounds of ten questions, 2 ms after four hundred.
 */
final class PlannerWarmUp {
    private static final AtomicLong TEXTS = new AtomicLong();

    private PlannerWarmUp() {}

    static void run(Connection care, List<Question> questions, Duration time) throws SQLException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            for (Question question : questions) {
                care.prepareStatement(unseen(question)).close();
            }
        }
    }

    /** The question with a comment that differs each time, which keeps its plan from coming out of the cache. */
    static String unseen(Question question) {
        return question.care() + " /* " + TEXTS.incrementAndGet() + " */";
    }
}
