package org.canonry.storage.bucket;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.canonry.storage.Seed;

/// A bucket that fails now and then: before an operation took effect, after it did, or in the middle of being read.
///
/// What it fails with is always an [Injected], so a test can tell it from a real fault. One seed and one thread give the
/// same faults in the same order. It obeys the contract of [Bucket] for whoever takes an `IOException` at its word: the
/// object is as it was, or wholly the new one. Safe for many threads.
public final class FlakyBucket implements Bucket {
    private final Bucket delegate;
    private final Random random;
    private final AtomicLong faults = new AtomicLong();
    private volatile double rate = 0.2;

    /// @param delegate what does the work; closed with this bucket
    /// @param seed where the faults come from
    public FlakyBucket(Bucket delegate, Seed seed) {
        this.delegate = delegate;
        this.random = seed.random();
    }

    /// Fails with this probability from now on: 0 is never, 1 always. At first it is 0.2.
    public FlakyBucket withRate(double probability) {
        rate = probability;
        return this;
    }

    /// How often it failed so far.
    public long faults() {
        return faults.get();
    }

    @Override
    public Optional<ObjectInfo> stat(Key key) throws IOException {
        return perhaps("stat " + key, () -> delegate.stat(key));
    }

    @Override
    public Optional<BucketObject> read(Key key) throws IOException {
        var object = before("read " + key, () -> delegate.read(key));
        return object.map(whole -> strikes() ? torn(whole) : whole);
    }

    @Override
    public byte[] readRange(Key key, long offset, int length) throws IOException {
        return perhaps("readRange " + key, () -> delegate.readRange(key, offset, length));
    }

    @Override
    public ObjectInfo put(Key key, Content content) throws IOException {
        return perhaps("put " + key, () -> delegate.put(key, content));
    }

    @Override
    public Optional<ObjectInfo> putIfAbsent(Key key, Content content) throws IOException {
        return perhaps("putIfAbsent " + key, () -> delegate.putIfAbsent(key, content));
    }

    @Override
    public Optional<ObjectInfo> putIfUnchanged(Key key, Content content, Generation expected) throws IOException {
        return perhaps("putIfUnchanged " + key, () -> delegate.putIfUnchanged(key, content, expected));
    }

    @Override
    public Optional<ObjectInfo> copyIfAbsent(Key from, Key to) throws IOException {
        return perhaps("copyIfAbsent " + from + " " + to, () -> delegate.copyIfAbsent(from, to));
    }

    @Override
    public boolean delete(Key key) throws IOException {
        return perhaps("delete " + key, () -> delegate.delete(key));
    }

    @Override
    public Stream<ObjectInfo> list(String prefix) throws IOException {
        return before("list " + prefix, () -> delegate.list(prefix));
    }

    @Override
    public void close() throws IOException {
        delegate.close();
    }

    /// A fault that was made on purpose.
    public static final class Injected extends IOException {
        private final Moment moment;

        private Injected(Moment moment, String operation) {
            super("injected %s %s".formatted(moment, operation));
            this.moment = moment;
        }

        /// When it struck.
        public Moment moment() {
            return moment;
        }
    }

    /// When a fault strikes, seen from the operation's effect.
    public enum Moment {
        BEFORE,
        AFTER,
        WHILE_READING,
    }

    private <T> T perhaps(String what, Operation<T> operation) throws IOException {
        var result = before(what, operation);
        if (strikes()) {
            throw fault(Moment.AFTER, what);
        }
        return result;
    }

    private <T> T before(String what, Operation<T> operation) throws IOException {
        if (strikes()) {
            throw fault(Moment.BEFORE, what);
        }
        return operation.run();
    }

    private boolean strikes() {
        return random.nextDouble() < rate;
    }

    private Injected fault(Moment moment, String what) {
        faults.incrementAndGet();
        return new Injected(moment, what);
    }

    private BucketObject torn(BucketObject whole) {
        long most = random.nextLong(whole.info().sizeBytes() + 1);
        return new BucketObject(whole.info(), new TornStream(whole.stream(), most));
    }

    private interface Operation<T> {
        T run() throws IOException;
    }

    /// Gives some bytes and then breaks off.
    private final class TornStream extends FilterInputStream {
        private long left;

        private TornStream(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                throw fault(Moment.WHILE_READING, "an object");
            }
            int read = super.read(bytes, offset, Math.toIntExact(Math.min(left, length)));
            left -= Math.max(read, 0);
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            return Math.max(0, read(new byte[Math.toIntExact(Math.min(bytes, 8_192))]));
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
