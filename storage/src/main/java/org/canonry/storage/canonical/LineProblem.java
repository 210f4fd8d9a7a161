package org.canonry.storage.canonical;

/// Why a line of an rs file cannot be indexed. The names are stable codes that quarantine keeps.
public enum LineProblem {
    /// Longer than the limit `line_bytes`.
    LINE_TOO_LONG,
    /// Not well-formed JSON, or not UTF-8.
    INVALID_JSON,
    /// JSON, but no object.
    NOT_AN_OBJECT,
    /// No `resourceType`.
    NO_RESOURCE_TYPE,
    /// No `url`, and no NamingSystem with a unique id either.
    NO_URL,
    /// `url` is no text, is empty, or is longer than the limit `url_bytes`.
    INVALID_URL,
    /// A second line with the file name of an earlier line of the same package version.
    DUPLICATE_FILE
}
