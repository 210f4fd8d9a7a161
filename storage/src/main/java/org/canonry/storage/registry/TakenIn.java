package org.canonry.storage.registry;

import org.canonry.storage.packages.PackageId;

/// What became of a tarball that was handed to [Registry#take].
public sealed interface TakenIn {
    /// It is in the log now.
    ///
    /// @param event its place there, and what became of its files
    record Loaded(LogEvent.Loaded event) implements TakenIn {}

    /// The same bytes are in the log already; nothing was changed.
    record AlreadyThere(PackageId id) implements TakenIn {}

    /// It is not taken in, and why; remembered in quarantine.
    record Refused(Quarantined quarantined) implements TakenIn {}
}
