package org.canonry.storage.bucket;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.stream.Stream;

/// Objects under keys. Safe for many threads, and for many processes that open the same place.
///
/// Every write is atomic and durable: when it returns, the object outlives a crash; when it throws an `IOException`, the
/// object is as it was or wholly the new one, never a part. No reader ever sees a part either.
///
/// A bucket may refuse keys that its medium cannot hold, with [InvalidKey], in any operation. An object and a "folder"
/// of the same name live side by side (`pkgs/a` and `pkgs/a/1.0.0`), except that a bucket on disk refuses this for the
/// first segment.
public interface Bucket extends Closeable {
    /// What is known of the object; empty when there is none.
    Optional<ObjectInfo> stat(Key key) throws IOException;

    /// Opens the object; empty when there is none. The caller closes it.
    Optional<BucketObject> read(Key key) throws IOException;

    /// All bytes of an object; empty when there is none.
    ///
    /// @param maxBytes the most that the caller wants in memory
    /// @throws ObjectTooLarge when it is longer; nothing is read then
    default Optional<byte[]> readAll(Key key, int maxBytes) throws IOException {
        var object = read(key);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        try (var open = object.get()) {
            return Optional.of(wholeOf(open, maxBytes));
        }
    }

    /// Exactly `length` bytes from `offset` on.
    ///
    /// @throws EOFException when the object ends before that
    /// @throws NoSuchFileException when there is no object
    /// @throws IllegalArgumentException when `offset` or `length` is negative
    byte[] readRange(Key key, long offset, int length) throws IOException;

    /// Writes the object, in place of one that may be there.
    ObjectInfo put(Key key, Content content) throws IOException;

    /// Writes the object only when there is none: of any number of writers exactly one gets its [ObjectInfo] back.
    /// Empty, and nothing is written, when the object exists.
    ///
    /// After an `IOException` the caller may have been that one: it reads, or tries again, to know.
    Optional<ObjectInfo> putIfAbsent(Key key, Content content) throws IOException;

    /// Writes the object only when it is still the one that `expected` was taken of.
    /// Empty, and nothing is written, when it was overwritten or deleted since.
    Optional<ObjectInfo> putIfUnchanged(Key key, Content content, Generation expected) throws IOException;

    /// Puts the object `from` also under `to`, as by [#putIfAbsent], without moving its bytes where the medium can.
    ///
    /// @throws NoSuchFileException when there is no object `from`
    Optional<ObjectInfo> copyIfAbsent(Key from, Key to) throws IOException;

    /// Removes the object. False when there was none.
    boolean delete(Key key) throws IOException;

    /// The objects whose keys start with `prefix`, in key order ([Key#compareTo], that is by UTF-8 bytes).
    ///
    /// `prefix` is a string, not a folder: `a` finds `ab` and `a/b`. Folders are read as the stream gets to them, so a list
    /// of what others write meanwhile is not one moment's picture: an object that is there all along is listed once, one
    /// that comes or goes may be. The stream throws `UncheckedIOException`. To be closed.
    Stream<ObjectInfo> list(String prefix) throws IOException;

    private static byte[] wholeOf(BucketObject object, int maxBytes) throws IOException {
        if (object.info().sizeBytes() > maxBytes) {
            throw new ObjectTooLarge(object.info(), maxBytes);
        }
        return object.stream().readAllBytes();
    }
}
