package org.canonry.api.lock;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.canonry.storage.packages.PackageId;

/// The name of a package version among all kinds of packages, and where it comes from, since FHIR's are not in npm's own registry.
///
/// Source: package-url specification, type `npm`.
final class PackageUrl {
    private PackageUrl() {}

    /// @param registry the url of the npm registry that serves it
    static String of(PackageId id, String registry) {
        var slash = id.name().text().indexOf('/');
        var scope = slash < 0 ? "" : encoded(id.name().text().substring(0, slash)) + '/';
        return "pkg:npm/%s%s@%s?repository_url=%s".formatted(
                scope, encoded(id.name().text().substring(slash + 1)), encoded(id.version().text()), encoded(registry));
    }

    /// Everything but letters, digits and `-._~` in per cent, which is not quite what a form does.
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }
}
