package org.canonry.storage.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// A real PostgreSQL of our own, on a folder of our own, for as long as this object is open.
///
/// It listens on the loopback only and asks for a random password that is kept in the folder, which nobody else may read.
/// It runs in a session of its own: Ctrl-C reaches this JVM alone, which then decides when to [#close()]. A JVM that was
/// killed leaves the server running; the next start on the folder stops that one and goes on.
///
/// One process at a time may have a folder. Thread-safe.
public final class LocalPostgres implements AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final int LOG_LINES = 20;

    private final Cluster cluster;
    private final FileChannel lock;
    private final Postmaster postmaster;
    private final int port;
    private final Limits limits;
    private final boolean temporary;

    private LocalPostgres(Cluster cluster, FileChannel lock, Started started, Limits limits, boolean temporary) {
        this.cluster = cluster;
        this.lock = lock;
        this.postmaster = started.postmaster();
        this.port = started.port();
        this.limits = limits;
        this.temporary = temporary;
    }

    /// Starts the server on `dataDir` and returns when it answers. An empty or missing folder becomes a new database,
    /// with durable settings.
    ///
    /// @param binariesCache where the programs are unpacked, once; may be shared by many
    /// @throws IOException when another process has the folder, or the server cannot be had within
    ///     `postgres_start_seconds`; the message says why and carries the end of its log
    public static LocalPostgres start(Path dataDir, Path binariesCache, Limits limits) throws IOException {
        var cluster = Cluster.at(dataDir);
        var account = ServerAccount.choose(cluster.home(), limits);
        return start(cluster, PostgresBinaries.in(binariesCache), account, limits, ServerSettings.DURABLE);
    }

    /// The URL of the server that another process runs on `dataDir` now; empty when none does. For a command that has a word with it.
    ///
    /// @throws IOException when the password cannot be read
    public static Optional<String> running(Path dataDir) throws IOException {
        if (!Files.isDirectory(dataDir)) {
            return Optional.empty();
        }
        var cluster = new Cluster(dataDir.toRealPath());
        var port = Postmaster.on(cluster.data()).flatMap(postmaster -> postmaster.port(cluster.data()));
        return port.isEmpty() ? Optional.empty() : Optional.of(url(cluster, port.get()));
    }

    private static String url(Cluster cluster, int port) throws IOException {
        return "postgresql://%s:%s@127.0.0.1:%d/postgres".formatted(Cluster.USER, cluster.password(), port);
    }

    /// [#start(Path, Path, Limits)] with every limit at its default.
    public static LocalPostgres start(Path dataDir, Path binariesCache) throws IOException {
        return start(dataDir, binariesCache, Limits.defaults());
    }

    /// Starts a server for a test: fast, not durable, and deleted when it is closed or the JVM ends.
    ///
    /// @throws IOException as [#start(Path, Path, Limits)]
    public static LocalPostgres startTemporary() throws IOException {
        return startTemporary(userCache());
    }

    /// [#startTemporary()] with the programs in a folder of the caller's.
    ///
    /// @throws IOException as [#start(Path, Path, Limits)]
    public static LocalPostgres startTemporary(Path binariesCache) throws IOException {
        var home = Files.createTempDirectory("canonry-postgres-");
        try {
            var limits = Limits.defaults();
            var account = ServerAccount.choose(home, limits);
            var server = start(Cluster.at(home), PostgresBinaries.in(binariesCache), account, limits, ServerSettings.TEMPORARY);
            Runtime.getRuntime().addShutdownHook(new Thread(server::closeQuietly));
            return server;
        } catch (Throwable e) {
            PostgresBinaries.delete(home);
            throw e;
        }
    }

    /// Where programs are kept for the user who runs this: `$XDG_CACHE_HOME/canonry`, or `.cache/canonry` at home.
    public static Path userCache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("canonry");
    }

    /// The URL by which [Database] or any JDBC client reaches it; carries user and password.
    ///
    /// @throws IOException when the password cannot be read
    public String url() throws IOException {
        return url(cluster, port);
    }

    /// The port on the loopback; the same as last time where it was free.
    public int port() {
        return port;
    }

    /// The process that runs the server.
    public long pid() {
        return postmaster.process().pid();
    }

    /// Whether the server's process is there.
    public boolean isRunning() {
        return postmaster.isAlive();
    }

    /// Stops the server, within `postgres_stop_seconds` in an orderly way, and gives the folder free.
    /// Nothing happens when it is closed already.
    @Override
    public void close() throws IOException {
        synchronized (lock) {
            if (lock.isOpen()) {
                postmaster.stop(limits);
                lock.close();
                if (temporary) {
                    PostgresBinaries.delete(cluster.home());
                }
            }
        }
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            // The JVM ends, and a folder below the temporary one is all that stays.
        }
    }

    /// Starts it as a given account.
    static LocalPostgres start(
            Cluster cluster, PostgresBinaries binaries, ServerAccount account, Limits limits, ServerSettings settings)
            throws IOException {
        var lock = cluster.lock();
        try {
            Postmaster.on(cluster.data()).ifPresent(orphan -> orphan.stop(limits));
            account.requireReach(binaries.folder(), limits);
            cluster.initialise(binaries, account, settings, limits);
            cluster.turnLog();
            var started = launch(cluster, account.command(binaries.program("postgres"), "-D", cluster.data().toString()), limits, settings);
            return new LocalPostgres(cluster, lock, started, limits, settings == ServerSettings.TEMPORARY);
        } catch (Throwable e) {
            lock.close();
            throw e;
        }
    }

    /// Tries again when the server gives up at once: its port may have been taken meanwhile, or the last server's children
    /// may still be dying.
    private static Started launch(Cluster cluster, List<String> command, Limits limits, ServerSettings settings) throws IOException {
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var port = settings.write(cluster.data());
            var postmaster = launch(cluster, command);
            Waiting.until(() -> postmaster.isReady(cluster.data()) || !postmaster.isAlive(), limits.of(Limit.POSTGRES_START_SECONDS));
            if (postmaster.isReady(cluster.data())) {
                return new Started(postmaster, port);
            }
            if (postmaster.isAlive()) {
                postmaster.stop(limits);
                throw new IOException("PostgreSQL did not answer within %s; its log ends: %s"
                        .formatted(limits.describe(Limit.POSTGRES_START_SECONDS), endOfLog(cluster)));
            }
            Waiting.until(() -> false, 1);
        }
        throw new IOException("PostgreSQL does not start; its log ends: " + endOfLog(cluster));
    }

    private static Postmaster launch(Cluster cluster, List<String> command) throws IOException {
        var words = new ArrayList<>(ownSession());
        words.addAll(command);
        var process = Command.prepare(words, cluster.home())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(cluster.log().toFile()))
                .start();
        return new Postmaster(process.toHandle());
    }

    /// Ctrl-C is sent to the whole process group of the terminal: in ours, the server would stop while we still use it.
    private static List<String> ownSession() {
        var setsid = List.of("/usr/bin/setsid", "/bin/setsid").stream().filter(program -> Files.isExecutable(Path.of(program)));
        return setsid.findFirst()
                .map(List::of)
                .orElse(List.of("/usr/bin/perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV or die $!"));
    }

    private static String endOfLog(Cluster cluster) throws IOException {
        var lines = Files.readAllLines(cluster.log());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }

    private record Started(Postmaster postmaster, int port) {}
}
