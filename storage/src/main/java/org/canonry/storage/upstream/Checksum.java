package org.canonry.storage.upstream;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What a registry says of a tarball's bytes.
///
/// @param algorithm of a hash that Java has
/// @param expected the hash; empty when the registry tells none, and then nothing is held against the bytes
record Checksum(String algorithm, byte[] expected) {
    /// By the names in W3C Subresource Integrity, the strongest first.
    private static final Map<String, String> ALGORITHMS = Map.of("sha512", "SHA-512", "sha384", "SHA-384", "sha256", "SHA-256", "sha1", "SHA-1");

    private static final Checksum NONE = new Checksum("SHA-1", new byte[0]);

    /// The strongest of those in `dist`: `integrity`, which may list several, else `shasum`.
    static Checksum of(JsonNode dist) {
        var listed = Stream.of(dist.path("integrity").asString("").trim().split("\\s+"))
                .flatMap(Checksum::integrity)
                .max(Comparator.comparingInt(checksum -> checksum.expected.length));
        return listed.or(() -> shasum(dist.path("shasum").asString("")).findFirst()).orElse(NONE);
    }

    MessageDigest digest() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    /// Whether the bytes that `digest` saw are the ones that were meant.
    boolean isOf(MessageDigest digest) {
        return expected.length == 0 || Arrays.equals(expected, digest.digest());
    }

    private static Stream<Checksum> integrity(String text) {
        int dash = text.indexOf('-');
        var algorithm = dash < 0 ? null : ALGORITHMS.get(text.substring(0, dash));
        if (algorithm == null) {
            return Stream.empty();
        }
        try {
            return Stream.of(new Checksum(algorithm, Base64.getDecoder().decode(text.substring(dash + 1).split("\\?", 2)[0])));
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    private static Stream<Checksum> shasum(String text) {
        return text.matches("[0-9a-fA-F]{40}") ? Stream.of(new Checksum("SHA-1", HexFormat.of().parseHex(text))) : Stream.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checksum that && algorithm.equals(that.algorithm) && Arrays.equals(expected, that.expected);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(expected);
    }
}
