package org.canonry.storage.canonical;

/// How one carrier of a `url|version` stands to the first one, by lsn.
public enum Membership {
    /// The first carrier of this `url|version`.
    INTRODUCED,
    /// A later carrier with the same content.
    REPEATED,
    /// A later carrier with other content.
    DIVERGED
}
