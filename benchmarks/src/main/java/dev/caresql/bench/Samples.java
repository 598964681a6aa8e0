package dev.caresql.bench;

import java.util.ArrayList;
import java.util.List;

/** Times of one thing, in milliseconds. */
final class Samples {
    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Double> millis = new ArrayList<>();

    void add(long startNanos) {
        millis.add((System.nanoTime() - startNanos) / NANOS_PER_MILLI);
    }

    void addMillis(double value) {
        millis.add(value);
    }

    double p50() {
        return percentile(0.5);
    }

    double percentile(double share) {
        List<Double> sorted = millis.stream().sorted().toList();
        return sorted.get((int) Math.round(share * (sorted.size() - 1)));
    }
}
