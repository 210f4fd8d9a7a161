package org.canonry.storage.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// A tar's bytes as they come out of gzip, counted against the limits while they come: a bomb is stopped on its way, and
/// not after it went off.
final class Meter extends FilterInputStream {
    private final Source source;
    private final Limits limits;
    private long count;
    private long headerEnd = Long.MAX_VALUE;
    private boolean ended;

    Meter(InputStream gunzipped, Source source, Limits limits) {
        super(gunzipped);
        this.source = source;
        this.limits = limits;
    }

    long count() {
        return count;
    }

    /// Whether somebody asked for more than there is.
    boolean ended() {
        return ended;
    }

    /// From here on come headers, which the tar reader holds in memory, however long they say they are.
    void headerBegins() {
        headerEnd = count + limits.of(Limit.ARCHIVE_HEADER_BYTES);
    }

    /// From here on come the bytes of a file.
    void headerEnds() {
        headerEnd = Long.MAX_VALUE;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        ended |= read < 0;
        add(Math.max(read, 0));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = in.skip(bytes);
        add(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void add(long bytes) throws Refusal {
        count += bytes;
        if (count > limits.of(Limit.ARCHIVE_TOTAL_BYTES)) {
            throw new Refusal(TarballProblem.TOTAL_TOO_LARGE, "it unpacks to more than %s: split the package"
                    .formatted(limits.describe(Limit.ARCHIVE_TOTAL_BYTES)));
        }
        if (count > headerEnd) {
            throw new Refusal(TarballProblem.HEADER_TOO_LARGE, "one entry's headers are longer than %s: pack with plain ones"
                    .formatted(limits.describe(Limit.ARCHIVE_HEADER_BYTES)));
        }
        refuseRatio();
    }

    /// Real packages stay below 30; zeros reach 1,030. Small files pass whatever they are, since they harm nobody.
    private void refuseRatio() throws Refusal {
        boolean large = count > limits.of(Limit.ARCHIVE_COMPRESSION_FLOOR_BYTES);
        if (large && count / limits.of(Limit.ARCHIVE_COMPRESSION_RATIO) > source.count()) {
            var allowed = limits.describe(Limit.ARCHIVE_COMPRESSION_RATIO);
            throw new Refusal(TarballProblem.COMPRESSION_RATIO, "%d bytes unpack to %d, more than %s allows: pack it anew"
                    .formatted(source.count(), count, allowed));
        }
    }
}
