package org.canonry.oracle;

import org.jspecify.annotations.Nullable;

/// What the library resolves a reference to. All but `kind` and `target`, which are the question's, are null when it resolves it to nothing.
///
/// @param packageId the package of the resource, as `name#version`; null as well for a resource that the library brings itself
/// @param type of the resource, as the library has it in R5
/// @param id logical id
/// @param url of the resource
/// @param version business version
/// @param content of a code system, such as `complete`
/// @param failure what the library threw instead of answering
record Answer(
        String kind,
        String target,
        @Nullable String packageId,
        @Nullable String type,
        @Nullable String id,
        @Nullable String url,
        @Nullable String version,
        @Nullable String content,
        @Nullable String failure) {}
