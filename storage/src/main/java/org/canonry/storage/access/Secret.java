package org.canonry.storage.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// What somebody sends to show that a token is theirs: 256 random bits, with a prefix by which scanners for leaked secrets know it.
///
/// Never printed but by [#reveal], once, to whoever it is made for.
public final class Secret {
    private static final String PREFIX = "canonry_";
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /// A new one.
    public static Secret random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// The secret that a text is; empty when it has not the form of one.
    public static Optional<Secret> read(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Secret(text)) : Optional.empty();
    }

    /// By which it is known again. Plain SHA-256: slow hashes are for what people think up, and nobody guesses 256 random bits.
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// The text, for whoever it is made for.
    public String reveal() {
        return text;
    }

    /// Says nothing, so that no log ever does.
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
