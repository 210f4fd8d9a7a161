package org.canonry.api.doctor;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.canonry.api.resolve.Resolver;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.Reference;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;

/// Which package versions of a snapshot carry what a reference asks for.
///
/// Examples, stubs without content and NamingSystems, which only tell of a code system, provide nothing.
final class Providers {
    private static final String TELLS_ONLY = "NamingSystem";

    private final Snapshot snapshot;
    private final Resolver anywhere;

    Providers(Snapshot snapshot, Limits limits) {
        this.snapshot = snapshot;
        this.anywhere = new Resolver(snapshot, limits.with(Limit.RESOLUTION_CANDIDATES, 1));
    }

    /// All of them, other versions of the subject left out: those for its FHIR version first, then by name, releases and high versions first.
    List<PackageVersion> of(String target, Subject subject) {
        var releases = FhirReleases.of(subject.version());
        return documents(target)
                .filter(document -> snapshot.preference().usable(document))
                .mapToObj(snapshot::resource)
                .filter(resource -> !resource.resourceType().equals(TELLS_ONLY))
                .map(resource -> resource.packageVersion())
                .filter(version -> !version.id().name().equals(subject.version().id().name()))
                .distinct()
                .sorted(Comparator.comparing((PackageVersion version) -> !releases.fits(version))
                        .thenComparing(version -> version.id().name())
                        .thenComparing(version -> !version.id().version().isRelease())
                        .thenComparing(version -> version.id().version(), Comparator.reverseOrder()))
                .toList();
    }

    /// Every package version that carries the url in whatever form and version.
    List<PackageVersion> ofUrl(String target) {
        return IntStream.of(snapshot.documentsOf(Reference.url(target)))
                .mapToObj(document -> snapshot.resource(document).packageVersion())
                .distinct()
                .toList();
    }

    /// Those of the asked version; where nobody has it, those of the version that would be taken for it.
    private IntStream documents(String target) {
        var asked = Reference.version(target);
        var carriers = snapshot.documentsOf(Reference.url(target));
        var exact = IntStream.of(carriers).filter(document -> asked.isEmpty() || asked.equals(version(document))).toArray();
        return exact.length > 0 ? IntStream.of(exact) : near(target, carriers);
    }

    private IntStream near(String target, int[] carriers) {
        return anywhere.find(target)
                .map(taken -> String.valueOf(taken.version()))
                .map(version -> IntStream.of(carriers).filter(document -> version.equals(version(document))))
                .orElseGet(IntStream::empty);
    }

    private String version(int document) {
        var version = snapshot.preference().version(document);
        return version == null ? "" : version.text();
    }
}
