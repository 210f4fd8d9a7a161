package org.canonry.storage.upstream;

import java.nio.file.Path;

/// What came of asking an upstream for a package version.
public sealed interface Fetch {
    /// It is here.
    ///
    /// @param tarball the file it was written to
    record Fetched(Path tarball) implements Fetch {}

    /// The upstream has no such package, or not this version of it.
    record NotThere() implements Fetch {}

    /// The upstream answered with something that is not used.
    ///
    /// @param detail what was wrong with it, in words
    record Rejected(String detail) implements Fetch {}

    /// The upstream did not answer. Asking it for other packages is of no use.
    ///
    /// @param detail what happened, in words
    record Unreachable(String detail) implements Fetch {}
}
