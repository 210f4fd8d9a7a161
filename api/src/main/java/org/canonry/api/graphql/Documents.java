package org.canonry.api.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// Finds the document that a question names by its hash: one that a client has registered, or one of a list that are the only ones answered.
///
/// A client sends the hash alone; told that there is no such document, it sends both, and from then on the hash will do. Only documents that were
/// answered are kept. Thread-safe.
/// Source: Apollo, "Automatic Persisted Queries"; GraphQL over HTTP, "Persisted Documents".
final class Documents {
    private static final String PERSISTED = "persistedQuery";
    private static final String HASH = "sha256Hash";
    private static final String PREFIX = "sha256:";

    private final @Nullable TrustedDocuments trusted;
    private final Cache<String, String> registered;

    /// @param trusted the only documents that are answered; null for any
    Documents(Limits limits, @Nullable TrustedDocuments trusted) {
        this.trusted = trusted;
        this.registered = Caffeine.newBuilder()
                .maximumWeight(limits.of(Limit.GRAPHQL_PERSISTED_CHARACTERS))
                .weigher((String hash, String document) -> hash.length() + document.length())
                .build();
    }

    /// The text of the document that is asked.
    ///
    /// @throws Refused when there is none, or it is not answered here
    String text(Question.Put question) {
        if (trusted != null) {
            return trusted(question, trusted);
        }
        var document = question.query();
        if (question.extensions() == null && question.documentId() == null && document != null) {
            return document;
        }
        var hash = hash(question);
        if (document == null) {
            return registered(hash.orElseThrow(Documents::withoutDocument));
        }
        if (hash.isPresent() && !isHash(hash.get(), document)) {
            throw Refused.input("provided sha does not match query: the hash is the SHA-256 of the document's UTF-8 bytes, in lower-case hexadecimal");
        }
        return document;
    }

    /// Keeps a document that came with its hash and was answered.
    void answered(Question.Put question) {
        var document = question.query();
        if (trusted == null && document != null && question.extensions() != null) {
            hash(question).ifPresent(hash -> registered.put(hash, document));
        }
    }

    private String registered(String hash) {
        var document = registered.getIfPresent(hash);
        if (document == null) {
            // Clients look for these very words.
            throw new Refused(ErrorCode.PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound");
        }
        return document;
    }

    private static String trusted(Question.Put question, TrustedDocuments trusted) {
        var document = question.query();
        var found = document == null
                ? trusted.named(hash(question).orElseThrow(Documents::withoutDocument))
                : Optional.of(document).filter(trusted::contains);
        return found.orElseThrow(() -> new Refused(
                ErrorCode.DOCUMENT_NOT_TRUSTED, "this server answers only the documents of its list of trusted ones, and this is none of them"));
    }

    private static Refused withoutDocument() {
        return Refused.input("there is no document: `query` is its text, `documentId` or `extensions.persistedQuery` its hash");
    }

    /// The name that is given, without the word for its kind.
    private static Optional<String> hash(Question.Put question) {
        var name = question.documentId();
        return name == null ? persisted(question.extensions()) : Optional.of(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name);
    }

    private static Optional<String> persisted(@Nullable Map<String, Object> extensions) {
        if (extensions == null || !(extensions.get(PERSISTED) instanceof Map<?, ?> persisted)) {
            return Optional.empty();
        }
        if (!(persisted.get("version") instanceof Integer version && version == 1 && persisted.get(HASH) instanceof String hash)) {
            throw Refused.input("`extensions.persistedQuery` has `version`, which is 1, and `sha256Hash`, which is text");
        }
        return Optional.of(hash);
    }

    /// Half a surrogate pair has no bytes in UTF-8, and is hashed like a question mark: what has one would stand under the hash of another document.
    private static boolean isHash(String hash, String document) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(document) && hash.equals(sha256(document));
    }

    /// In lower-case hexadecimal.
    static String sha256(String document) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
