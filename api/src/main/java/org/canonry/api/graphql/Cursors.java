package org.canonry.api.graphql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.canonry.api.page.Position;

/// Writes positions as text that only this server can have written, and only for one list.
///
/// A cursor is `base64url(format, signature, texts)`: the signature, of which [#SIGNATURE_BYTES] bytes are kept, covers the texts and the list, so
/// that a cursor is neither made up nor carried to another list, where it would silently skip or repeat. Thread-safe.
final class Cursors {
    private static final byte FORMAT = 1;
    private static final int SIGNATURE_BYTES = 12;
    private static final int HEAD = 1 + SIGNATURE_BYTES;
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac prototype;

    /// @param key secret, the same wherever cursors of this server are to be good
    Cursors(byte[] key) {
        try {
            prototype = Mac.getInstance(ALGORITHM);
            prototype.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    /// The cursor of a place in a list.
    ///
    /// @param list what tells the list from all others
    String write(Position position, String list) {
        var texts = texts(position);
        var cursor = ByteBuffer.allocate(HEAD + texts.length).put(FORMAT).put(sign(texts, list)).put(texts);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.array());
    }

    /// The place that a cursor stands for; empty when it was not written by [#write] for this list.
    Optional<Position> read(String cursor, String list) {
        var bytes = decode(cursor);
        if (bytes.length < HEAD || bytes[0] != FORMAT) {
            return Optional.empty();
        }
        var texts = Arrays.copyOfRange(bytes, HEAD, bytes.length);
        var signed = MessageDigest.isEqual(Arrays.copyOfRange(bytes, 1, HEAD), sign(texts, list));
        return signed ? Optional.of(position(texts)) : Optional.empty();
    }

    /// Only the spelling that [#write] gives: the last character of base64 has bits to spare, which would make several cursors of one.
    private static byte[] decode(String cursor) {
        try {
            var bytes = Base64.getUrlDecoder().decode(cursor);
            var canonical = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            return canonical.equals(cursor) ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] sign(byte[] texts, String list) {
        try {
            // Far cheaper than getting another and giving it the key.
            var mac = (Mac) prototype.clone();
            var name = list.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(1 + Integer.BYTES).put(FORMAT).putInt(name.length).array());
            mac.update(name);
            return Arrays.copyOf(mac.doFinal(texts), SIGNATURE_BYTES);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own HMAC can be cloned", e);
        }
    }

    private static byte[] texts(Position position) {
        var encoded = new ArrayList<byte[]>();
        encoded.add(position.list().getBytes(StandardCharsets.UTF_8));
        position.values().forEach(value -> encoded.add(value.getBytes(StandardCharsets.UTF_8)));
        var buffer = ByteBuffer.allocate(encoded.stream().mapToInt(text -> Integer.BYTES + text.length).sum());
        encoded.forEach(text -> buffer.putInt(text.length).put(text));
        return buffer.array();
    }

    /// What is signed is well-formed.
    private static Position position(byte[] texts) {
        var buffer = ByteBuffer.wrap(texts);
        List<String> read = new ArrayList<>();
        while (buffer.hasRemaining()) {
            var text = new byte[buffer.getInt()];
            buffer.get(text);
            read.add(new String(text, StandardCharsets.UTF_8));
        }
        return new Position(read.getFirst(), List.copyOf(read.subList(1, read.size())));
    }
}
