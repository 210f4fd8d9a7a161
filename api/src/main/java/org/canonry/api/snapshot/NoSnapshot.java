package org.canonry.api.snapshot;

/// There is no snapshot to answer from yet. The message says why, as far as it is known.
public final class NoSnapshot extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// With the reason, in words.
    public NoSnapshot(String reason) {
        super(reason);
    }
}
