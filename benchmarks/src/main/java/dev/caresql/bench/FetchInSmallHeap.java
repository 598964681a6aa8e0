package dev.caresql.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A program of its own: fetches one result and prints its speed and the peak of the heap after a garbage collection. */
final class FetchInSmallHeap {
    private FetchInSmallHeap() {}

    public static void main(String[] args) throws SQLException {
        HeapPeak heap = HeapPeak.watch();
        try (Connection connection = DriverManager.getConnection(args[0])) {
            long start = System.nanoTime();
            long rows = FetchBenchmark.count(connection, args[1]);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.println(Figure.format("%,.0f rows/s", rows / seconds));
        }
        System.gc();
        System.out.println(Figure.format("%.0f MB", heap.megabytes()));
    }
}
