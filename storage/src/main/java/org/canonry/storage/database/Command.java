package org.canonry.storage.database;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// Runs short programs of the operating system and of PostgreSQL.
final class Command {
    private Command() {}

    /// Runs to the end and returns what was printed, both streams together.
    ///
    /// @throws IOException when it cannot be started, fails or takes longer than `postgres_start_seconds`; the message
    ///     carries what it printed
    static String run(List<String> words, Path folder, Limits limits) throws IOException {
        var process = prepare(words, folder).start();
        var output = CompletableFuture.supplyAsync(() -> read(process), Thread::startVirtualThread);
        try {
            if (!process.waitFor(limits.of(Limit.POSTGRES_START_SECONDS), TimeUnit.SECONDS)) {
                throw new IOException("%s took longer than %s".formatted(words, limits.describe(Limit.POSTGRES_START_SECONDS)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while running " + words);
        } finally {
            // Of a process that has ended, destroying closes only what it printed, before that is read.
            if (process.isAlive()) {
                process.destroyForcibly();
            }
        }
        if (process.exitValue() != 0) {
            throw new IOException("%s failed: %s".formatted(words, output.join().strip()));
        }
        return output.join();
    }

    /// Whether it runs and succeeds.
    static boolean succeeds(List<String> words, Path folder, Limits limits) {
        try {
            run(words, folder, limits);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// A process without input, and without the variables by which the caller's surroundings would steer PostgreSQL.
    static ProcessBuilder prepare(List<String> words, Path folder) {
        var builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static String read(Process process) {
        try (var output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(its output cannot be read: %s)".formatted(e.getMessage());
        }
    }
}
