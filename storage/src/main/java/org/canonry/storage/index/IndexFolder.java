package org.canonry.storage.index;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.canonry.storage.bucket.Bucket;

/// A folder on disk that holds the files of a snapshot under the names that Lucene knows them by. For one process.
public final class IndexFolder {
    private final Path folder;

    /// What was checked since this object was made, by name.
    private final Map<String, IndexFile> checked = new HashMap<>();

    /// @param folder made when it is not there
    public IndexFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /// The folder itself.
    public Path path() {
        return folder;
    }

    /// Makes the folder hold exactly these files: what is there and right stays, what is missing or wrong is fetched, anything else goes.
    ///
    /// Every byte is checked against its digest, since Lucene looks only at its metadata when it opens a file.
    ///
    /// @throws UnreadableSnapshot when the bucket lacks a file or holds other bytes
    public void sync(Bucket bucket, Collection<IndexFile> files) throws IOException {
        deleteAllBut(files);
        for (var file : files) {
            var target = folder.resolve(file.name());
            if (!file.equals(checked.get(file.name()))) {
                if (!holds(target, file)) {
                    fetch(bucket, file, target);
                }
                checked.put(file.name(), file);
            }
        }
    }

    private void deleteAllBut(Collection<IndexFile> files) throws IOException {
        var wanted = files.stream().map(IndexFile::name).collect(Collectors.toSet());
        try (var present = Files.list(folder)) {
            for (var file : present.toList()) {
                if (!wanted.contains(file.getFileName().toString())) {
                    Files.delete(file);
                    checked.remove(file.getFileName().toString());
                }
            }
        }
    }

    private static boolean holds(Path path, IndexFile file) throws IOException {
        return Files.isRegularFile(path) && Files.size(path) == file.sizeBytes() && sha256(path).equals(file.sha256());
    }

    private static void fetch(Bucket bucket, IndexFile file, Path target) throws IOException {
        var object = bucket.read(file.key())
                .orElseThrow(() -> new UnreadableSnapshot("the bucket lacks %s, which the snapshot needs: build the index again"
                        .formatted(file.key())));
        var part = target.resolveSibling(target.getFileName() + ".part");
        try (object;
                var hashed = new DigestInputStream(object.stream(), digest())) {
            Files.copy(hashed, part, StandardCopyOption.REPLACE_EXISTING);
            if (!HexFormat.of().formatHex(hashed.getMessageDigest().digest()).equals(file.sha256())) {
                throw new UnreadableSnapshot("%s in the bucket is damaged: build the index again".formatted(file.key()));
            }
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /// What a file on disk is to be called in a manifest.
    public static IndexFile describe(Path file) {
        try {
            return new IndexFile(String.valueOf(file.getFileName()), sha256(file), Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(Path file) throws IOException {
        var digest = digest();
        try (InputStream in = Files.newInputStream(file)) {
            var buffer = new byte[256 << 10];
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
