package org.canonry.api.graph;

import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.storage.canonical.Use;
import org.canonry.storage.canonical.UseKind;
import org.jspecify.annotations.Nullable;

/// One use of a canonical: a resource that refers to it, and where.
///
/// @param by the resource that refers
/// @param path element that holds the reference
/// @param target the reference as its author wrote it
/// @param bindingStrength null for anything but a binding
public record Usage(CanonicalResource by, String path, UseKind kind, String target, @Nullable String bindingStrength) {
    static Usage of(CanonicalResource by, Use use) {
        return new Usage(by, use.path(), use.kind(), use.target(), use.bindingStrength());
    }
}
