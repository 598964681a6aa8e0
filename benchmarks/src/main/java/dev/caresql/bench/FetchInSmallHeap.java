package dev.caresql.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** A program of its own: fetches one result and prints its speed and the peak of the heap after a garbage collection. */
final class FetchInSmallHeap {
    private static final double MEGABYTE = 1 << 20;

    private FetchInSmallHeap() {}

    public static void main(String[] args) throws SQLException {
        AtomicLong peak = new AtomicLong();
        Set<String> heapPools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .collect(Collectors.toSet());
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) ->
                                    note((CompositeData) notification.getUserData(), heapPools, peak),
                            null,
                            null);
        }
        try (Connection connection = DriverManager.getConnection(args[0])) {
            long start = System.nanoTime();
            long rows = FetchBenchmark.count(connection, args[1]);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.println(Figure.format("%,.0f rows/s", rows / seconds));
        }
        System.gc();
        System.out.println(Figure.format("%.0f MB", peak.get() / MEGABYTE));
    }

    private static void note(CompositeData data, Set<String> heapPools, AtomicLong peak) {
        Map<String, MemoryUsage> after =
                GarbageCollectionNotificationInfo.from(data).getGcInfo().getMemoryUsageAfterGc();
        long used = after.entrySet().stream()
                .filter(pool -> heapPools.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
        peak.accumulateAndGet(used, Math::max);
    }
}
