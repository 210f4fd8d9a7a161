package org.canonry.storage.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// A running postmaster, the process that owns a cluster's folder; the child of this JVM or one that an earlier JVM left.
record Postmaster(ProcessHandle process) {

    /// The postmaster that runs on a cluster, if one does.
    ///
    /// `postmaster.pid` outlives a crash, and its number may be another process by now: it counts only when that process
    /// was started on this very folder.
    static Optional<Postmaster> on(Path cluster) {
        return lines(cluster).stream()
                .findFirst()
                .flatMap(Postmaster::parse)
                .flatMap(ProcessHandle::of)
                .filter(process -> runsOn(process, cluster))
                .map(Postmaster::new);
    }

    /// Whether the server on a cluster says that it takes connections: the eighth line of `postmaster.pid`.
    boolean isReady(Path cluster) {
        var lines = lines(cluster);
        return lines.size() > 7 && lines.get(0).strip().equals(Long.toString(process.pid())) && lines.get(7).strip().equals("ready");
    }

    /// The port on which it takes connections, if it does: the fourth line of `postmaster.pid`.
    Optional<Integer> port(Path cluster) {
        var lines = lines(cluster);
        return isReady(cluster) && lines.size() > 3 ? parse(lines.get(3)).map(Math::toIntExact) : Optional.empty();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Stops it: open transactions are rolled back and everything is written (SIGINT); when that takes longer than
    /// `postgres_stop_seconds`, at once and with recovery at the next start (SIGQUIT); killed when even that does not help.
    void stop(Limits limits) {
        if (!signal("INT", limits) && !signal("QUIT", limits)) {
            process.destroyForcibly();
            Waiting.until(() -> !process.isAlive(), limits.of(Limit.POSTGRES_STOP_SECONDS));
        }
    }

    /// The JDK sends no signal but TERM and KILL, and every POSIX shell knows `kill`, which not every image has as a program.
    private boolean signal(String signal, Limits limits) {
        var pid = Long.toString(process.pid());
        Command.succeeds(List.of("/bin/sh", "-c", "kill -s %s %s".formatted(signal, pid)), Path.of("/"), limits);
        return Waiting.until(() -> !process.isAlive(), limits.of(Limit.POSTGRES_STOP_SECONDS));
    }

    private static boolean runsOn(ProcessHandle process, Path cluster) {
        return process.info().arguments().map(Arrays::asList).orElse(List.of()).contains(cluster.toString());
    }

    private static Optional<Long> parse(String pid) {
        try {
            return Optional.of(Long.parseLong(pid.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// The file comes and goes while it is read: what cannot be read is not there.
    private static List<String> lines(Path cluster) {
        try {
            return Files.readAllLines(cluster.resolve("postmaster.pid"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
