package org.canonry.storage.bucket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Opens a bucket by the words that a person gave for it.
public final class Buckets {
    private Buckets() {}

    /// Opens the bucket at `location`: a folder, which is made when it is not there.
    ///
    /// @return the bucket, or why there is none and what to do
    /// @throws IOException when the folder cannot be made or read
    public static OpenedBucket open(String location) throws IOException {
        if (location.isBlank()) {
            return new OpenedBucket.Refused(OpenedBucket.Reason.EMPTY, "no bucket given: name a folder");
        }
        if (location.startsWith("gs://")) {
            return new OpenedBucket.Refused(OpenedBucket.Reason.GOOGLE_CLOUD_STORAGE, location
                    + ": Google Cloud Storage is not built in yet; use a folder");
        }
        if (location.contains("://")) {
            return new OpenedBucket.Refused(OpenedBucket.Reason.UNKNOWN_SCHEME, location
                    + ": a bucket is a folder; give its path, without a scheme");
        }
        return openFolder(location);
    }

    private static OpenedBucket openFolder(String location) throws IOException {
        try {
            var folder = Path.of(location);
            return Files.exists(folder) && !Files.isDirectory(folder)
                    ? notAFolder(location)
                    : new OpenedBucket.Ready(LocalBucket.open(folder));
        } catch (InvalidPathException e) {
            return notAFolder(location);
        }
    }

    private static OpenedBucket notAFolder(String location) {
        return new OpenedBucket.Refused(
                OpenedBucket.Reason.NOT_A_FOLDER, location + " is not a folder: name a folder, or a path where one can be made");
    }
}
