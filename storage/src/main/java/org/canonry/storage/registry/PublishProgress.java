package org.canonry.storage.registry;

/// Hears how far [Registry#publishViews] is. Called from one thread at a time.
@FunctionalInterface
public interface PublishProgress {
    /// @param written objects that are done
    /// @param total objects in all
    void written(int written, int total);
}
