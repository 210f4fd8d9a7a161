package org.canonry.storage.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// Threads that do the same at once.
final class Racers {
    private Racers() {}

    /// Runs `task` in so many threads at once, and gives back what each returned.
    static <T> List<T> together(int threads, Task<T> task) throws Exception {
        var results = new ArrayList<T>();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var tasks = IntStream.range(0, threads)
                    .<Callable<T>>mapToObj(i -> () -> task.run(i))
                    .toList();
            for (var future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
        return results;
    }

    /// What one of many threads does.
    interface Task<T> {
        T run(int thread) throws Exception;
    }

    /// Adds one to the number that the object holds, as often as it takes.
    static void increment(Bucket bucket, Key key) throws IOException {
        Optional<ObjectInfo> written = Optional.empty();
        while (written.isEmpty()) {
            try (var object = bucket.read(key).orElseThrow()) {
                var next = Integer.parseInt(new String(object.stream().readAllBytes(), UTF_8)) + 1;
                written = bucket.putIfUnchanged(key, Content.of(Integer.toString(next)), object.info().generation());
            }
        }
    }
}
