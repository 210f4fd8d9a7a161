package org.canonry.storage.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// The JSON files of a folder as a tarball, so that a package on disk is read through the same door as one that has travelled, and no check is
/// made twice or forgotten.
///
/// Links are not followed, since they may lead out of the folder; hidden folders and `node_modules` hold no package's files.
public final class PackedFolder {
    private static final Set<String> OTHERS = Set.of("node_modules");

    private PackedFolder() {}

    /// Packs a folder that has a package.json, under `archive_entries`, `archive_entry_bytes` and `archive_total_bytes`.
    ///
    /// @param target overwritten
    /// @throws IOException when a file cannot be read, or a limit is exceeded; the message names the limit
    public static void pack(Path folder, Path target, Limits limits) throws IOException {
        try (var gzip = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(target)));
                var tar = new TarArchiveOutputStream(gzip, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            Files.walkFileTree(folder, new Packing(folder, tar, limits));
        }
    }

    private static final class Packing extends SimpleFileVisitor<Path> {
        private final Path root;
        private final TarArchiveOutputStream tar;
        private final Limits limits;
        private long entries;
        private long bytes;

        Packing(Path root, TarArchiveOutputStream tar, Limits limits) {
            this.root = root;
            this.tar = tar;
            this.limits = limits;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            var name = String.valueOf(folder.getFileName());
            var isOther = !folder.equals(root) && (name.startsWith(".") || OTHERS.contains(name));
            return isOther ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile() && file.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
                require(attributes.size(), Limit.ARCHIVE_ENTRY_BYTES);
                require(++entries, Limit.ARCHIVE_ENTRIES);
                require(bytes += attributes.size(), Limit.ARCHIVE_TOTAL_BYTES);
                pack(file);
            }
            return FileVisitResult.CONTINUE;
        }

        private void require(long value, Limit limit) throws IOException {
            if (value > limits.of(limit)) {
                throw new IOException("%s holds more than %s: name the folder of one package".formatted(root, limits.describe(limit)));
            }
        }

        private void pack(Path file) throws IOException {
            var content = Files.readAllBytes(file);
            var entry = new TarArchiveEntry("package/" + root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/"));
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
    }
}
