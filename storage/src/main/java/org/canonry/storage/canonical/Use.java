package org.canonry.storage.canonical;

import org.jspecify.annotations.Nullable;

/// One reference from a resource to a canonical.
///
/// @param path element that holds the reference: inside an element definition its id, such as `Patient.extension:race`; elsewhere the
///     element's path in the resource, such as `ValueSet.compose.include.system`
/// @param kind what the reference is for
/// @param target the reference as its author wrote it, with its `|version` when it has one
/// @param bindingStrength `required`, `extensible`, `preferred` or `example` for a binding; null otherwise
public record Use(String path, UseKind kind, String target, @Nullable String bindingStrength) {

    /// The target without `|version` and without `#fragment`: what a carrier's url is compared with.
    public String targetUrl() {
        return Reference.url(target);
    }
}
