package org.canonry.storage.canonical;

/// What a line of an rs file turned out to be.
public sealed interface ParsedLine permits Canonical, LineRejected {}
