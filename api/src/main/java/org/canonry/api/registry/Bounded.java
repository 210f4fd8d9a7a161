package org.canonry.api.registry;

import java.io.IOException;
import java.io.OutputStream;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// Ends a tarball that is too long.
final class Bounded extends OutputStream {
    private final OutputStream to;
    private long left;

    Bounded(OutputStream to, Limits limits) {
        this.to = to;
        this.left = limits.of(Limit.PUBLISH_TARBALL_BYTES);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        left -= length;
        if (left < 0) {
            throw new TooLong(Limit.PUBLISH_TARBALL_BYTES);
        }
        to.write(bytes, offset, length);
    }

    /// Thrown through what reads or writes, where the limit is met.
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        final Limit limit;

        TooLong(Limit limit) {
            super(limit.label());
            this.limit = limit;
        }
    }
}
