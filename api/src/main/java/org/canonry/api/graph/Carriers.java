package org.canonry.api.graph;

import java.io.IOException;
import java.util.Objects;
import java.util.stream.IntStream;
import org.canonry.api.page.Page;
import org.canonry.api.page.Window;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.DocumentOrder;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.packages.BusinessVersion;
import org.jspecify.annotations.Nullable;

/// Who carries a canonical.
public final class Carriers {
    private static final String LIST = "carriers";

    private Carriers() {}

    /// Every resource with the same url and, unless `anyVersion`, the same version, itself included
    /// though it may be withdrawn, in the order of lsn and file name.
    ///
    /// A resource without version has the carriers without version.
    public static Page<CanonicalResource> of(CanonicalResource resource, boolean anyVersion, Window window) throws IOException {
        var snapshot = resource.snapshot();
        var carriers = IntStream.concat(IntStream.of(snapshot.documentsOf(resource.url())), IntStream.of(resource.document()))
                .distinct()
                .filter(doc -> anyVersion || sameVersion(snapshot, doc, resource.document()))
                .toArray();
        return new Listing(snapshot, DocumentOrder.of(snapshot).places(carriers)).page(LIST, window);
    }

    private static boolean sameVersion(Snapshot snapshot, int one, int other) {
        return Objects.equals(text(snapshot.preference().version(one)), text(snapshot.preference().version(other)));
    }

    private static @Nullable String text(@Nullable BusinessVersion version) {
        return version == null ? null : version.text();
    }
}
