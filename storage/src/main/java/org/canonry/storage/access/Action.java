package org.canonry.storage.access;

/// What a token may be good for. The names are kept: they are in the database.
public enum Action {
    /// To bring new versions.
    PUBLISH,
    /// To warn those who take a version, and to stop warning them.
    DEPRECATE,
    /// To withdraw a version, and to restore it.
    WITHDRAW
}
