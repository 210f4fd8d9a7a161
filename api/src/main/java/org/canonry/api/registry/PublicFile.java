package org.canonry.api.registry;

import java.util.Optional;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.registry.Layout;

/// A file that anybody may fetch.
///
/// @param key where the bucket has it
/// @param contentType what it is
/// @param cacheControl how long others may keep it
record PublicFile(Key key, String contentType, String cacheControl) {
    private static final String GZIP = "application/gzip";
    private static final String TARBALL = "application/octet-stream";
    private static final String FOREVER = "public, max-age=31536000, immutable";

    /// To be asked for again each time, which costs little: what has not changed is not sent.
    static final String REVALIDATE = "public, no-cache";

    /// The public file of that key; empty when it names nothing public. The log, the index and the quarantine are in the bucket too, and nobody's
    /// business.
    static Optional<PublicFile> of(Key key) {
        var segments = key.segments();
        if (segments.size() == 1) {
            return key.equals(Layout.FEED) || key.equals(Layout.CATALOGUE)
                    ? Optional.of(new PublicFile(key, GZIP, REVALIDATE))
                    : Optional.empty();
        }
        return switch (segments.getFirst()) {
            case "-" -> Optional.of(tarball(key));
            case "rs" -> Optional.of(new PublicFile(key, GZIP, REVALIDATE));
            case "pkgs" -> segments.contains("-") ? Optional.of(tarball(key)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// A tarball, which never changes.
    static PublicFile tarball(Key key) {
        return new PublicFile(key, TARBALL, FOREVER);
    }

    /// A document as it lies in the bucket.
    static PublicFile document(Key key) {
        return new PublicFile(key, "application/json", REVALIDATE);
    }

    /// The same file under an address that may mean another one tomorrow.
    PublicFile forNow() {
        return new PublicFile(key, contentType, REVALIDATE);
    }
}
