package org.canonry.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/// Something that is measured while the thread that asks does it.
@FunctionalInterface
interface Work {
    void run() throws IOException;

    /// How long it takes, in nanoseconds.
    default double nanos() throws IOException {
        var start = System.nanoTime();
        run();
        return System.nanoTime() - start;
    }

    /// How many bytes it allocates on this thread; -1 where that cannot be told.
    default double allocatedBytes() throws IOException {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)) {
            return -1;
        }
        var before = threads.getCurrentThreadAllocatedBytes();
        run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
