package org.canonry.storage.database;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/// Writes values in the text format of COPY into one buffer that is used again and again.
///
/// PostgreSQL documentation, "COPY", "Text Format": tabs between columns, a line feed after a row, `\N` for null, and a
/// backslash before what would be taken for one of these. No value is turned into bytes of its own on the way.
///
/// PostgreSQL's text cannot hold U+0000, nor UTF-8 a lone surrogate: each is written as U+FFFD.
///
/// Not thread-safe.
final class CopyWriter {
    private static final char REPLACEMENT = '\uFFFD';
    /// The most that is written between two looks at the room left: a long number, or one character with its backslashes.
    private static final int STEP = 32;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final byte[] ESCAPES = escapes();
    private static final boolean[] IS_PLAIN = plainCharacters();
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private final byte[] buffer;
    private final Sink sink;
    private int length;

    CopyWriter(int bufferBytes, Sink sink) {
        this.buffer = new byte[Math.max(bufferBytes, 2 * STEP)];
        this.sink = sink;
    }

    void separator() {
        put('\t');
    }

    void endRow() {
        put('\n');
    }

    void nothing() {
        room();
        buffer[length++] = '\\';
        buffer[length++] = 'N';
    }

    void flag(boolean value) {
        put(value ? 't' : 'f');
    }

    void number(long value) {
        room();
        var left = value;
        if (left < 0) {
            buffer[length++] = '-';
        }
        var digits = digits(left);
        for (var at = length + digits - 1; at >= length; at--) {
            buffer[at] = (byte) ('0' + Math.abs(left % 10));
            left /= 10;
        }
        length += digits;
    }

    void text(String value) {
        characters(value, false);
    }

    /// As hexadecimal, PostgreSQL documentation, "bytea Hex Format"; its backslash wants one more here.
    void bytes(byte[] value) {
        ascii("\\\\x");
        for (var b : value) {
            room();
            buffer[length++] = HEX[(b >> 4) & 0xF];
            buffer[length++] = HEX[b & 0xF];
        }
    }

    /// As an array literal whose elements are all quoted, so that no element looks like `NULL` or like structure.
    void texts(List<String> values) {
        put('{');
        for (var i = 0; i < values.size(); i++) {
            ascii(i == 0 ? "\"" : ",\"");
            characters(Objects.requireNonNull(values.get(i)), true);
            put('"');
        }
        put('}');
    }

    /// To the microsecond, which is what PostgreSQL keeps; before year 1 and after year 9999 it is an infinity.
    void instant(Instant value) {
        if (value.isBefore(FIRST)) {
            ascii("-infinity");
        } else if (value.isAfter(LAST)) {
            ascii("infinity");
        } else {
            ascii(value.truncatedTo(ChronoUnit.MICROS).toString());
        }
    }

    /// Hands what is in the buffer to the sink.
    void flush() {
        if (length > 0) {
            sink.write(buffer, length);
            length = 0;
        }
    }

    private void characters(String value, boolean inArray) {
        for (var i = plain(value); i < value.length(); i++) {
            room();
            var c = value.charAt(i);
            if (c < 0x80) {
                character(c, inArray);
            } else if (!Character.isSurrogate(c)) {
                beyondAscii(c);
            } else if (isPair(value, i)) {
                supplementary(Character.toCodePoint(c, value.charAt(++i)));
            } else {
                beyondAscii(REPLACEMENT);
            }
        }
    }

    /// Copies the characters up to the first that needs care, since most texts have none. Returns how many.
    private int plain(String value) {
        room();
        var most = Math.min(value.length(), buffer.length - length);
        var at = 0;
        while (at < most && IS_PLAIN[Math.min(value.charAt(at), 0x80)]) {
            buffer[length++] = (byte) value.charAt(at++);
        }
        return at;
    }

    private static boolean isPair(String value, int at) {
        return Character.isHighSurrogate(value.charAt(at)) && at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1));
    }

    private void character(char c, boolean inArray) {
        if (c == 0) {
            beyondAscii(REPLACEMENT);
            return;
        }
        if (inArray && (c == '"' || c == '\\')) {
            // The array's own backslash, which COPY would otherwise take.
            buffer[length++] = '\\';
            buffer[length++] = '\\';
        }
        var escape = ESCAPES[c];
        if (escape != 0) {
            buffer[length++] = '\\';
        }
        buffer[length++] = escape == 0 ? (byte) c : escape;
    }

    private void beyondAscii(char c) {
        if (c < 0x800) {
            buffer[length++] = (byte) (0xC0 | (c >> 6));
        } else {
            buffer[length++] = (byte) (0xE0 | (c >> 12));
            buffer[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        }
        buffer[length++] = (byte) (0x80 | (c & 0x3F));
    }

    private void supplementary(int codePoint) {
        buffer[length++] = (byte) (0xF0 | (codePoint >> 18));
        buffer[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
        buffer[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        buffer[length++] = (byte) (0x80 | (codePoint & 0x3F));
    }

    private void ascii(String text) {
        for (var i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    private void put(char c) {
        room();
        buffer[length++] = (byte) c;
    }

    private void room() {
        if (length > buffer.length - STEP) {
            flush();
        }
    }

    private static int digits(long value) {
        var digits = 1;
        for (var left = value / 10; left != 0; left /= 10) {
            digits++;
        }
        return digits;
    }

    private static byte[] escapes() {
        var escapes = new byte[0x80];
        escapes['\b'] = 'b';
        escapes['\f'] = 'f';
        escapes['\n'] = 'n';
        escapes['\r'] = 'r';
        escapes['\t'] = 't';
        escapes[0x0B] = 'v';
        escapes['\\'] = '\\';
        return escapes;
    }

    /// Those that stand for themselves, in an array as well; the last place is for all that are not ASCII.
    private static boolean[] plainCharacters() {
        var plain = new boolean[0x81];
        for (var c = 1; c < 0x80; c++) {
            plain[c] = ESCAPES[c] == 0 && c != '"';
        }
        return plain;
    }

    /// Takes the first `length` bytes of a buffer that is overwritten afterwards.
    @FunctionalInterface
    interface Sink {
        void write(byte[] buffer, int length);
    }
}
