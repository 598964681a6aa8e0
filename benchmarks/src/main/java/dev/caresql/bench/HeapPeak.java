package dev.caresql.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The peak of the heap after garbage collections. */
final class HeapPeak {
    private static final double MEGABYTE = 1 << 20;

    private final AtomicLong peak;

    private HeapPeak(AtomicLong peak) {
        this.peak = peak;
    }

    /** Begins to watch. */
    static HeapPeak watch() {
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
        return new HeapPeak(peak);
    }

    /** The peak until now. */
    double megabytes() {
        return peak.get() / MEGABYTE;
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
