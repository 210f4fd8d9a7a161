package org.canonry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Buckets;
import org.canonry.storage.bucket.OpenedBucket;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where everything is kept: options that several commands share, each also an environment variable.
final class Places {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:CANONRY_DATA:-.canonry}",
            description = "Where the embedded PostgreSQL, the local bucket and the caches are kept (default: ${DEFAULT-VALUE}; CANONRY_DATA).")
    private Path data = Path.of(".canonry");

    @Option(
            names = "--database",
            paramLabel = "URL",
            defaultValue = "${env:CANONRY_DATABASE}",
            description = "postgresql://user:password@host:port/name of a database to use instead of the embedded one (CANONRY_DATABASE).")
    private @Nullable String database;

    @Option(
            names = "--bucket",
            paramLabel = "DIR|gs://NAME",
            defaultValue = "${env:CANONRY_BUCKET}",
            description = "The bucket to use instead of DATA/bucket (CANONRY_BUCKET).")
    private @Nullable String bucket;

    /// Everything in one folder.
    static Places in(Path data) {
        var places = new Places();
        places.data = data;
        return places;
    }

    /// The address of the database; null for the embedded one.
    @Nullable String database() {
        return isGiven(database) ? database : null;
    }

    Path data() throws IOException {
        return Files.createDirectories(data).toRealPath();
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(data().resolve(name));
    }

    /// Opens the bucket.
    ///
    /// @throws IOException when there is none by that name; the message says what to do
    Bucket openBucket() throws IOException {
        var location = isGiven(bucket) ? bucket : folder("bucket").toString();
        return switch (Buckets.open(String.valueOf(location))) {
            case OpenedBucket.Ready(var open) -> open;
            case OpenedBucket.Refused(var reason, var detail) -> throw new IOException(detail);
        };
    }

    private static boolean isGiven(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
