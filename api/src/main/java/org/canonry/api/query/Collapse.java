package org.canonry.api.query;

/// What one hit stands for.
public enum Collapse {
    /// One hit a url: its preferred carrier among those that match.
    URL,
    /// Each carrier is a hit.
    NONE
}
