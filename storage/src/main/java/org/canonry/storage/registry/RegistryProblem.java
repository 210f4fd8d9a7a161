package org.canonry.storage.registry;

/// Why the registry refuses a tarball, or a file of one, that is no matter of its archive or of its package.json.
/// The names are kept: they are written into quarantine.
public enum RegistryProblem {
    /// Other bytes have this name and version already. A published version never changes.
    DIFFERENT_CONTENT,
    /// A later file of the tarball has the same path; on disk that one would win.
    DUPLICATE_FILE,
    /// A file that is called JSON and is none, or is not UTF-8.
    INVALID_JSON,
    /// A file longer than a line may be (`line_bytes`).
    LINE_TOO_LONG,
    /// More files of the tarball cannot be read than `refused_files`.
    TOO_MANY_REFUSED_FILES
}
