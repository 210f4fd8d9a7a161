package org.canonry.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.canonry.indexbuilder.build.Batch;
import org.canonry.indexbuilder.build.BuildProgress;
import org.canonry.indexbuilder.follow.IndexBuilder;
import org.canonry.storage.bucket.LocalBucket;
import org.canonry.storage.database.Database;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.registry.Registry;

/// The part of `canonry up` that writes, as the main class of a JVM that may be killed at any moment: it takes in a folder of tarballs, publishes
/// what clients read, and builds in several batches. Says on its output what it is about to do.
final class TakesInAndBuilds {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2020-02-02T02:02:02Z"), ZoneOffset.UTC);
    static final URI BASE = URI.create("http://localhost:8080/pkgs");
    static final Limits LIMITS = Limits.defaults().with(Limit.BUILD_BATCH_BYTES, 60_000);

    private TakesInAndBuilds() {}

    /// @param arguments folder of the bucket, url of the database, folder of tarballs, folder of the builder
    public static void main(String[] arguments) throws IOException {
        try (var bucket = LocalBucket.open(Path.of(arguments[0]));
                var database = Database.open(arguments[1], LIMITS)) {
            System.out.println(Phase.TAKING_IN);
            var registry = Registry.open(bucket, BASE, LIMITS, CLOCK);
            Intake.of(PackageFiles.in(List.of(Path.of(arguments[2]))), registry, silent());
            System.out.println(Phase.PUBLISHING);
            registry.publishViews((written, total) -> {});
            System.out.println(Phase.BUILDING);
            builder(bucket, database, Path.of(arguments[3])).catchUp(BuildProgress.SILENT);
            System.out.println(Phase.DONE);
        }
    }

    static IndexBuilder builder(LocalBucket bucket, Database database, Path folder) throws IOException {
        return new IndexBuilder(database, new Batch.Tools(bucket, Files.createDirectories(folder), 2, LIMITS, CLOCK));
    }

    private static Screen silent() {
        return new Screen(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false);
    }

    /// How far it is.
    enum Phase {
        STARTING,
        TAKING_IN,
        PUBLISHING,
        BUILDING,
        DONE
    }
}
