package org.canonry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.canonry.api.ops.ApiServer;
import org.canonry.api.ops.ApiSettings;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.database.Database;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.registry.Layout;

/// A packument, one that the client has, and a tarball over HTTP, against nginx on the same bytes.
///
/// @param bucket with an index
/// @param folder for the server's copy of it, and the files that nginx serves
record RegistryRow(Bucket bucket, Path folder) {
    private static final int CONNECTIONS = 16;
    private static final int WARM_UPS = 10;
    private static final int ROUNDS = 11;
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final int KEY_BYTES = 32;
    private static final long USUAL_TARBALL_BYTES = 200_000;
    private static final int LONGEST_PACKUMENT = 64 << 20;
    private static final String BOUND = "cores that are shared with the one who asks: nginx hands files to the kernel, the server copies them";

    /// What is asked of both, under the path that each has it at.
    ///
    /// @param held whether the client has it already
    private record Asked(String what, String path, String plain, boolean held) {}

    /// Measures all three, each against nginx; without one, they are measured against the packument itself, and the line says so.
    List<Measurement> run(Snapshot snapshot) throws IOException {
        var version = usual(snapshot.packages().versions());
        var packument = Layout.packument(version.id().name());
        var tarball = Layout.tarball(version.id());
        var served = Files.createDirectories(folder.resolve("served"));
        copy(packument, served.resolve("packument"));
        copy(tarball, served.resolve("tarball"));
        var asked = List.of(
                new Asked("packument", "/" + packument, "/packument", false),
                new Asked("packument that the client has (304)", "/" + packument, "/packument", true),
                new Asked("tarball of %d kB".formatted(Files.size(served.resolve("tarball")) / 1_000), "/" + tarball, "/tarball", false));
        try (var database = Database.open("postgresql://nobody@localhost:1/nothing", Limits.defaults());
                var server = ApiServer.start(settings(database))) {
            var nginx = Nginx.start(served, folder.resolve("nginx"));
            try {
                return measure(asked, server.port(), nginx);
            } finally {
                nginx.ifPresent(Nginx::close);
            }
        }
    }

    /// One whose tarball is as long as most are.
    private static PackageVersion usual(List<PackageVersion> versions) {
        return versions.stream()
                .filter(version -> version.tarball().sizeBytes() != null)
                .min(Comparator.comparingLong(version -> Math.abs(Objects.requireNonNull(version.tarball().sizeBytes()) - USUAL_TARBALL_BYTES)))
                .orElseThrow();
    }

    private void copy(Key key, Path file) throws IOException {
        Files.write(file, bucket.readAll(key, LONGEST_PACKUMENT).orElseThrow());
    }

    private ApiSettings settings(Database database) throws IOException {
        return new ApiSettings(
                0, bucket, database, Files.createDirectories(folder.resolve("snapshot")), new byte[KEY_BYTES], Optional.empty(),
                ApiSettings.ANY_ORIGIN, Limits.defaults());
    }

    private static List<Measurement> measure(List<Asked> all, int port, Optional<Nginx> nginx) throws IOException {
        var measurements = new ArrayList<Measurement>();
        for (var asked : all) {
            var ours = questions(port, asked.path(), asked.held());
            var plainPort = nginx.map(Nginx::port).orElse(port);
            var plain = nginx.isPresent() ? questions(plainPort, asked.plain(), asked.held()) : questions(port, all.getFirst().path(), false);
            measurements.add(measure(asked, new Load(port, CONNECTIONS), ours, new Load(plainPort, CONNECTIONS), plain, nginx.isPresent()));
        }
        return measurements;
    }

    private static Load.Questions questions(int port, String path, boolean held) throws IOException {
        var plain = Connection.get(path, Map.of());
        if (!held) {
            return new Load.Questions(requests(plain), "");
        }
        try (var connection = new Connection(port)) {
            var tag = connection.tag(plain);
            return new Load.Questions(requests(Connection.get(path, Map.of("If-None-Match", tag))), "");
        }
    }

    private static List<byte[]> requests(byte[] request) {
        var requests = new byte[CONNECTIONS][];
        Arrays.fill(requests, request);
        return List.of(requests);
    }

    private static Measurement measure(Asked asked, Load load, Load.Questions ours, Load plainLoad, Load.Questions plain, boolean isNginx)
            throws IOException {
        for (var round = 0; round < WARM_UPS; round++) {
            plainLoad.run(plain, WINDOW);
            load.run(ours, WINDOW);
        }
        var measured = new ArrayList<Double>();
        var floor = new ArrayList<Double>();
        var slowest = new ArrayList<Double>();
        for (var round = 0; round < ROUNDS; round++) {
            floor.add(plainLoad.run(plain, WINDOW).perSecond());
            var window = load.run(ours, WINDOW);
            measured.add(window.perSecond());
            slowest.add(window.slowest());
        }
        var against = isNginx ? "nginx" : "the packument itself: nginx is not installed here (Debian: apt-get install nginx-light)";
        return new Measurement(
                Row.REGISTRY, "%s, %d connections".formatted(asked.what(), CONNECTIONS), "req/s", new Samples(measured), against,
                new Samples(floor), null, BOUND)
                .with(Map.of("p99 ms", new Samples(slowest).median()));
    }
}
