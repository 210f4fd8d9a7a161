package org.canonry.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Processes that a measurement starts.
public final class Child {
    private static final long MOST_MINUTES = 30;

    private Child() {}

    /// A main class on this process's class path with this process's options, but with a heap of its own.
    static ProcessBuilder java(String heap, Class<?> main, String... arguments) {
        return java(heap, System.getProperty("java.class.path"), main.getName(), arguments);
    }

    /// A main class on another class path with this process's options, but with a heap of its own. What it says to people is shown, what it prints is
    /// not.
    public static ProcessBuilder java(String heap, String classPath, String main, String... arguments) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options());
        words.add("-Xmx" + heap);
        words.addAll(List.of("-cp", classPath, main));
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }

    private static List<String> options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> Stream.of("-Xmx", "-Xlog", "-agent", "-XX:StartFlightRecording").noneMatch(option::startsWith))
                .toList();
    }

    /// Runs one to its end.
    ///
    /// @throws IOException when it fails, or does not end within half an hour
    public static void run(ProcessBuilder what) throws IOException {
        var process = what.start();
        try {
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException("a process that was to be measured failed; its messages are above");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /// As Ctrl-C would: asks it to end, and waits until it did.
    static void stop(Process process) throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
