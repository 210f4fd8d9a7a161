package org.canonry.storage.canonical;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// Hashes a resource property by property while it is parsed, from the bytes themselves.
///
/// The bulk is hashed once: the content hash is the definition hash and what is left out of that.
final class ContentDigest {
    private final byte[] bytes;
    private final int offset;
    private final MessageDigest definition = sha256();
    private final ByteArrayOutputStream edition = new ByteArrayOutputStream(128);
    private Part part = Part.IGNORED;
    private int start;

    /// Over properties that stand in `bytes`, with their positions counted from `offset`.
    ContentDigest(byte[] bytes, int offset) {
        this.bytes = bytes;
        this.offset = offset;
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
                definition.update(bytes, start, end - start);
                definition.update((byte) '\n');
            }
        }
    }

    /// The two hashes: over the definition alone, and over everything.
    Hashes hashes() {
        var bulk = definition.digest();
        var whole = sha256();
        whole.update(bulk);
        whole.update(edition.toByteArray());
        return new Hashes(cut(bulk), cut(whole.digest()));
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
