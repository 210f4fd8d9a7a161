package org.canonry.api.registry;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;

/// Tells one state of an answer from another. Source: RFC 9110, section 8.8.3.
///
/// @param text as a header has it, quotes included
record EntityTag(String text) {
    private static final int BYTES = 12;

    /// Of whatever tells states apart, such as a bucket's token: what that may hold is not known, and its digest fits a header.
    ///
    /// @param form which form of the state it is; empty for the state as it is
    static EntityTag of(String state, String form) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(state.getBytes(StandardCharsets.UTF_8));
            return new EntityTag('"' + HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES)) + form + '"');
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Whether the client has this state already: it sent its tag, or, where it sent none, a date that is not before the last change.
    boolean isHeldBy(HttpServletRequest request, Instant lastModified) {
        var condition = request.getHeader("If-None-Match");
        return condition == null ? !lastModified.truncatedTo(ChronoUnit.SECONDS).isAfter(since(request)) : isIn(condition);
    }

    private boolean isIn(String condition) {
        return Stream.of(condition.split(",")).map(String::strip).anyMatch(one -> one.equals("*") || one.equals(text) || one.equals("W/" + text));
    }

    private static Instant since(HttpServletRequest request) {
        try {
            var date = request.getDateHeader("If-Modified-Since");
            return date < 0 ? Instant.MIN : Instant.ofEpochMilli(date);
        } catch (IllegalArgumentException e) {
            // No date: as if it had not been sent (RFC 9110, section 13.1.3).
            return Instant.MIN;
        }
    }
}
