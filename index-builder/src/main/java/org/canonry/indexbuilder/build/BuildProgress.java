package org.canonry.indexbuilder.build;

import org.canonry.storage.index.SnapshotManifest;
import org.canonry.storage.packages.PackageVersion;

/// Who wants to know how a build goes. Called by the building thread; what it throws ends the build.
public interface BuildProgress {
    /// Nobody wants to know.
    BuildProgress SILENT = new BuildProgress() {};

    /// A batch begins.
    ///
    /// @param packageVersions how many it has
    /// @param bytes length of their rs files, compressed
    default void started(int packageVersions, long bytes) {}

    /// A package version was read and handed on.
    ///
    /// @param bytes length of its rs file, compressed
    default void read(PackageVersion version, long bytes) {}

    /// The batch is visible.
    default void published(SnapshotManifest snapshot) {}
}
