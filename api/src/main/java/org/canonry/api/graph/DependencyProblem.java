package org.canonry.api.graph;

/// Why a declared dependency leads nowhere.
public enum DependencyProblem {
    /// There is no package of that name, in lower case neither.
    UNKNOWN_PACKAGE,
    /// The package is there, but no version of it is meant.
    NO_MATCHING_VERSION,
    /// What is asked for is no published version, whatever there is: `current`, `dev`, a path, an address, a range of npm's.
    UNSUPPORTED_SELECTOR
}
