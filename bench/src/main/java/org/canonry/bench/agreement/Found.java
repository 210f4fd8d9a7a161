package org.canonry.bench.agreement;

import org.canonry.api.snapshot.CanonicalResource;
import org.jspecify.annotations.Nullable;

/// A resource that a reference was resolved to, by whom ever.
///
/// @param packageId `name#version`; null for a resource that HL7's library brings itself
/// @param type of the resource
/// @param id logical id; null when it has none
/// @param url of the resource; null when it has none
/// @param version business version; null when it has none
/// @param content of a code system, such as `complete`; null for anything else
/// @param filename path inside the package; null when it is not known
record Found(
        @Nullable String packageId,
        String type,
        @Nullable String id,
        @Nullable String url,
        @Nullable String version,
        @Nullable String content,
        @Nullable String filename) {

    static Found of(CanonicalResource resource) {
        return new Found(
                Subject.hash(resource.packageVersion()), resource.resourceType(), resource.resourceId(), resource.url(), resource.version(),
                resource.content(), resource.filename());
    }

    /// Whether it is the same resource of the same package. The file is told by type and id, since HL7's library forgets from which it read.
    boolean is(Found other) {
        return key().equals(other.key());
    }

    private Found key() {
        return new Found(packageId, type, id, null, version, null, null);
    }

    /// Whether it comes from a package whose name begins so.
    boolean isFrom(String start) {
        return packageId != null && packageId.startsWith(start);
    }

    /// Whether it comes from the definitions of a FHIR release.
    boolean isFromCore() {
        return packageId != null && packageId.matches("hl7\\.fhir\\.r\\d+b?\\.core#.*");
    }

    @Override
    public String toString() {
        var where = packageId == null ? "the library's own" : packageId;
        return "%s %s/%s%s".formatted(where, type, id, version == null ? "" : "|" + version);
    }
}
