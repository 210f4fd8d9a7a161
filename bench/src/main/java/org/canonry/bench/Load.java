package org.canonry.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/// Many connections at once, each of which asks again as soon as it is answered.
///
/// @param port of the server
/// @param connections how many
record Load(int port, int connections) {
    private static final double NANOS = 1e9;
    private static final double NANOS_A_MICROSECOND = 1e3;
    private static final double NANOS_A_MILLISECOND = 1e6;
    private static final int EXPECTED_ANSWERS = 1 << 12;

    /// Questions, and what every answer to one has in it.
    record Questions(List<byte[]> requests, String sign) {}

    /// @param perSecond answers
    /// @param median how long one took, in milliseconds
    /// @param slowest how long all but one in a hundred took at most, in milliseconds
    /// @param work what this process, which is server and asker in one, spent of a core on an answer, in microseconds: what others do on the
    ///     machine meanwhile shows in it least
    record Window(long answers, double perSecond, double median, double slowest, double work) {}

    /// Asks for so long.
    ///
    /// @throws IOException when any answer is not the one that was to be expected
    Window run(Questions questions, Duration duration) throws IOException {
        var start = System.nanoTime();
        var worked = Machine.cpuNanos();
        var end = start + duration.toNanos();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var asking = new ArrayList<Callable<long[]>>();
            for (var connection = 0; connection < connections; connection++) {
                var first = connection * (questions.requests().size() / connections);
                asking.add(() -> ask(questions, first, end));
            }
            return window(threads.invokeAll(asking), start, worked);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// How long each answer took, in nanoseconds.
    private long[] ask(Questions questions, int first, long end) throws IOException {
        var took = new long[EXPECTED_ANSWERS];
        var count = 0;
        var sign = questions.sign().getBytes(StandardCharsets.UTF_8);
        try (var connection = new Connection(port)) {
            for (var now = System.nanoTime(); now < end; count++) {
                took = count < took.length ? took : Arrays.copyOf(took, 2 * count);
                var answer = connection.ask(questions.requests().get((first + count) % questions.requests().size()));
                if (!answer.contains(sign)) {
                    throw new IOException("this is no answer: " + answer);
                }
                var after = System.nanoTime();
                took[count] = after - now;
                now = after;
            }
        }
        return Arrays.copyOf(took, count);
    }

    private static Window window(List<Future<long[]>> asked, long start, long worked) throws IOException, InterruptedException {
        var seconds = (System.nanoTime() - start) / NANOS;
        var nanos = Machine.cpuNanos() - worked;
        var all = LongStream.empty();
        for (var one : asked) {
            all = LongStream.concat(all, LongStream.of(result(one)));
        }
        var took = all.sorted().toArray();
        return new Window(
                took.length, took.length / seconds, at(took, 0.50) / NANOS_A_MILLISECOND, at(took, 0.99) / NANOS_A_MILLISECOND,
                nanos / NANOS_A_MICROSECOND / took.length);
    }

    private static long[] result(Future<long[]> asked) throws IOException, InterruptedException {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }

    /// The value that a part of all are not above.
    static long at(long[] sorted, double part) {
        return sorted[(int) Math.max(0, Math.ceil(sorted.length * part) - 1)];
    }
}
