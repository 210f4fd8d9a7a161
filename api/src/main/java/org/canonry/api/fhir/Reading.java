package org.canonry.api.fhir;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.canonry.api.resolve.Range;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.Column;

/// Finds one resource by its logical id: the id that it has here, or its own where that means one url in the range.
final class Reading {
    private static final int LISTED = 10;

    private final Snapshot snapshot;
    private final Range range;

    Reading(Snapshot snapshot, Range range) {
        this.snapshot = snapshot;
        this.range = range;
    }

    /// The resource of a type and id.
    ///
    /// @throws Refused when there is none, or the id means several
    CanonicalResource of(String type, String id) throws IOException {
        var given = ServerId.read(id);
        var here = given.isEmpty() ? Optional.<CanonicalResource>empty() : under(type, given.get());
        return here.isPresent() ? here.get() : ownId(type, id);
    }

    /// Most ids have the whole of the resource's own in front, by which the index knows it.
    private Optional<CanonicalResource> under(String type, ServerId id) throws IOException {
        var quick = resources(snapshot.documents(Column.RESOURCE_ID.field(), id.stem()), type).filter(resource -> ServerId.of(resource).equals(id)).findFirst();
        return quick.isPresent() ? quick : resources(snapshot.documents(Column.RESOURCE_TYPE.field(), type), type)
                .filter(resource -> ServerId.of(resource).equals(id))
                .findFirst();
    }

    private Stream<CanonicalResource> resources(int[] documents, String type) {
        return IntStream.of(documents).filter(range::contains).mapToObj(snapshot::resource).filter(resource -> resource.resourceType().equals(type));
    }

    private CanonicalResource ownId(String type, String id) throws IOException {
        var all = resources(snapshot.documents(Column.RESOURCE_ID.field(), id), type).toList();
        var real = all.stream().filter(resource -> snapshot.preference().usable(resource.document())).toList();
        var counted = real.isEmpty() ? all : real;
        if (counted.stream().map(CanonicalResource::url).distinct().count() > 1) {
            throw new Refused(409, Refused.Issue.CONFLICT, "Packages use the id %s for different things; ask for one of %s".formatted(id, listed(counted)));
        }
        return counted.stream()
                .min((one, other) -> Long.compare(range.rank(one.document()), range.rank(other.document())))
                .orElseThrow(() -> Refused.notFound("There is no %s with the id %s; search by url: /%s?url=…".formatted(type, id, type)));
    }

    private String listed(List<CanonicalResource> resources) {
        return resources.stream()
                .collect(Collectors.toMap(
                        CanonicalResource::url, resource -> resource,
                        (one, other) -> range.rank(one.document()) < range.rank(other.document()) ? one : other, TreeMap::new))
                .values().stream()
                .limit(LISTED)
                .map(resource -> "%s (%s)".formatted(ServerId.of(resource), resource.url()))
                .collect(Collectors.joining(", "));
    }
}
