package org.canonry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Buckets;
import org.canonry.storage.bucket.OpenedBucket;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where bucket and index are kept: options that all commands share, each also an environment variable.
class Places {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:CANONRY_DATA:-.canonry}",
            description = "Where the local bucket, the index and the embedded PostgreSQL are kept (default: ${DEFAULT-VALUE}; CANONRY_DATA).")
    private Path data = Path.of(".canonry");

    @Option(
            names = "--bucket",
            paramLabel = "DIR|gs://NAME",
            defaultValue = "${env:CANONRY_BUCKET}",
            description = "The bucket to use instead of DATA/bucket (CANONRY_BUCKET).")
    private @Nullable String bucket;

    Places() {}

    /// Everything in one folder.
    Places(Path data) {
        this.data = data;
    }

    Path data() throws IOException {
        return Files.createDirectories(data).toRealPath();
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(data().resolve(name));
    }

    /// Whether there is a bucket to open. Makes none, as [#openBucket] does.
    boolean hasBucket() {
        var location = location();
        return location.contains("://") || Files.exists(Path.of(location));
    }

    /// Which bucket is meant, in the words by which it was named.
    String location() {
        return bucket == null || bucket.isBlank() ? data.resolve("bucket").toString() : bucket;
    }

    /// Opens the bucket; a folder is made where there is none.
    ///
    /// @throws IOException when there is none by that name; the message says what to do
    Bucket openBucket() throws IOException {
        return switch (Buckets.open(location())) {
            case OpenedBucket.Ready(var open) -> open;
            case OpenedBucket.Refused(var reason, var detail) -> throw new IOException(detail);
        };
    }
}
