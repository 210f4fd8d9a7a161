package org.canonry.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

/// How long `./canonry up` takes on data that is there, from the launcher's start until it says that it is ready.
record StartRow(Prepared prepared, Home home, String heap) {
    private static final int ROUNDS = 5;
    private static final double SECONDS = 3;
    private static final double NANOS = 1e9;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Duration SETTLE = Duration.ofSeconds(3);

    /// @param speed the measurement
    /// @param idleMebibytes of the last one that was started, some seconds after it was ready
    record Found(Measurement speed, double idleMebibytes) {}

    Found run() throws IOException {
        var up = new ArrayList<Double>();
        var nothing = new ArrayList<Double>();
        var idle = Double.NaN;
        // The first start tells what the others are spared: files that the machine has not in its cache.
        for (var round = 0; round <= ROUNDS; round++) {
            var empty = Nothing.seconds(heap);
            var server = start();
            System.err.printf("  ready after %.2f s, an empty Java after %.2f s%n", server.seconds, empty);
            idle = server.mebibytes;
            if (round > 0) {
                up.add(server.seconds);
                nothing.add(empty);
            }
        }
        return new Found(
                new Measurement(Row.START, "./canonry up on data that is there, until ready", "s", new Samples(up), "an empty Java",
                        new Samples(nothing), Target.figureAtMost(SECONDS),
                        "loading and linking the classes of Spring and GraphQL on two cores; PostgreSQL starts in the middle of it"),
                idle);
    }

    private record Started(double seconds, double mebibytes) {}

    private Started start() throws IOException {
        var port = freePort();
        var words = new ProcessBuilder(
                home.launcher().toString(), "up", "--data", prepared.data().toString(), "--port", Integer.toString(port));
        words.environment().put("CANONRY_HEAP", heap);
        // Vectors would be made while the idle server is measured.
        words.environment().put("CANONRY_MEANING", "off");
        words.redirectError(ProcessBuilder.Redirect.INHERIT).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        var begin = System.nanoTime();
        var process = words.start();
        try {
            awaitReady(process, URI.create("http://localhost:%d/actuator/health/readiness".formatted(port)));
            var seconds = (System.nanoTime() - begin) / NANOS;
            pause(SETTLE);
            return new Started(seconds, Machine.residentMebibytes(process.pid()));
        } finally {
            Child.stop(process);
        }
    }

    private static void awaitReady(Process process, URI readiness) throws IOException {
        var end = Instant.now().plus(PATIENCE);
        while (!isReady(readiness)) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new IOException("canonry up does not come up; its messages are above");
            }
            pause(LOOK);
        }
    }

    private static boolean isReady(URI readiness) throws IOException {
        try {
            return ((HttpURLConnection) readiness.toURL().openConnection()).getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (ConnectException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void pause(Duration duration) throws IOException {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
