package org.canonry.storage.bucket;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.canonry.storage.bucket.InvalidKey.Reason;
import org.canonry.storage.limits.Limit;

/// How one segment of a key is spelled as a file's or folder's name, and back. One spelling each way.
///
/// Folders below the first level end in `+`, so that the object `pkgs/a` (file `pkgs/a`) and the object `pkgs/a/1.0.0`
/// (file `pkgs/a+/1.0.0`) live side by side. Folders of the first level are plain, so that a bucket which another program
/// wrote as plain folders reads as it is. Percent-encoded, as `%2B`, are
///
/// - a `+` at the end, which would look like a folder's;
/// - a `.` at the start: hidden names belong to the bucket itself and to the system;
/// - `%`;
/// - whatever is not ASCII, since how that is spelled on disk depends on the locale of the process.
final class LocalName {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String FOLDER = "+";

    private LocalName() {}

    static String ofFile(String segment) {
        return refuseLong(encode(segment), segment);
    }

    static String ofFolder(String segment, int depth) {
        return depth == 0 ? ofFile(segment) : refuseLong(encode(segment) + FOLDER, segment);
    }

    /// Whether a name below the first level is a folder's.
    static boolean isFolder(String name) {
        return name.endsWith(FOLDER);
    }

    /// The segment that a file's name (or that of a folder of the first level) spells; empty when it is none of ours.
    static Optional<String> segmentOfFile(String name) {
        var segment = decode(name);
        return encode(segment).equals(name) ? Optional.of(segment) : Optional.empty();
    }

    /// The segment that the name of a folder below the first level spells; empty when it is none of ours.
    static Optional<String> segmentOfFolder(String name) {
        return segmentOfFile(name.substring(0, name.length() - FOLDER.length()));
    }

    private static String encode(String segment) {
        var bytes = segment.getBytes(StandardCharsets.UTF_8);
        var name = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            append(name, bytes[i], isPlain(bytes, i));
        }
        return name.toString();
    }

    private static boolean isPlain(byte[] bytes, int at) {
        return switch (bytes[at]) {
            case '%' -> false;
            case '.' -> at > 0;
            case '+' -> at < bytes.length - 1;
            default -> bytes[at] > 0;
        };
    }

    private static void append(StringBuilder name, byte octet, boolean plain) {
        if (plain) {
            name.append((char) octet);
        } else {
            name.append('%').append(HEX.toHexDigits(octet));
        }
    }

    private static String decode(String name) {
        var bytes = new ByteArrayOutputStream(name.length());
        for (int i = 0; i < name.length(); i++) {
            boolean encoded = isEncoded(name, i);
            bytes.write(encoded ? HexFormat.fromHexDigits(name, i + 1, i + 3) : name.charAt(i));
            i += encoded ? 2 : 0;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean isEncoded(String name, int at) {
        return name.charAt(at) == '%'
                && at + 2 < name.length()
                && HexFormat.isHexDigit(name.charAt(at + 1))
                && HexFormat.isHexDigit(name.charAt(at + 2));
    }

    private static String refuseLong(String name, String segment) {
        if (name.length() > Limit.KEY_NAME_BYTES.defaultValue()) {
            throw new InvalidKey(Reason.NAME_TOO_LONG, segment, "on disk a segment has at most %d bytes (%s), this one has %d"
                    .formatted(Limit.KEY_NAME_BYTES.defaultValue(), Limit.KEY_NAME_BYTES.label(), name.length()));
        }
        return name;
    }
}
