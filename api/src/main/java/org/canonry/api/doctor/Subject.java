package org.canonry.api.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.Canonical;
import org.canonry.storage.canonical.Use;
import org.canonry.storage.index.Fields;
import org.canonry.storage.packages.Manifest;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// A package version under examination: what its package.json declares, and what its resources refer to. Immutable.
///
/// @param version its package.json; of no snapshot when nobody has published it yet
/// @param resources everything in it that has a url
public record Subject(PackageVersion version, List<Resource> resources) {
    private static final long NO_LSN = -1;
    private static final PackageVersion.Tarball NO_TARBALL = new PackageVersion.Tarball("", "", null, null, null);

    /// What counts of a resource here.
    ///
    /// @param version null when it has none
    /// @param id null when it has none
    /// @param baseDefinition null when it derives from nothing
    public record Resource(
            String url,
            @Nullable String version,
            String resourceType,
            @Nullable String id,
            String filename,
            boolean example,
            @Nullable String baseDefinition,
            List<Use> uses) {
        /// Elements that say what something is called, not where it is.
        private static final Set<String> NAMING =
                Set.of("CodeSystem.property.uri", "NamingSystem.uniqueId.value", "StructureDefinition.type", "ValueSet.codeSystem.system");

        /// The references of the resource.
        List<Use> references() {
            return uses.stream().filter(use -> !NAMING.contains(use.path())).toList();
        }

        /// What it defines beside itself, by url: a DSTU2 value set its own code system, a logical model its type.
        List<String> definitions() {
            return uses.stream().filter(use -> NAMING.contains(use.path())).map(Use::targetUrl).toList();
        }

        static Resource of(CanonicalResource resource) {
            return new Resource(
                    resource.url(), resource.version(), resource.resourceType(), resource.resourceId(), resource.filename(),
                    resource.example(), resource.baseDefinition(), resource.references());
        }

        static Resource of(Canonical canonical) {
            return new Resource(
                    canonical.url(), canonical.version(), canonical.resourceType(), canonical.resourceId(), canonical.filename(),
                    canonical.example(), canonical.baseDefinition(), canonical.uses());
        }
    }

    /// A package version of a snapshot.
    public static Subject of(Snapshot snapshot, PackageVersion version) throws IOException {
        var resources = new ArrayList<Resource>();
        for (var document : snapshot.documents(Fields.PACKAGE_VERSION, version.id().toString())) {
            resources.add(Resource.of(snapshot.resource(document)));
        }
        return new Subject(version, List.copyOf(resources));
    }

    /// A package that is in no index.
    public static Subject of(Manifest manifest, List<Canonical> canonicals) {
        return new Subject(
                PackageVersion.of(manifest, NO_LSN, null, NO_TARBALL), canonicals.stream().map(Resource::of).toList());
    }

    /// Its name.
    String name() {
        return version.id().name().text();
    }
}
