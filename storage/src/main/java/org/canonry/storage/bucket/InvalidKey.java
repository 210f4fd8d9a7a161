package org.canonry.storage.bucket;

/// A text that is no [Key], or a key that a bucket cannot hold.
public final class InvalidKey extends IllegalArgumentException {
    private final Reason reason;

    InvalidKey(Reason reason, String text, String detail) {
        super("%s: \"%s\"".formatted(detail, printable(text)));
        this.reason = reason;
    }

    /// Which rule was broken.
    public Reason reason() {
        return reason;
    }

    /// The rules of keys.
    public enum Reason {
        /// A control character, a backslash or half of a surrogate pair.
        CHARACTER,
        /// A segment `.` or `..`.
        DOTS,
        /// Nothing between two slashes, or before the first, or after the last.
        EMPTY_SEGMENT,
        /// Longer than `key_bytes`.
        TOO_LONG,
        /// One segment is longer than a file name may be (`key_name_bytes`); only a bucket on disk refuses it.
        NAME_TOO_LONG,
        /// The first segment is both a folder and an object; only a bucket on disk refuses it.
        TOP_LEVEL_TAKEN,
    }

    /// A key may come from a stranger and its refusal goes into a log: no control characters there, and no megabytes.
    private static String printable(String text) {
        var cut = text.length() > 200 ? text.substring(0, 200) + "…" : text;
        return cut.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    }
}
