package org.canonry.storage.canonical;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Inflates a gzip file member by member and tells where in the file each begins, which the JDK's stream keeps to itself.
///
/// Not thread-safe. Source: RFC 1952.
final class GzipMembers implements AutoCloseable {
    private static final int BUFFER = 64 << 10;
    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;

    private final InputStream source;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int filled;
    private long consumed;
    private long memberOffset = -1;

    /// Over a gzip file from its start.
    GzipMembers(InputStream source) {
        this.source = source;
    }

    /// Moves to the next member. False at the end of the file; zero bytes of padding after the last member are passed over.
    ///
    /// @throws DamagedGzip when what follows is no gzip member
    boolean nextMember() throws IOException {
        var first = read();
        while (first == 0 && memberOffset >= 0) {
            first = read();
        }
        if (first < 0) {
            return false;
        }
        memberOffset = consumed - 1;
        header(first);
        inflater.reset();
        crc.reset();
        return true;
    }

    /// Where the member that is being read begins, in bytes of the file.
    long memberOffset() {
        return memberOffset;
    }

    /// Bytes of the file that were consumed: after a member's end, where the next begins.
    long position() {
        return consumed;
    }

    /// Inflates up to `length` bytes of the member into `target`. -1 when the member is complete, and its checksum right.
    int read(byte[] target, int offset, int length) throws IOException {
        try {
            while (true) {
                var inflated = inflater.inflate(target, offset, length);
                if (inflated > 0) {
                    crc.update(target, offset, inflated);
                    return inflated;
                }
                if (inflater.finished()) {
                    trailer();
                    return -1;
                }
                if (inflater.needsDictionary()) {
                    throw new DamagedGzip("a gzip member asks for a dictionary");
                }
                feed();
            }
        } catch (DataFormatException e) {
            throw new DamagedGzip("the compressed data is damaged: " + e.getMessage());
        }
    }

    private void feed() throws IOException {
        if (next == filled && !fill()) {
            throw new DamagedGzip("the gzip file ends inside a member");
        }
        inflater.setInput(buffer, next, filled - next);
        consumed += filled - next;
        next = filled;
    }

    private void trailer() throws IOException {
        var unread = inflater.getRemaining();
        next = filled - unread;
        consumed -= unread;
        var checksum = littleEndian(4);
        littleEndian(4);
        if (checksum != crc.getValue()) {
            throw new DamagedGzip("the checksum of a gzip member is wrong");
        }
    }

    private void header(int first) throws IOException {
        if (first != 0x1f || require() != 0x8b || require() != 8) {
            throw new DamagedGzip("not a gzip member at byte " + memberOffset);
        }
        var flags = require();
        skip(6);
        if ((flags & FEXTRA) != 0) {
            skip(littleEndian(2));
        }
        if ((flags & FNAME) != 0) {
            skipText();
        }
        if ((flags & FCOMMENT) != 0) {
            skipText();
        }
        if ((flags & FHCRC) != 0) {
            skip(2);
        }
    }

    private long littleEndian(int bytes) throws IOException {
        var value = 0L;
        for (var shift = 0; shift < bytes * 8; shift += 8) {
            value |= (long) require() << shift;
        }
        return value;
    }

    private void skip(long bytes) throws IOException {
        for (var left = bytes; left > 0; left--) {
            require();
        }
    }

    private void skipText() throws IOException {
        while (require() != 0) {
            // The name is of no use here.
        }
    }

    private int require() throws IOException {
        var value = read();
        if (value < 0) {
            throw new DamagedGzip("the gzip file ends inside a member's header or trailer");
        }
        return value;
    }

    private int read() throws IOException {
        if (next == filled && !fill()) {
            return -1;
        }
        consumed++;
        return buffer[next++] & 0xff;
    }

    private boolean fill() throws IOException {
        next = 0;
        filled = Math.max(0, source.read(buffer, 0, buffer.length));
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        source.close();
    }
}
