package org.canonry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.canonry.storage.archive.PackedFolder;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.registry.Unpublished;

/// A package that somebody has on disk: a tarball, or a folder.
final class PackageOnDisk {
    private static final String MANIFEST = "package.json";

    private PackageOnDisk() {}

    /// Reads a tarball, a folder with a package.json or with `package/package.json`, or what the IG Publisher puts out: a folder with a
    /// `package.tgz`, itself or in its `output`.
    ///
    /// @throws IOException when there is no package; the message says what to do
    static Unpublished.Read read(Path path, Limits limits) throws IOException {
        var tarball = Files.isDirectory(path) ? tarballIn(path) : Optional.of(path);
        return tarball.isPresent() ? readTarball(tarball.get(), limits) : readFolder(path, limits);
    }

    private static Optional<Path> tarballIn(Path folder) {
        return Stream.of("package.tgz", "output/package.tgz").map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }

    private static Unpublished.Read readFolder(Path folder, Limits limits) throws IOException {
        var root = Stream.of(folder.resolve("package"), folder)
                .filter(candidate -> Files.isRegularFile(candidate.resolve(MANIFEST)))
                .findFirst()
                .orElseThrow(() -> new IOException("%s has no package.json, no package/package.json and no package.tgz: name the folder of a package"
                        .formatted(folder)));
        var packed = Files.createTempFile("canonry-", ".tgz");
        try {
            PackedFolder.pack(root, packed, limits);
            return readTarball(packed, folder, limits);
        } finally {
            Files.deleteIfExists(packed);
        }
    }

    private static Unpublished.Read readTarball(Path tarball, Limits limits) throws IOException {
        return readTarball(tarball, tarball, limits);
    }

    /// @param named what people know it by
    private static Unpublished.Read readTarball(Path tarball, Path named, Limits limits) throws IOException {
        return switch (Unpublished.read(Content.of(tarball), limits)) {
            case Unpublished.Read read -> read;
            case Unpublished.Refused(var reason, var detail) -> throw new IOException("%s: %s (%s)".formatted(named, detail, reason));
        };
    }
}
