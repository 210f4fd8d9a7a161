package org.canonry.storage.bucket;

import java.io.IOException;

/// An object that is longer than its reader takes into memory.
public final class ObjectTooLarge extends IOException {
    ObjectTooLarge(ObjectInfo info, long maxBytes) {
        super("%s has %d bytes, at most %d are read at once: read it as a stream"
                .formatted(info.key(), info.sizeBytes(), maxBytes));
    }
}
