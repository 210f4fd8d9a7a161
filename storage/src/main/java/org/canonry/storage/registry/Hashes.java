package org.canonry.storage.registry;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.canonry.storage.bucket.Content;

/// What tells one tarball's bytes from all others, in the forms that its readers want.
///
/// @param integrity `sha512-` and Base64, as npm writes it (W3C Subresource Integrity)
/// @param shasum SHA-1 in hexadecimal, which old npm clients demand
/// @param sha256 in hexadecimal: the name under which a refused tarball is remembered
/// @param sizeBytes how many bytes were read
public record Hashes(String integrity, String shasum, String sha256, long sizeBytes) {
    private static final int BUFFER_BYTES = 1 << 16;

    /// Reads the content once.
    public static Hashes of(Content content) throws IOException {
        try (var stream = content.open()) {
            return of(stream);
        }
    }

    /// Reads the stream to its end, and leaves it open.
    public static Hashes of(InputStream stream) throws IOException {
        var sha512 = digest("SHA-512");
        var sha1 = digest("SHA-1");
        var sha256 = digest("SHA-256");
        var buffer = new byte[BUFFER_BYTES];
        long size = 0;
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            sha512.update(buffer, 0, read);
            sha1.update(buffer, 0, read);
            sha256.update(buffer, 0, read);
            size += read;
        }
        return new Hashes("sha512-" + Base64.getEncoder().encodeToString(sha512.digest()), hex(sha1), hex(sha256), size);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
