package org.canonry.api.registry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which bytes of a file a request wants. Source: RFC 9110, section 14.
sealed interface ByteRange {
    /// All of them: nothing else is asked for, or in a way that is passed over, such as several ranges at once.
    record Whole() implements ByteRange {}

    /// @param from offset of the first byte
    /// @param length at least 1
    record Part(long from, long length) implements ByteRange {}

    /// None of them is there.
    record Unsatisfiable() implements ByteRange {}

    /// Reads a `Range` header for a file of that size.
    static ByteRange of(@Nullable String header, long size) {
        var matcher = Syntax.ONE.matcher(header == null ? "" : header);
        return matcher.matches() ? read(matcher, size) : new Whole();
    }

    private static ByteRange read(Matcher matcher, long size) {
        var first = matcher.group(1);
        var last = matcher.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole() : suffix(Long.parseLong(last), size);
        }
        var from = Long.parseLong(first);
        var to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
        if (!last.isEmpty() && Long.parseLong(last) < from) {
            return new Whole();
        }
        return from >= size ? new Unsatisfiable() : new Part(from, to - from + 1);
    }

    private static ByteRange suffix(long length, long size) {
        return length == 0 || size == 0 ? new Unsatisfiable() : new Part(Math.max(0, size - length), Math.min(length, size));
    }

    /// Eighteen digits fit a long.
    final class Syntax {
        private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

        private Syntax() {}
    }
}
