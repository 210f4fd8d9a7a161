package org.canonry.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.canonry.indexbuilder.build.BuildProgress;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.bucket.LocalBucket;
import org.canonry.storage.bucket.ObjectInfo;
import org.canonry.storage.database.Database;
import org.canonry.storage.database.LocalPostgres;
import org.canonry.storage.limits.Limits;
import tools.jackson.databind.json.JsonMapper;

/// A process that unpacks the rs files of a bucket on one thread, and builds the whole index of it into an empty database, in turn and several
/// times. In a process of its own, so that its heap and its memory are the build's alone. PostgreSQL is durable, as in production.
final class BuildTrial {
    private static final int BUFFER = 64 << 10;
    private static final double NANOS = 1e9;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Bucket bucket;
    private final Path folder;
    private final LocalPostgres postgres;

    private BuildTrial(Bucket bucket, Path folder, LocalPostgres postgres) {
        this.bucket = bucket;
        this.folder = folder;
        this.postgres = postgres;
    }

    /// What one process found. Seconds are of the timed rounds; memory is of all of them.
    ///
    /// @param bytes of the rs files, unpacked
    /// @param gunzipWork seconds that cores worked for one round of gunzip, the middle one
    /// @param buildWork the same for a build, without PostgreSQL's own
    record Found(
            long bytes, long packedBytes, List<Double> gunzipSeconds, List<Double> buildSeconds, double gunzipWork, double buildWork, double liveMebibytes, double residentMebibytes) {}

    /// Arguments: a bucket without an index, a folder for everything else, rounds to warm up, rounds to time, the file for what was found.
    public static void main(String[] arguments) throws IOException {
        var folder = Files.createDirectories(Path.of(arguments[1]));
        try (var bucket = LocalBucket.open(Path.of(arguments[0]));
                var postgres = LocalPostgres.start(folder.resolve("postgres"), LocalPostgres.userCache())) {
            var found = new BuildTrial(bucket, folder, postgres).run(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            Files.write(Path.of(arguments[4]), JSON.writeValueAsBytes(found));
        }
    }

    /// What a process wrote.
    static Found read(Path file) throws IOException {
        return JSON.readValue(Files.readAllBytes(file), Found.class);
    }

    private Found run(int warmUps, int rounds) throws IOException {
        var heap = LiveHeap.watch();
        var gunzip = new ArrayList<Timed>();
        var build = new ArrayList<Timed>();
        for (var round = 0; round < warmUps + rounds; round++) {
            empty();
            var unpacked = timed(this::unpack);
            var built = timed(this::build);
            System.err.printf("  build %d of %d%s: %.1f s, gunzip alone %.1f s%n", round + 1, warmUps + rounds,
                    round < warmUps ? " (to warm up)" : "", built.seconds, unpacked.seconds);
            if (round >= warmUps) {
                gunzip.add(unpacked);
                build.add(built);
            }
        }
        return new Found(
                unpack(), packed(), seconds(gunzip), seconds(build), work(gunzip), work(build), heap.mostMebibytes(), Machine.peakMebibytes(ProcessHandle.current().pid()));
    }

    private interface Work {
        long run() throws IOException;
    }

    /// @param work seconds that cores worked
    private record Timed(double seconds, double work) {}

    private static Timed timed(Work work) throws IOException {
        var start = System.nanoTime();
        var worked = Machine.cpuNanos();
        work.run();
        return new Timed((System.nanoTime() - start) / NANOS, (Machine.cpuNanos() - worked) / NANOS);
    }

    private static List<Double> seconds(List<Timed> rounds) {
        return rounds.stream().map(Timed::seconds).toList();
    }

    private static double work(List<Timed> rounds) {
        return new Samples(rounds.stream().map(Timed::work).toList()).median();
    }

    private List<ObjectInfo> files() throws IOException {
        try (var files = bucket.list("rs/")) {
            return files.toList();
        }
    }

    private long packed() throws IOException {
        return files().stream().mapToLong(ObjectInfo::sizeBytes).sum();
    }

    /// How many bytes the rs files have, unpacked. The floor of a build, which must do at least that.
    private long unpack() throws IOException {
        var buffer = new byte[BUFFER];
        var total = 0L;
        for (var file : files()) {
            total += unpack(file.key(), buffer);
        }
        return total;
    }

    private long unpack(Key key, byte[] buffer) throws IOException {
        try (var object = bucket.read(key).orElseThrow();
                var lines = new GZIPInputStream(object.stream(), BUFFER)) {
            var total = 0L;
            for (var read = lines.read(buffer); read >= 0; read = lines.read(buffer)) {
                total += read;
            }
            return total;
        }
    }

    private long build() throws IOException {
        try (var database = Database.open(postgres.url(), Limits.defaults())) {
            return Prepared.builder(bucket, database, folder.resolve("builder")).catchUp(BuildProgress.SILENT).canonicals();
        }
    }

    /// No index, no tables but empty ones, nothing left to write for the database, and no garbage of the round before.
    private void empty() throws IOException {
        Prepared.delete(folder.resolve("builder"));
        Files.createDirectories(folder.resolve("builder"));
        try (var index = bucket.list("index/")) {
            for (var file : index.toList()) {
                bucket.delete(file.key());
            }
        }
        execute("drop schema public cascade");
        execute("create schema public");
        try (var database = Database.open(postgres.url(), Limits.defaults())) {
            database.migrate();
        }
        execute("checkpoint");
        System.gc();
    }

    private void execute(String statement) throws IOException {
        var url = URI.create(postgres.url());
        var account = url.getUserInfo().split(":", 2);
        var jdbc = "jdbc:postgresql://%s:%d%s".formatted(url.getHost(), url.getPort(), url.getPath());
        try (var connection = DriverManager.getConnection(jdbc, account[0], account[1]);
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
