package org.canonry.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/// Watches what is left of this process's heap after each collection, which is what it needed rather than what it was given. Thread-safe.
final class LiveHeap {
    private static final double MEBIBYTE = 1 << 20;

    private final AtomicLong most = new AtomicLong();

    private LiveHeap() {}

    /// Watches until the process ends.
    static LiveHeap watch() {
        var heap = new LiveHeap();
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener((notification, handback) -> heap.collected(notification), null, null);
            }
        }
        return heap;
    }

    private void collected(Notification notification) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            var info = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
            var pools = info.getGcInfo().getMemoryUsageAfterGc();
            var left = pools.entrySet().stream().filter(pool -> pool.getKey().startsWith("G1 ")).mapToLong(pool -> pool.getValue().getUsed()).sum();
            most.accumulateAndGet(left, Math::max);
        }
    }

    /// The most that was ever left.
    double mostMebibytes() {
        return most.get() / MEBIBYTE;
    }
}
