package org.canonry.api.graphql;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.canonry.api.graph.Dependencies;
import org.canonry.api.graph.Requirement;
import org.canonry.api.graph.ResourceTypeCount;
import org.canonry.api.page.Page;
import org.canonry.api.page.Position;
import org.canonry.api.registry.PublicUrl;
import org.canonry.api.snapshot.PackageHistory;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.packages.Version;
import org.canonry.storage.registry.Layout;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/// Packages and their versions.
@Controller
class PackageController {
    private static final Comparator<Position> HIGHEST_FIRST = Comparator.comparing((Position place) -> Version.of(place.values().getFirst())).reversed();

    private final PublicUrl publicUrl;

    PackageController(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    @QueryMapping("package")
    @Nullable PackageHistory named(@Argument String name, Snapshot snapshot) {
        return snapshot.packages().named(name).orElse(null);
    }

    @QueryMapping
    @Nullable PackageVersion packageVersion(@Argument String name, @Argument String version, Snapshot snapshot) {
        return snapshot.packages().named(name).flatMap(history -> history.select(version)).orElse(null);
    }

    @SchemaMapping(typeName = "Package")
    @Nullable String title(PackageHistory source) {
        return source.latest().map(PackageVersion::title).orElse(null);
    }

    @SchemaMapping(typeName = "Package")
    @Nullable String description(PackageHistory source) {
        return source.latest().map(PackageVersion::description).orElse(null);
    }

    @SchemaMapping(typeName = "Package")
    Connection<PackageVersion> versions(PackageHistory source, Paging paging) {
        return paging.connection(Page.of(source.versions(), PackageController::position, HIGHEST_FIRST, paging.window()));
    }

    private static Position position(PackageVersion version) {
        return new Position("versions", List.of(version.id().version().text()));
    }

    @SchemaMapping(typeName = "Package")
    List<DistTag> distTags(PackageHistory source) {
        return source.tags().entrySet().stream().map(tag -> new DistTag(tag.getKey(), tag.getValue())).toList();
    }

    @SchemaMapping(typeName = "PackageVersion", field = "package")
    PackageHistory history(PackageVersion source, Snapshot snapshot) {
        return snapshot.packages().named(source.id().name().text())
                .orElseThrow(() -> new IllegalStateException("the index has a version, but no package " + source.id().name()));
    }

    @SchemaMapping
    boolean withdrawn(PackageVersion source) {
        return source.standing().withdrawal().isPresent();
    }

    @SchemaMapping
    @Nullable Withdrawal withdrawal(PackageVersion source) {
        return source.standing().withdrawal().map(turn -> new Withdrawal(turn.lsn(), turn.at(), turn.message())).orElse(null);
    }

    @SchemaMapping
    @Nullable String deprecated(PackageVersion source) {
        return source.standing().deprecation().orElse(null);
    }

    @SchemaMapping
    Tarball tarball(PackageVersion source) {
        var told = source.tarball();
        return new Tarball(publicUrl.of(Layout.tarball(source.id()).text()), told.integrity(), told.shasum(), told.sizeBytes());
    }

    @SchemaMapping
    List<Requirement> dependencies(PackageVersion source, Snapshot snapshot) {
        return Dependencies.of(snapshot).of(source);
    }

    @SchemaMapping
    Connection<PackageVersion> dependents(PackageVersion source, Paging paging, Snapshot snapshot) {
        return paging.connection(Dependencies.of(snapshot).dependents(source, paging.window()));
    }

    @SchemaMapping
    List<ResourceTypeCount> resourceTypes(PackageVersion source, Snapshot snapshot) throws IOException {
        return ResourceTypeCount.of(snapshot, source);
    }

    /// A tag and the version that it stands for.
    record DistTag(String tag, PackageVersion version) {}

    /// That a version was withdrawn.
    record Withdrawal(long lsn, @Nullable Instant at, @Nullable String reason) {}

    /// A package as a file. What another program's bucket does not tell is null.
    record Tarball(String url, @Nullable String integrity, @Nullable String shasum, @Nullable Long sizeBytes) {}
}
