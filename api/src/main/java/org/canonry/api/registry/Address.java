package org.canonry.api.registry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageName;
import org.canonry.storage.packages.Version;

/// What an address under `/pkgs/` is the address of, for those who change something.
///
/// Sources: npm's registry protocol as npm speaks it, for scoped names in both spellings and for `-rev`, by which `npm unpublish` comes.
sealed interface Address {
    /// A package.
    record OfPackage(PackageName name) implements Address {}

    /// A version of a package, by its own address or by that of its tarball.
    record OfVersion(PackageId id) implements Address {}

    /// A package as `npm unpublish` has changed it, before it removes a tarball.
    record OfRevision(PackageName name) implements Address {}

    /// Something else.
    ///
    /// @param path decoded
    record OfNothing(String path) implements Address {}

    /// Reads the path of a request, as it came over the wire.
    static Address of(String rawPath) {
        try {
            var path = URLDecoder.decode(rawPath.replace("+", "%2B"), StandardCharsets.UTF_8);
            return of(path, Arrays.stream(path.split("/")).filter(segment -> !segment.isEmpty()).toList());
        } catch (IllegalArgumentException e) {
            return new OfNothing(rawPath);
        }
    }

    private static Address of(String path, List<String> segments) {
        var scoped = segments.size() > 2 && segments.get(1).startsWith("@");
        var length = scoped ? 3 : 2;
        if (segments.size() < length || !segments.getFirst().equals("pkgs")) {
            return new OfNothing(path);
        }
        var name = PackageName.parse(String.join("/", segments.subList(1, length))).valid();
        return name.flatMap(known -> of(known, segments.subList(length, segments.size()))).orElseGet(() -> new OfNothing(path));
    }

    private static Optional<Address> of(PackageName name, List<String> rest) {
        if (rest.isEmpty()) {
            return Optional.of(new OfPackage(name));
        }
        return switch (rest.getFirst()) {
            case "-rev" -> rest.size() == 2 ? Optional.of(new OfRevision(name)) : Optional.empty();
            case "-" -> rest.size() == 2 || (rest.size() == 4 && rest.get(2).equals("-rev")) ? tarball(name, rest.get(1)) : Optional.empty();
            default -> rest.size() == 1 ? version(name, rest.getFirst()) : Optional.empty();
        };
    }

    private static Optional<Address> tarball(PackageName name, String file) {
        var prefix = name.segments().getLast() + "-";
        return file.startsWith(prefix) && file.endsWith(".tgz") && file.length() > prefix.length() + ".tgz".length()
                ? version(name, file.substring(prefix.length(), file.length() - ".tgz".length()))
                : Optional.empty();
    }

    private static Optional<Address> version(PackageName name, String version) {
        return Version.parse(version).valid().map(known -> new OfVersion(new PackageId(name, known)));
    }
}
