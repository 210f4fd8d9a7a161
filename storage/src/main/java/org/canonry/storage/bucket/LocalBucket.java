package org.canonry.storage.bucket;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.canonry.storage.bucket.LocalPaths.Place;

/// A bucket in a folder of a POSIX file system that has hard links.
///
/// An object is a file, named as [LocalName] says. Files are never changed, only replaced: a write goes to a hidden file,
/// reaches the disk, and gets the object's name by rename, or by hard link where the name must be new. So a reader keeps
/// the bytes it began with, and two objects may share a file after [#copyIfAbsent]. Another program that writes into
/// files in place breaks that.
///
/// Any number of threads, instances and processes may share the root. Empty folders stay when their last object goes.
public final class LocalBucket implements Bucket {
    /// How often a read begins anew when the object is overwritten in the instant of opening it.
    private static final int READ_ATTEMPTS = 1_000;

    private final LocalPaths paths;

    private LocalBucket(LocalPaths paths) {
        this.paths = paths;
    }

    /// Opens the bucket in the folder `root`, which is made when it is not there, and clears what crashed writers left.
    /// Writes nothing else until the first object is written, so a folder that may only be read opens too.
    public static LocalBucket open(Path root) throws IOException {
        Durable.makeFolders(root);
        var paths = new LocalPaths(root.toRealPath());
        var scratch = paths.hidden("scratch");
        // A link there would have the sweep delete somebody else's files.
        if (paths.isOwnFolder(scratch)) {
            Scratch.sweep(scratch, Instant.now());
        }
        return new LocalBucket(paths);
    }

    @Override
    public Optional<ObjectInfo> stat(Key key) throws IOException {
        return paths.stat(paths.place(key));
    }

    @Override
    public Optional<BucketObject> read(Key key) throws IOException {
        var place = paths.place(key);
        for (int attempt = 0; attempt < READ_ATTEMPTS; attempt++) {
            var before = paths.stat(place);
            if (before.isEmpty()) {
                return Optional.empty();
            }
            var object = openIfStill(place, before.get());
            if (object.isPresent()) {
                return object;
            }
        }
        throw new IOException("%s was overwritten %d times while being opened".formatted(key, READ_ATTEMPTS));
    }

    @Override
    public byte[] readRange(Key key, long offset, int length) throws IOException {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("negative range: %d+%d".formatted(offset, length));
        }
        var place = paths.place(key);
        if (paths.attributes(place).isEmpty()) {
            throw new NoSuchFileException(key.text());
        }
        try (var channel = open(place)) {
            return readFully(channel, key, offset, length);
        }
    }

    @Override
    public ObjectInfo put(Key key, Content content) throws IOException {
        var place = target(key);
        try (var scratch = scratch(content);
                var _ = lock(key)) {
            return replace(place, scratch);
        }
    }

    @Override
    public Optional<ObjectInfo> putIfAbsent(Key key, Content content) throws IOException {
        var place = target(key);
        if (paths.attributes(place).isPresent()) {
            Durable.names(place.folder());
            return Optional.empty();
        }
        try (var scratch = scratch(content)) {
            var attributes = scratch.stamp(Optional.empty());
            return link(place, scratch.file()) ? Optional.of(paths.info(key, attributes)) : Optional.empty();
        }
    }

    @Override
    public Optional<ObjectInfo> putIfUnchanged(Key key, Content content, Generation expected) throws IOException {
        var place = target(key);
        if (!isStill(place, expected)) {
            return Optional.empty();
        }
        try (var scratch = scratch(content);
                var _ = lock(key)) {
            return isStill(place, expected) ? Optional.of(replace(place, scratch)) : Optional.empty();
        }
    }

    @Override
    public Optional<ObjectInfo> copyIfAbsent(Key from, Key to) throws IOException {
        var source = paths.place(from);
        var place = target(to);
        try (var _ = lock(to)) {
            if (paths.attributes(source).isEmpty()) {
                throw new NoSuchFileException(from.text());
            }
            return link(place, source.path()) ? paths.stat(place) : Optional.empty();
        }
    }

    @Override
    public boolean delete(Key key) throws IOException {
        var place = paths.place(key);
        if (paths.attributes(place).isEmpty()) {
            return false;
        }
        try (var _ = lock(key)) {
            boolean was = paths.attributes(place).isPresent() && Files.deleteIfExists(place.path());
            Durable.names(place.folder());
            return was;
        }
    }

    @Override
    public Stream<ObjectInfo> list(String prefix) throws IOException {
        return StreamSupport.stream(LocalListing.of(paths, prefix), false);
    }

    /// Nothing is held open between calls.
    @Override
    public void close() {}

    @Override
    public String toString() {
        return paths.root().toString();
    }

    private Place target(Key key) throws IOException {
        var place = paths.place(key);
        paths.prepare(place);
        return place;
    }

    private Scratch scratch(Content content) throws IOException {
        return Scratch.write(paths.hidden("scratch"), content);
    }

    private KeyLock lock(Key key) throws IOException {
        return KeyLock.hold(paths.hidden("locks"), key);
    }

    private boolean isStill(Place place, Generation expected) throws IOException {
        return paths.stat(place).filter(now -> now.generation().equals(expected)).isPresent();
    }

    /// With the key's lock held.
    private ObjectInfo replace(Place place, Scratch scratch) throws IOException {
        var attributes = scratch.stamp(paths.attributes(place));
        Files.move(scratch.file(), place.path(), StandardCopyOption.ATOMIC_MOVE);
        Durable.names(place.folder());
        return paths.info(place.key(), attributes);
    }

    /// A hard link is the one way to give a name that fails when the name is taken: no lock, and no process can forget it.
    ///
    /// The names are made durable in either case. Who is told that the object is there builds on it, and another's link
    /// that a crash could still undo must not be built on.
    private static boolean link(Place place, Path existing) throws IOException {
        boolean isNew = linkIfAbsent(place.path(), existing);
        Durable.names(place.folder());
        return isNew;
    }

    private static boolean linkIfAbsent(Path path, Path existing) throws IOException {
        try {
            Files.createLink(path, existing);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /// Opens the file and looks again: what was opened is what was looked at before only if nothing changed in between.
    private Optional<BucketObject> openIfStill(Place place, ObjectInfo before) throws IOException {
        FileChannel channel;
        try {
            channel = open(place);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        var object = new BucketObject(before, Channels.newInputStream(channel));
        try {
            return isStill(place, before.generation()) ? Optional.of(object) : closed(object);
        } catch (IOException e) {
            object.close();
            throw e;
        }
    }

    private static Optional<BucketObject> closed(BucketObject object) throws IOException {
        object.close();
        return Optional.empty();
    }

    private static FileChannel open(Place place) throws IOException {
        return FileChannel.open(place.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    /// The length is compared first: a range comes from a stranger, and must not allocate what is not there.
    private static byte[] readFully(FileChannel channel, Key key, long offset, int length) throws IOException {
        if (offset > channel.size() - length) {
            throw new EOFException("%s ends at %d, before %d+%d".formatted(key, channel.size(), offset, length));
        }
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException("%s ended at %d while being read".formatted(key, offset + bytes.position()));
            }
        }
        return bytes.array();
    }
}
