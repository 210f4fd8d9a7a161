package org.canonry.storage.canonical;

import java.io.IOException;

/// The bytes of a gzip file are not what they should be: reading them again will not help. Other `IOException`s are trouble on the way to the bytes.
public final class DamagedGzip extends IOException {
    private static final long serialVersionUID = 1L;

    /// With what is wrong, in words.
    public DamagedGzip(String message) {
        super(message);
    }
}
