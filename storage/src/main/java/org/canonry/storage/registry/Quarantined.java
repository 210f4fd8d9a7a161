package org.canonry.storage.registry;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A line, a file or a whole tarball that was refused.
///
/// @param source what was refused: the name of a tarball, or the file inside one (which one, where several have one path), or the key of an rs
///     file; with `line` and `reason` it is told apart from all others
/// @param packageName package that it belongs to; null when a tarball does not tell
/// @param version see `packageName`
/// @param line from 1; null for a file or a tarball
/// @param reason stable code
/// @param detail in words, with what to do next
public record Quarantined(
        String source,
        @Nullable String packageName,
        @Nullable String version,
        @Nullable Long line,
        String reason,
        String detail) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// As the bucket keeps it.
    public byte[] toJson() {
        return JSON.writeValueAsBytes(this);
    }

    /// Reads what [#toJson] wrote.
    ///
    /// @throws JacksonException when it is something else
    public static Quarantined read(byte[] json) {
        return JSON.readValue(json, Quarantined.class);
    }
}
