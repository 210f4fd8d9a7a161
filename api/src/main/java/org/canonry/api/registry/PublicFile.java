package org.canonry.api.registry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
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
    private static final String REVALIDATE = "public, no-cache";
    private static final String FOREVER = "public, max-age=31536000, immutable";

    /// The file that the path of a request names, as it came over the wire; empty when it names nothing public.
    static Optional<PublicFile> of(String rawPath) {
        try {
            return of(Key.of(text(rawPath)));
        } catch (IllegalArgumentException e) {
            // No key (InvalidKey is one of these), or percent signs that mean nothing.
            return Optional.empty();
        }
    }

    /// A plus is a plus in a path. `@scope%2fname` and `@scope/name` are the same key, as is a package's name with a slash behind it.
    private static String text(String rawPath) {
        var path = URLDecoder.decode(rawPath.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /// The log, the index and the quarantine are in the bucket too, and nobody's business.
    private static Optional<PublicFile> of(Key key) {
        var segments = key.segments();
        if (segments.size() == 1) {
            return key.equals(Layout.FEED) || key.equals(Layout.CATALOGUE)
                    ? Optional.of(new PublicFile(key, GZIP, REVALIDATE))
                    : Optional.empty();
        }
        return switch (segments.getFirst()) {
            case "-" -> Optional.of(new PublicFile(key, "application/octet-stream", FOREVER));
            case "rs" -> Optional.of(new PublicFile(key, GZIP, REVALIDATE));
            case "pkgs" -> Optional.of(segments.contains("-")
                    ? new PublicFile(key, "application/octet-stream", FOREVER)
                    : new PublicFile(key, "application/json", REVALIDATE));
            default -> Optional.empty();
        };
    }
}
