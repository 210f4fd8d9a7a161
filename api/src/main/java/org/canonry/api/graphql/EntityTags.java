package org.canonry.api.graphql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.stream.Stream;
import org.canonry.api.registry.PublicUrl;
import org.canonry.storage.index.SnapshotManifest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/// Tells whether an answer by GET is still the same without answering: it follows from the state of the index, the program, and what was asked.
///
/// Tags are weak, since two answers that say the same may differ in the order of their bytes. Thread-safe.
///
/// @param program schema and version of the program
/// @param publicUrl that addresses in answers begin with
record EntityTags(String program, PublicUrl publicUrl) {
    private static final int LENGTH = 22;

    /// The tag of an answer, which begins with the lsn.
    ///
    /// @param index the state that answers
    /// @param document what is asked, whichever way it was named
    /// @param type of the answer
    String of(SnapshotManifest index, String document, Question.Put question, MediaType type) {
        var parts = Stream.of(
                program, publicUrl.of(""), index.digest(), String.valueOf(index.lsn()), String.valueOf(index.builtAt()), document,
                String.valueOf(question.operationName()), Question.JSON.writeValueAsString(question.variables()), type.toString());
        return "W/\"%d-%s\"".formatted(index.lsn(), hash(parts));
    }

    private static String hash(Stream<String> parts) {
        var digest = sha256();
        parts.map(part -> part.getBytes(StandardCharsets.UTF_8)).forEach(part -> {
            // Its length ahead of each: otherwise two questions could run together to the same bytes.
            digest.update(Integer.toString(part.length).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) ':');
            digest.update(part);
        });
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest()).substring(0, LENGTH);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Whether a client that has answers of these tags has this one. Source: RFC 9110, section 13.1.2.
    static boolean matches(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null && Stream.of(ifNoneMatch.split(",", -1))
                .map(String::strip)
                .anyMatch(known -> known.equals("*") || opaque(known).equals(opaque(tag)));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
