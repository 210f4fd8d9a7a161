package org.canonry.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.utilities.VersionUtilities;
import org.hl7.fhir.utilities.npm.NpmPackage;

/// The packages that there are, unpacked into a folder when they are first asked for: as HL7's package cache keeps them, since what the library reads
/// only when it is needed it reads from files. Not thread-safe.
final class Shelf {
    private static final long MOST_BYTES = 4L << 30;

    private final Map<String, Path> tarballs;
    private final Path folder;
    private final Map<String, NpmPackage> unpacked = new HashMap<>();

    /// @param tarballs by `name#version`
    /// @param folder for what is unpacked
    Shelf(Map<String, Path> tarballs, Path folder) {
        this.tarballs = tarballs;
        this.folder = folder;
        NpmPackage.setDefaultMaxLoadSize(MOST_BYTES);
    }

    /// The package that a dependency names, which may have a wildcard for its version: the highest that matches, as HL7's package cache takes it.
    /// Empty when it is not there.
    Optional<NpmPackage> find(String dependency) throws IOException {
        if (tarballs.containsKey(dependency)) {
            return Optional.of(unpack(dependency));
        }
        var matching = tarballs.keySet().stream().filter(id -> matches(dependency, id)).max(Comparator.comparing(Shelf::version, Shelf::compare));
        return matching.isPresent() ? Optional.of(unpack(matching.get())) : Optional.empty();
    }

    private static boolean matches(String dependency, String id) {
        return name(dependency).equals(name(id))
                && VersionUtilities.isSemVerWithWildcards(version(dependency))
                && VersionUtilities.isSemVer(version(id), true)
                && VersionUtilities.versionMatches(version(dependency), version(id));
    }

    private static int compare(String one, String other) {
        return VersionUtilities.compareVersions(one, other);
    }

    private static String name(String id) {
        return id.substring(0, id.indexOf('#'));
    }

    private static String version(String id) {
        return id.substring(id.indexOf('#') + 1);
    }

    private NpmPackage unpack(String id) throws IOException {
        var known = unpacked.get(id);
        if (known != null) {
            return known;
        }
        var target = folder.resolve(id).toString();
        try (var tarball = Files.newInputStream(tarballs.get(id))) {
            NpmPackage.extractFromTgz(tarball, id, target, true);
        }
        var read = NpmPackage.fromFolder(target);
        unpacked.put(id, read);
        return read;
    }
}
