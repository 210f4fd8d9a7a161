package org.canonry.storage.bucket;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.canonry.storage.bucket.InvalidKey.Reason;
import org.canonry.storage.limits.Limit;

/// The name of an object in a bucket, such as `pkgs/a/-/a-1.0.0.tgz`: segments between slashes.
///
/// A segment is not empty, not `.` or `..`, and has no backslash and no control character; the whole is at most
/// [Limit#KEY_BYTES] long in UTF-8. So no key names anything outside its bucket, whatever a caller was handed.
/// Immutable. Keys are ordered by code points, which is the order of their UTF-8 bytes and that of cloud buckets.
///
/// @param text the key as written, without a leading or trailing slash
public record Key(String text) implements Comparable<Key> {
    /// @throws InvalidKey when `text` is not a key
    public Key {
        refuseLength(text);
        text.codePoints().forEach(point -> refuseCharacter(text, point));
        for (String segment : text.split("/", -1)) {
            refuseSegment(text, segment);
        }
    }

    /// The key written as `text`.
    ///
    /// @throws InvalidKey when `text` is not a key
    public static Key of(String text) {
        return new Key(text);
    }

    /// The parts between the slashes, at least one.
    public List<String> segments() {
        return List.of(text.split("/", -1));
    }

    @Override
    public int compareTo(Key other) {
        return compare(text, other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    /// Compares by code points. `String.compareTo` would put a pair of surrogates before U+E000.
    static int compare(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int i = 0; i < shorter; i++) {
            if (left.charAt(i) != right.charAt(i)) {
                return compare(left.charAt(i), right.charAt(i));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static int compare(char left, char right) {
        if (Character.isSurrogate(left) == Character.isSurrogate(right)) {
            return Character.compare(left, right);
        }
        return Character.isSurrogate(left) ? 1 : -1;
    }

    private static void refuseLength(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Limit.KEY_BYTES.defaultValue()) {
            throw new InvalidKey(Reason.TOO_LONG, text, "a key has at most %s bytes (%s), this one has %d"
                    .formatted(Limit.KEY_BYTES.defaultValue(), Limit.KEY_BYTES.label(), bytes));
        }
    }

    /// A backslash is a separator elsewhere, and NUL ends a name in C: both would make two keys of one.
    private static void refuseCharacter(String text, int point) {
        boolean loneSurrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        if (point == '\\' || Character.isISOControl(point) || loneSurrogate) {
            throw new InvalidKey(Reason.CHARACTER, text, "a key must not contain U+%04X".formatted(point));
        }
    }

    /// `..` would climb out of the bucket; an empty segment or `.` would give one object several keys.
    private static void refuseSegment(String text, String segment) {
        if (segment.isEmpty()) {
            throw new InvalidKey(Reason.EMPTY_SEGMENT, text, "a key has something before, after and between slashes");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw new InvalidKey(Reason.DOTS, text, "a key must not contain the segment " + segment);
        }
    }
}
