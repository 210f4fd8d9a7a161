package org.canonry.bench.agreement;

import java.util.Optional;
import org.canonry.storage.canonical.UseKind;
import org.jspecify.annotations.Nullable;

/// What HL7's library resolves a reference to: a line of what the program in `oracle/` writes.
///
/// @param packageId and the next five: as in [Found]; `type` is null when the library resolves the reference to nothing
/// @param failure what the library threw instead of answering; null when it answered
record Answer(
        UseKind kind,
        String target,
        @Nullable String packageId,
        @Nullable String type,
        @Nullable String id,
        @Nullable String url,
        @Nullable String version,
        @Nullable String content,
        @Nullable String failure) {

    Question question() {
        return new Question(kind, target);
    }

    Optional<Found> found() {
        return type == null ? Optional.empty() : Optional.of(new Found(packageId, type, id, url, version, content, null));
    }
}
