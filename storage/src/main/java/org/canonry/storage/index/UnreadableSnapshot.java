package org.canonry.storage.index;

import java.io.IOException;

/// A snapshot that cannot be opened: damaged, incomplete, or of another format. The message says what to do.
public final class UnreadableSnapshot extends IOException {
    private static final long serialVersionUID = 1L;

    /// With what is wrong and what to do, in words.
    public UnreadableSnapshot(String message) {
        super(message);
    }
}
