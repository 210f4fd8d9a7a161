package org.canonry.storage.packages;

/// A `package.json` that names no package version, and why.
///
/// @param detail what is wrong and what would be right; for invalid JSON with line and column, from 1
public record ManifestRefused(Problem problem, String detail) implements ManifestRead {
    /// What can be wrong with a manifest.
    public enum Problem {
        /// Larger, deeper or with longer names or numbers than is read.
        TOO_LARGE,
        /// Not JSON.
        INVALID_JSON,
        /// JSON, but no object.
        NOT_AN_OBJECT,
        /// No name.
        NO_NAME,
        /// The name is no package name.
        INVALID_NAME,
        /// No version.
        NO_VERSION,
        /// The version is none.
        INVALID_VERSION
    }
}
