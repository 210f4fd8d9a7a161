package org.canonry.storage.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.canonry.storage.packages.Manifest;

/// A tarball whose taking in is prepared, so that only its place in the log is open. To be closed, committed or not.
public sealed interface Prepared extends AutoCloseable {
    @Override
    void close() throws IOException;

    /// Nothing is left to do.
    ///
    /// @param outcome what came of it
    record Decided(TakenIn outcome) implements Prepared {
        @Override
        public void close() {
            // Nothing was kept.
        }
    }

    /// Ready to be committed.
    final class Ready implements Prepared {
        private final Arrival arrival;
        private final Manifest manifest;
        private final ResourceLines lines;
        private final Path resources;

        Ready(Arrival arrival, Manifest manifest, ResourceLines lines, Path resources) {
            this.arrival = arrival;
            this.manifest = manifest;
            this.lines = lines;
            this.resources = resources;
        }

        Arrival arrival() {
            return arrival;
        }

        Manifest manifest() {
            return manifest;
        }

        ResourceLines lines() {
            return lines;
        }

        /// The rs file, until this is closed.
        Path resources() {
            return resources;
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(resources);
        }
    }
}
