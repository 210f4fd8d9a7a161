package org.canonry.api.registry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.packages.PackageName;
import org.canonry.storage.packages.Parsed;

/// What the path of a request asks for.
///
/// Sources: npm's registry API; the FHIR package registry API of packages2.fhir.org and packages.fhir.org.
sealed interface RegistryPath {
    /// The registry's own address, for whoever opens it.
    record Welcome() implements RegistryPath {}

    /// Whether anybody is there.
    record Ping() implements RegistryPath {}

    /// npm's search.
    record Search() implements RegistryPath {}

    /// The list of packages.
    record Packages(Dialect dialect) implements RegistryPath {}

    /// What was published lately.
    record Updates() implements RegistryPath {}

    /// Dependencies that lead nowhere.
    record Broken() implements RegistryPath {}

    /// What a package's tags stand for.
    record Tags(PackageName name) implements RegistryPath {}

    /// All that is known of a package.
    record Packument(PackageName name) implements RegistryPath {}

    /// One version of a package.
    ///
    /// @param text the version, a tag, or a wildcard
    record OneVersion(PackageName name, String text) implements RegistryPath {}

    /// A file as it lies in the bucket.
    record File(PublicFile file) implements RegistryPath {}

    /// Nothing that is known here.
    ///
    /// @param advice what to do, for people
    record Nothing(String advice) implements RegistryPath {}

    /// Reads the path of a request, as it came over the wire. Never throws.
    static RegistryPath of(String rawPath) {
        try {
            var key = Key.of(text(rawPath));
            return key.segments().getFirst().equals("pkgs") ? inRegistry(key) : atRoot(key);
        } catch (IllegalArgumentException e) {
            // No key (InvalidKey is one of these), or percent signs that mean nothing.
            return new Nothing("the path names nothing: " + Reading.ADVICE);
        }
    }

    private static RegistryPath atRoot(Key key) {
        return switch (key.text()) {
            case "catalog" -> new Packages(Dialect.CAPITALISED);
            case "updates" -> new Updates();
            case "broken" -> new Broken();
            default -> file(key);
        };
    }

    private static RegistryPath inRegistry(Key key) {
        return switch (key.text()) {
            case "pkgs" -> new Welcome();
            case "pkgs/-/ping" -> new Ping();
            case "pkgs/-/v1/search" -> new Search();
            case "pkgs/catalog" -> new Packages(Dialect.LOWER_CASE);
            case "pkgs/updates" -> new Updates();
            case "pkgs/broken" -> new Broken();
            default -> ofPackage(key.segments().subList(1, key.segments().size()));
        };
    }

    private static RegistryPath ofPackage(List<String> segments) {
        if (segments.getFirst().equals("-")) {
            return beside(segments.subList(1, segments.size()));
        }
        var names = Math.min(segments.size(), segments.getFirst().startsWith("@") ? 2 : 1);
        var rest = segments.subList(names, segments.size());
        return switch (PackageName.parse(String.join("/", segments.subList(0, names)))) {
            case Parsed.Refused<PackageName>(var refusal) -> new Nothing(refusal.detail() + ": " + Reading.ADVICE);
            case Parsed.Valid<PackageName>(var name) -> within(name, rest);
        };
    }

    private static RegistryPath within(PackageName name, List<String> rest) {
        if (rest.isEmpty()) {
            return new Packument(name);
        }
        return rest.size() == 1
                ? new OneVersion(name, rest.getFirst())
                : file(Key.of("pkgs/%s/%s".formatted(name, String.join("/", rest))));
    }

    /// npm keeps what is no package behind a dash; other registries have their tarballs there.
    private static RegistryPath beside(List<String> rest) {
        var path = String.join("/", rest);
        if (path.endsWith(".tgz")) {
            return file(Key.of("-/" + path));
        }
        if (rest.size() > 2 && rest.getFirst().equals("package") && rest.getLast().equals("dist-tags")) {
            return PackageName.parse(String.join("/", rest.subList(1, rest.size() - 1)))
                    .valid()
                    .<RegistryPath>map(Tags::new)
                    .orElseGet(() -> new Nothing("that is no package's name: " + Reading.ADVICE));
        }
        return new Nothing("npm's /-/%s is not answered here: %s".formatted(path, Reading.ADVICE));
    }

    private static RegistryPath file(Key key) {
        return PublicFile.of(key).<RegistryPath>map(File::new).orElseGet(() -> new Nothing("there is no such file: " + Reading.ADVICE));
    }

    /// A plus is a plus in a path. `@scope%2fname` and `@scope/name` are the same, as is a package's name with a slash behind it.
    private static String text(String rawPath) {
        var path = URLDecoder.decode(rawPath.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /// Words that several refusals share.
    final class Reading {
        static final String ADVICE =
                "look for packages with /pkgs/-/v1/search?text=WORDS or /pkgs/catalog?name=PART, and read one at /pkgs/NAME";

        private Reading() {}
    }
}
