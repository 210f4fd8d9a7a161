package org.canonry.storage.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.canonry.storage.bucket.Bucket;

/// A bucket whose user is killed at one operation: it fails there, before or after it took effect, and at every operation from then on.
final class DyingBucket {
    private final Bucket delegate;
    private final int last;
    private final boolean tookEffect;
    private final AtomicInteger operations = new AtomicInteger();

    /// @param last operations that succeed
    /// @param tookEffect whether the one after them reaches the bucket all the same
    DyingBucket(Bucket delegate, int last, boolean tookEffect) {
        this.delegate = delegate;
        this.last = last;
        this.tookEffect = tookEffect;
    }

    Bucket bucket() {
        return (Bucket) Proxy.newProxyInstance(Bucket.class.getClassLoader(), new Class<?>[] {Bucket.class}, (proxy, method, arguments) -> {
            int operation = operations.getAndIncrement();
            if (operation > last || (operation == last && !tookEffect)) {
                throw new Killed();
            }
            try {
                var result = method.invoke(delegate, arguments);
                if (operation == last) {
                    throw new Killed();
                }
                return result;
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        });
    }

    int operations() {
        return operations.get();
    }

    /// What a kill looks like from inside a test.
    static final class Killed extends IOException {
        Killed() {
            super("killed");
        }
    }

    /// Runs until it gets through.
    static boolean survives(Run run) {
        try {
            run.run();
            return true;
        } catch (Killed e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    interface Run {
        void run() throws IOException;
    }
}
