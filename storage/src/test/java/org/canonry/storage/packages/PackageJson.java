package org.canonry.storage.packages;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Takes `package.json` out of real tarballs, whether they are gzipped or not.
final class PackageJson {
    private PackageJson() {}

    static List<Path> tarballs(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tgz")).sorted().toList();
        }
    }

    /// The manifest of the root folder, or of the first folder that has one; empty when the file is no tarball.
    static Optional<byte[]> of(Path tarball) {
        try (var in = new BufferedInputStream(Files.newInputStream(tarball));
                var tar = new TarArchiveInputStream(unpacked(in))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (("/" + entry.getName()).endsWith("/package/package.json")) {
                    return Optional.of(tar.readAllBytes());
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(tarball.toString(), e);
        }
    }

    static Manifest manifest(Path tarball) {
        return (Manifest) Manifest.read(of(tarball).orElseThrow());
    }

    private static InputStream unpacked(BufferedInputStream in) throws IOException {
        in.mark(2);
        var isGzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return isGzip ? new GZIPInputStream(in) : in;
    }
}
