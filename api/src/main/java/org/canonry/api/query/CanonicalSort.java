package org.canonry.api.query;

/// The order of hits. Ties are broken by url, package version and file name, so that no two hits are equal.
public enum CanonicalSort {
    /// The best first. Its positions hold in one snapshot only, for scores depend on all of it.
    RELEVANCE,
    /// By url, character by character.
    URL,
    /// The newest first; what has no date last. A month or year counts from its first day.
    DATE
}
