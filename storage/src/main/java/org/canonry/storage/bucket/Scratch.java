package org.canonry.storage.bucket;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// A file that is written whole, and on disk, before it gets an object's name. Removed on close, if it still has its own.
///
/// It lies in the bucket's hidden folder, hence in the same file system, where a name is given atomically.
final class Scratch implements Closeable {
    /// How long a writer may be silent before its file counts as left over from a crash.
    static final Duration LEFT_OVER = Duration.ofHours(1);

    private static final Pattern NAME = Pattern.compile("[0-9]+-[0-9a-f-]{36}");

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;

    private Scratch(Path file) {
        this.file = file;
    }

    /// Writes all of `content`, and returns once it is on disk.
    ///
    /// @throws IOException when it cannot be written, or is not as long as it said; no file stays then
    static Scratch write(Path folder, Content content) throws IOException {
        Durable.makeFolders(folder);
        // The name begins with the writer's process, for the person who finds one after a crash.
        var name = "%d-%s".formatted(ProcessHandle.current().pid(), UUID.randomUUID());
        var scratch = new Scratch(folder.resolve(name));
        try {
            scratch.fill(content);
            return scratch;
        } catch (IOException | RuntimeException | Error e) {
            scratch.close();
            throw e;
        }
    }

    /// Removes what crashed writers left in `folder`.
    static void sweep(Path folder, Instant now) throws IOException {
        try (var files = Files.newDirectoryStream(folder, file -> isLeftOver(file, now))) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Nobody has written here yet.
        }
    }

    Path file() {
        return file;
    }

    /// Sets the time of writing: now, but later than that of the file which this one replaces, whatever the clock says.
    BasicFileAttributes stamp(Optional<BasicFileAttributes> replaced) throws IOException {
        var now = Instant.now();
        var next = replaced.map(old -> old.lastModifiedTime().toInstant().plusNanos(1)).filter(now::isBefore);
        Files.setLastModifiedTime(file, FileTime.from(next.orElse(now)));
        return Files.readAttributes(file, BasicFileAttributes.class);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    private void fill(Content content) throws IOException {
        try (var out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                var in = content.open()) {
            copy(in, out, content.sizeBytes());
            out.force(true);
        }
    }

    /// Stops at the first byte too many: a stream without end must not fill the disk.
    private static void copy(InputStream in, FileChannel out, long sizeBytes) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        long written = 0;
        for (int read = in.read(buffer); read >= 0 && written <= sizeBytes; read = in.read(buffer)) {
            writeFully(out, ByteBuffer.wrap(buffer, 0, read));
            written += read;
        }
        if (written != sizeBytes) {
            throw new IOException("content gave %s%d bytes, and had said %d"
                    .formatted(written > sizeBytes ? "at least " : "", written, sizeBytes));
        }
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private static boolean isLeftOver(Path file, Instant now) throws IOException {
        try {
            return NAME.matcher(file.getFileName().toString()).matches()
                    && Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(LEFT_OVER));
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
