package org.canonry.storage.archive;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import org.canonry.storage.bucket.Content;

/// A tarball's bytes as they come, compressed. Counts them, and remembers when it was the reading that failed, so that a
/// bad disk is not taken for a bad package.
final class Source extends FilterInputStream {
    private final long sizeBytes;
    private long count;
    private boolean failed;

    Source(Content content) throws IOException {
        super(content.open());
        this.sizeBytes = content.sizeBytes();
    }

    long count() {
        return count;
    }

    boolean failed() {
        return failed;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return counted(in.read(bytes, offset, length));
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public long skip(long bytes) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(bytes, 8_192)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private int counted(int read) throws EOFException {
        count += Math.max(read, 0);
        if (read < 0 && count < sizeBytes) {
            throw new EOFException("the content ended after %d of its %d bytes".formatted(count, sizeBytes));
        }
        return read;
    }
}
