package org.canonry.api.resolve;

/// How the version of what was found stands to the version that was asked.
public enum MatchKind {
    /// The asked version.
    EXACT,
    /// None was asked.
    UNVERSIONED,
    /// `|1.0` met by 1.0.1.
    PARTIAL,
    /// `|1.0.x` met by 1.0.1.
    WILDCARD,
    /// The asked version is not there, and a near one was taken: `|1.0.0` met by 1.0.1.
    FALLBACK
}
