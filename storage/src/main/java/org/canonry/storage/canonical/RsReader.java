package org.canonry.storage.canonical;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// Walks the lines of an rs file as bytes, and knows where each line stands in the gzip file.
///
/// ```java
/// try (var lines = new RsReader(stream, limits)) {
///     while (lines.next()) { … lines.bytes(), lines.offset(), lines.length() … }
/// }
/// ```
///
/// Byte order marks, carriage returns and blank lines are passed over; blank lines count as lines all the same. Reads files of one gzip member
/// as well as of many. Not thread-safe.
public final class RsReader implements AutoCloseable {
    private static final int INITIAL = 256 << 10;

    private static final VarHandle EIGHT_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long NEWLINES = ONES * '\n';

    private final GzipMembers members;
    private final int longest;
    private final Room room;
    private byte[] buffer;
    private int start;
    private int end;
    private int filled;
    private boolean inMember;

    /// Uncompressed bytes of the file before `buffer[0]`.
    private long base;

    private long line;
    private int length;
    private boolean tooLong;
    private final Deque<MemberStart> starts = new ArrayDeque<>();

    /// Over a gzip file from its start. Lines longer than the limit `line_bytes` are passed over and reported by [#tooLong()].
    public RsReader(InputStream gzip, Limits limits) {
        this(gzip, limits, new Room());
    }

    /// As the other; for who reads one file after the other.
    public RsReader(InputStream gzip, Limits limits, Room room) {
        this.members = new GzipMembers(gzip);
        this.longest = limits.intOf(Limit.LINE_BYTES);
        this.room = room;
        this.buffer = room.bytes;
    }

    /// Moves to the next line that is not blank. False at the end.
    ///
    /// @throws DamagedGzip when the file is damaged from here on; the lines before stay valid
    /// @throws IOException when the file cannot be read on: trying again may help
    public boolean next() throws IOException {
        while (advance()) {
            if (tooLong || length() > 0) {
                return true;
            }
        }
        return false;
    }

    private boolean advance() throws IOException {
        start = end;
        tooLong = false;
        var scan = start;
        while (true) {
            scan = newline(scan);
            if (scan < filled) {
                return line(scan, scan + 1);
            }
            if (filled - start > longest) {
                return passOver();
            }
            scan -= makeRoom();
            if (!fill()) {
                return filled > start && line(filled, filled);
            }
        }
    }

    /// Where the next newline is, from `from` on; `filled` when there is none. Eight bytes at a time: compared bit by bit a newline becomes zero, and the first
    /// byte that lacks its highest bit and has it once one is taken away is a zero.
    private int newline(int from) {
        var at = from;
        while (at <= filled - Long.BYTES) {
            var other = (long) EIGHT_BYTES.get(buffer, at) ^ NEWLINES;
            var found = (other - ONES) & ~other & HIGH_BITS;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < filled && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    private boolean line(int stop, int next) {
        end = next;
        line++;
        trim(stop);
        return true;
    }

    private void trim(int stop) {
        var from = start;
        if (stop - from >= 3 && buffer[from] == (byte) 0xEF && buffer[from + 1] == (byte) 0xBB && buffer[from + 2] == (byte) 0xBF) {
            from += 3;
        }
        var to = stop;
        while (to > from && isSpace(buffer[to - 1])) {
            to--;
        }
        while (from < to && isSpace(buffer[from])) {
            from++;
        }
        start = from;
        length = to - from;
        tooLong = length > longest;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    /// A line beyond the limit is read to its end without being kept.
    private boolean passOver() throws IOException {
        tooLong = true;
        length = 0;
        line++;
        while (true) {
            var newline = newline(start);
            if (newline < filled) {
                start = newline + 1;
                end = start;
                return true;
            }
            base += filled;
            start = 0;
            filled = 0;
            if (!fill()) {
                end = 0;
                return true;
            }
        }
    }

    /// Makes room behind what is read: moves the line to the buffer's front, or doubles the buffer. Returns by how much the line moved.
    private int makeRoom() {
        if (filled < buffer.length) {
            return 0;
        }
        if (start == 0) {
            buffer = room.grown(longest + (long) INITIAL);
            return 0;
        }
        var moved = start;
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        base += moved;
        filled -= moved;
        start = 0;
        return moved;
    }

    private boolean fill() throws IOException {
        while (inMember || nextMember()) {
            var read = members.read(buffer, filled, buffer.length - filled);
            if (read > 0) {
                filled += read;
                return true;
            }
            inMember = false;
        }
        return false;
    }

    private boolean nextMember() throws IOException {
        inMember = members.nextMember();
        if (inMember) {
            starts.addLast(new MemberStart(base + filled, members.memberOffset()));
        }
        return inMember;
    }

    /// The line's number in the file, from 1.
    public long lineNumber() {
        return line;
    }

    /// Whether the line is longer than the limit; its bytes are then not kept.
    public boolean tooLong() {
        return tooLong;
    }

    /// The buffer that holds the line until [#next()] is called again.
    public byte[] bytes() {
        return buffer;
    }

    /// Where the line begins in [#bytes()].
    public int offset() {
        return start;
    }

    /// Bytes of the line, without its line end.
    public int length() {
        return length;
    }

    /// Where the line stands in the gzip file.
    public Location location() {
        var from = base + start;
        while (isPassed(from)) {
            starts.removeFirst();
        }
        var first = starts.getFirst();
        var compressed = endOf(from + length) - first.compressed;
        return new Location(first.compressed, compressed, from - first.uncompressed, length);
    }

    private boolean isPassed(long position) {
        var iterator = starts.iterator();
        iterator.next();
        return iterator.hasNext() && iterator.next().uncompressed <= position;
    }

    /// Where the compressed bytes end that give the text up to `position`: the next member's start, or what was consumed so far.
    private long endOf(long position) {
        for (var member : starts) {
            if (member.uncompressed >= position) {
                return member.compressed;
            }
        }
        return members.position();
    }

    @Override
    public void close() throws IOException {
        members.close();
    }

    /// Room for the longest line of the files that were read with it. For one reader at a time.
    public static final class Room {
        private byte[] bytes = new byte[INITIAL];

        private byte[] grown(long most) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(2L * bytes.length, most));
            return bytes;
        }
    }

    /// Where a member begins, in the inflated text and in the file.
    private record MemberStart(long uncompressed, long compressed) {}
}
