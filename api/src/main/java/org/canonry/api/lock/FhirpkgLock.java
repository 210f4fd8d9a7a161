package org.canonry.api.lock;

import java.util.Comparator;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.canonry.storage.packages.PackageVersion;

/// `fhirpkg.lock.json`: which version of each package is meant, and what is missing.
///
/// The format has room for one version of a package. Where there are several, the highest is written, which is the one that Firely's tools take.
/// Source: Firely Terminal and Firely.Fhir.Packages, lock file.
final class FhirpkgLock {
    private FhirpkgLock() {}

    static String write(Lock lock) {
        var json = JsonText.object();
        lock.updated().ifPresent(moment -> json.put("updated", moment.toString()));
        var highest = new TreeMap<String, PackageVersion>();
        lock.packages().forEach(version -> highest.merge(
                version.id().name().text(), version, BinaryOperator.maxBy(Comparator.comparing(PackageVersion::id))));
        var dependencies = json.putObject("dependencies");
        highest.forEach((name, version) -> dependencies.put(name, version.id().version().text()));
        var missing = new TreeMap<String, String>();
        lock.unresolved().stream()
                .filter(requirement -> !highest.containsKey(requirement.name()))
                .forEach(requirement -> missing.putIfAbsent(requirement.name(), requirement.requirement()));
        missing.forEach(json.putObject("missing")::put);
        return JsonText.of(json);
    }
}
