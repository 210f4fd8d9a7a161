package org.canonry.storage.bucket;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/// Keeps other threads and other processes from changing an object between a look at it and the change that hangs on the
/// look. Held until closed; keys share [#STRIPES] stripes, so that nobody holds two at once.
///
/// Processes are kept apart by a lock on a stripe's file. Such a lock belongs to the process, and closing any channel of
/// the file gives it up; so within a process a lock in memory lets one channel a file exist at a time, across all buckets
/// that were opened on the same root.
final class KeyLock implements Closeable {
    static final int STRIPES = 64;

    private static final ReentrantLock[] THREADS =
            IntStream.range(0, 1_024).mapToObj(any -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    private final ReentrantLock thread;
    private final FileChannel process;

    private KeyLock(ReentrantLock thread, FileChannel process) {
        this.thread = thread;
        this.process = process;
    }

    /// Waits for the lock on `key`, whose bucket keeps its locks in `folder`.
    static KeyLock hold(Path folder, Key key) throws IOException {
        int stripe = Math.floorMod(key.hashCode(), STRIPES);
        Durable.makeFolders(folder);
        var thread = THREADS[Math.floorMod(folder.hashCode() * 31 + stripe, THREADS.length)];
        thread.lock();
        try {
            return new KeyLock(thread, lockedFile(folder.resolve("stripe-" + stripe)));
        } catch (IOException | RuntimeException | Error e) {
            thread.unlock();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            process.close();
        } finally {
            thread.unlock();
        }
    }

    private static FileChannel lockedFile(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.lock();
            return channel;
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }
}
