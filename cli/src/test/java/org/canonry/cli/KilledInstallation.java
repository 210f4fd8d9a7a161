package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.canonry.cli.TakesInAndBuilds.Phase;
import org.canonry.indexbuilder.build.BuildProgress;
import org.canonry.indexbuilder.follow.LogicalDump;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.bucket.LocalBucket;
import org.canonry.storage.database.Database;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.registry.LogEvent;
import org.canonry.storage.registry.Registry;

/// A small bucket and database that JVMs write and are killed at, again and again; and the same as it is when nobody was killed.
final class KilledInstallation implements AutoCloseable {
    private static final List<String> SETTINGS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Xlog:disable", "-XX:+AutoCreateSharedArchive");

    private final Path folder;
    private final Path tarballs;
    private final String classPath;
    private final String url;
    private final Database database;
    private final Map<List<PackageId>, Whole> undisturbed = new HashMap<>();

    /// All that an installation holds.
    ///
    /// @param objects of the bucket, by key, but for the index
    /// @param dump of index and tables
    private record Whole(Map<String, String> objects, LogicalDump dump) {}

    /// @param classPath of the JVMs
    /// @param url of a database of its own
    KilledInstallation(Path folder, Path tarballs, String classPath, String url) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.tarballs = tarballs;
        this.classPath = classPath;
        this.url = url;
        this.database = Database.open(url, TakesInAndBuilds.LIMITS);
        database.migrate();
    }

    /// How far a JVM came.
    ///
    /// @param phase what it last said
    /// @param millis from its first word to its end
    record Run(Phase phase, long millis) {}

    /// Starts a JVM that goes on where the last one ended, and kills it so long after its first word.
    Run runFor(long millis) throws IOException, InterruptedException {
        var process = start();
        try (var said = process.inputReader()) {
            var first = lastPhase(said.lines().limit(1));
            var start = System.nanoTime();
            process.waitFor(millis, TimeUnit.MILLISECONDS);
            // SIGKILL, without closing what it said, which a Process would do.
            process.toHandle().destroyForcibly();
            process.waitFor();
            var last = lastPhase(said.lines());
            return new Run(last == Phase.STARTING ? first : last, (System.nanoTime() - start) / 1_000_000);
        }
    }

    private static Phase lastPhase(Stream<String> lines) {
        return lines.flatMap(line -> Stream.of(Phase.values()).filter(phase -> phase.name().equals(line)))
                .reduce(Phase.STARTING, (earlier, later) -> later);
    }

    private Process start() throws IOException {
        var scratch = Files.createDirectories(folder.resolve("tmp"));
        var settings = Stream.concat(SETTINGS.stream(), Stream.of("-Djava.io.tmpdir=" + scratch, "-XX:SharedArchiveFile=" + folder.resolve("classes.jsa"))).toList();
        var arguments = List.of(bucketFolder().toString(), url, tarballs.toString(), folder.resolve("builder").toString());
        return JavaProgram.of(TakesInAndBuilds.class, classPath, settings, arguments).redirectError(folder.resolve("complaints.txt").toFile()).start();
    }

    /// Fails unless everything is there once, and all is as if nobody had been killed; then begins anew with nothing.
    void verifyAndEmpty(String words) throws IOException {
        try (var bucket = LocalBucket.open(bucketFolder())) {
            var events = RealInstallation.events(bucket);
            assertThat(keys(bucket, "log/")).as("gaps in the log; %s", words).hasSize(events.size());
            assertThat(events.stream().map(LogEvent::id).distinct()).as("doubles in the log; %s", words).hasSize(events.size());
            var whole = whole(bucket);
            empty();
            var expected = undisturbed(events.stream().map(LogEvent::id).toList());
            assertThat(whole.objects).as("objects of the bucket; %s", words).isEqualTo(expected.objects);
            assertThat(whole.dump.documents()).as("documents; %s", words).isEqualTo(expected.dump.documents());
            assertThat(whole.dump.rows()).as("rows; %s", words).isEqualTo(expected.dump.rows());
        }
        Folders.delete(bucketFolder());
        Folders.delete(folder.resolve("builder"));
    }

    private Whole whole(LocalBucket bucket) throws IOException {
        return new Whole(objects(bucket), LogicalDump.of(bucket, database, Files.createTempDirectory(folder, "dump-")));
    }

    /// What the same tarballs, taken in one after the other in this order, become.
    private Whole undisturbed(List<PackageId> order) throws IOException {
        var known = undisturbed.get(order);
        if (known == null) {
            known = undisturbed(order, Files.createTempDirectory(folder, "undisturbed-"));
            undisturbed.put(order, known);
            empty();
        }
        return known;
    }

    private Whole undisturbed(List<PackageId> order, Path scratch) throws IOException {
        try (var bucket = LocalBucket.open(scratch.resolve("bucket"))) {
            var registry = Registry.open(bucket, TakesInAndBuilds.BASE, TakesInAndBuilds.LIMITS, TakesInAndBuilds.CLOCK);
            var first = order.stream().map(id -> tarballs.resolve(id.stem() + ".tgz")).toList();
            for (var tarball : first) {
                registry.take(tarball.getFileName().toString(), Content.of(tarball));
            }
            for (var delivery : PackageFiles.in(List.of(tarballs))) {
                registry.take(delivery.source(), delivery.content());
            }
            registry.publishViews((written, total) -> {});
            TakesInAndBuilds.builder(bucket, database, scratch.resolve("builder")).catchUp(BuildProgress.SILENT);
            return whole(bucket);
        }
    }

    private void empty() throws IOException {
        Views.dropTables(database);
    }

    private static List<Key> keys(Bucket bucket, String prefix) throws IOException {
        try (var objects = bucket.list(prefix)) {
            return objects.map(object -> object.key()).toList();
        }
    }

    private static Map<String, String> objects(Bucket bucket) throws IOException {
        var objects = new TreeMap<String, String>();
        for (var key : keys(bucket, "")) {
            if (!key.text().startsWith("index/")) {
                objects.put(key.text(), HexFormat.of().formatHex(bucket.readAll(key, 1 << 24).orElseThrow()));
            }
        }
        return objects;
    }

    private Path bucketFolder() {
        return folder.resolve("bucket");
    }

    @Override
    public void close() {
        database.close();
    }
}
