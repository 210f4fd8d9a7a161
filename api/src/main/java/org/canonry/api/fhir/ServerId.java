package org.canonry.api.fhir;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.canonry.api.snapshot.CanonicalResource;

/// The logical id under which a resource stands here: its own id, as far as there is room, a dot, and a digest of the package version and file that carry
/// it. Packages use the same ids for different things; this one means one file for ever, in every snapshot.
///
/// @param stem of its own id
/// @param digest 16 hexadecimal digits; also the version of the resource as the server counts, since a file never changes
record ServerId(String stem, String digest) {
    private static final int DIGEST_BYTES = 8;
    private static final int MOST_CHARACTERS = 64;
    private static final int STEM_CHARACTERS = MOST_CHARACTERS - 2 * DIGEST_BYTES - 1;
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9.-]{1,%d})\\.([0-9a-f]{%d})".formatted(STEM_CHARACTERS, 2 * DIGEST_BYTES));
    private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9.-]");

    /// Of a resource.
    static ServerId of(CanonicalResource resource) {
        return new ServerId(stem(resource), digest(resource.key()));
    }

    /// Reads what [#toString] wrote; empty for anything else.
    static Optional<ServerId> read(String text) {
        var matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new ServerId(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    private static String stem(CanonicalResource resource) {
        var own = resource.resourceId();
        var name = own == null || own.isEmpty() ? resource.resourceType().toLowerCase(Locale.ROOT) : own;
        return FOREIGN.matcher(name.length() > STEM_CHARACTERS ? name.substring(0, STEM_CHARACTERS) : name).replaceAll("-");
    }

    private static String digest(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return stem + '.' + digest;
    }
}
