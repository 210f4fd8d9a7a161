package org.canonry.api.graphql;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.canonry.api.diff.CanonicalChange;
import org.canonry.api.diff.Differences;
import org.canonry.api.diff.ElementChange;
import org.canonry.api.diff.Impact;
import org.canonry.api.diff.PackageDiff;
import org.canonry.api.diff.ResourceDiff;
import org.canonry.api.diff.Touch;
import org.canonry.api.page.Window;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageSpec;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/// What changed between two package versions.
@Controller
class DiffController {
    private static final Logger LOG = LoggerFactory.getLogger(DiffController.class);
    private static final Window ALL = Window.first(Integer.MAX_VALUE);

    private final Limits limits;
    private final ResourceDiff resources;

    DiffController(Limits limits) {
        this.limits = limits;
        this.resources = new ResourceDiff(limits);
    }

    @QueryMapping
    @Nullable PackageDiff diff(@Argument String from, @Argument String to, Snapshot snapshot) throws IOException {
        var earlier = version(from, snapshot);
        var later = version(to, snapshot);
        return earlier.isEmpty() || later.isEmpty() ? null : PackageDiff.between(snapshot, earlier.get(), later.get());
    }

    private static Optional<PackageVersion> version(String spec, Snapshot snapshot) {
        return PackageSpec.parse(spec).valid().flatMap(snapshot.packages()::version);
    }

    @SchemaMapping
    CanonicalConnection<CanonicalResource> added(PackageDiff source, Paging paging) {
        return CanonicalConnection.of(source.added(paging.window()), paging, () -> source.added(ALL));
    }

    @SchemaMapping
    CanonicalConnection<CanonicalResource> removed(PackageDiff source, Paging paging) {
        return CanonicalConnection.of(source.removed(paging.window()), paging, () -> source.removed(ALL));
    }

    @SchemaMapping
    Connection<CanonicalChange> changed(PackageDiff source, Paging paging) {
        return paging.connection(source.changed(paging.window()));
    }

    @SchemaMapping
    Connection<CanonicalChange> renamed(PackageDiff source, Paging paging) {
        return paging.connection(source.renamed(paging.window()));
    }

    @SchemaMapping
    @Nullable Connection<Touch> touched(PackageDiff source, @Argument String in, Paging paging, Snapshot snapshot) throws IOException {
        var of = version(in, snapshot);
        if (of.isEmpty()) {
            return null;
        }
        var longest = limits.intOf(Limit.GRAPHQL_PAGE_ITEMS);
        return Connection.of(source.touched(of.get(), paging.window()), paging, touch -> touch.atMost(longest), touch -> null);
    }

    @SchemaMapping
    List<ElementChange> elements(CanonicalChange source, @Argument @Nullable Integer first) {
        var changes = differences(source).changes();
        return first == null ? changes : changes.subList(0, Math.min(changes.size(), Bounds.atMost("first", first, Limit.DIFF_ELEMENTS, limits)));
    }

    @SchemaMapping(typeName = "CanonicalChange")
    @Nullable Impact impact(CanonicalChange source) {
        return differences(source).impact().orElse(null);
    }

    @SchemaMapping(typeName = "CanonicalChange")
    ImpactCounts counts(CanonicalChange source) {
        var counts = differences(source).counts();
        return new ImpactCounts(
                counts.getOrDefault(Impact.BREAKING, 0), counts.getOrDefault(Impact.COMPATIBLE, 0), counts.getOrDefault(Impact.EDITORIAL, 0));
    }

    @SchemaMapping(typeName = "CanonicalChange")
    @Nullable String cut(CanonicalChange source) {
        return differences(source).cut().orElse(null);
    }

    /// How many changes there are of each impact.
    record ImpactCounts(int breaking, int compatible, int editorial) {}

    private Differences differences(CanonicalChange change) {
        try {
            return change.differences(resources);
        } catch (IOException e) {
            LOG.warn("The bucket does not give {}", change, e);
            throw new Refused(ErrorCode.BUCKET_UNAVAILABLE, "the bucket cannot be read now: ask again later");
        }
    }
}
