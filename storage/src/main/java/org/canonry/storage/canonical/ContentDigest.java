package org.canonry.storage.canonical;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// Hashes a resource property by property while it is parsed, from the bytes themselves.
///
/// The bulk is hashed once: the content hash is the definition hash and what is left out of that.
///
/// Not thread-safe; one a parser, for one resource after the other.
final class ContentDigest {
    private final MessageDigest sha256 = sha256();
    private final ByteArrayOutputStream edition = new ByteArrayOutputStream(128);
    private byte[] bytes = {};
    private int offset;
    private Part part = Part.IGNORED;
    private int start;

    /// Begins a resource whose properties stand in `bytes`, with their positions counted from `offset`.
    void begin(byte[] bytes, int offset) {
        this.bytes = bytes;
        this.offset = offset;
        part = Part.IGNORED;
        sha256.reset();
        edition.reset();
    }

    /// A property begins at that position: what came before it is complete.
    void property(Part next, long position) {
        take(position);
        part = next;
        start = offset + (int) position;
    }

    /// The object's closing brace stands at that position.
    void end(long position) {
        take(position);
        part = Part.IGNORED;
    }

    private void take(long position) {
        var end = offset + (int) position;
        while (end > start && (bytes[end - 1] == ',' || bytes[end - 1] <= ' ')) {
            end--;
        }
        switch (part) {
            case IGNORED -> {}
            case EDITION -> {
                edition.write(bytes, start, end - start);
                edition.write('\n');
            }
            case DEFINITION -> {
                sha256.update(bytes, start, end - start);
                sha256.update((byte) '\n');
            }
        }
    }

    /// The two hashes: over the definition alone, and over everything.
    Hashes hashes() {
        var bulk = sha256.digest();
        sha256.update(bulk);
        sha256.update(edition.toByteArray());
        return new Hashes(cut(bulk), cut(sha256.digest()));
    }

    private static ContentHash cut(byte[] digest) {
        return new ContentHash(Arrays.copyOf(digest, ContentHash.LENGTH));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// What a property counts for.
    enum Part {
        IGNORED,
        EDITION,
        DEFINITION
    }

    /// @param definition over everything but narrative, file name, version, date and meta
    /// @param content over everything but narrative and file name
    record Hashes(ContentHash definition, ContentHash content) {}
}
