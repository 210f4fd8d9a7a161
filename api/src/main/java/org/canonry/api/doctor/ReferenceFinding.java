package org.canonry.api.doctor;

import java.util.List;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// A reference that does not lead where its author may think.
///
/// @param target the reference as it is written
/// @param places where it is written, the gravest first; at least one
/// @param providers package versions that carry what is asked for and that the package does not reach, those for its FHIR version first
/// @param resolved what is taken for it all the same; null when nothing is
public record ReferenceFinding(
        Level level,
        FindingKind kind,
        String target,
        List<Place> places,
        List<PackageVersion> providers,
        @Nullable CanonicalResource resolved,
        String summary,
        String advice)
        implements Finding {

    @Override
    public String about() {
        return target;
    }
}
