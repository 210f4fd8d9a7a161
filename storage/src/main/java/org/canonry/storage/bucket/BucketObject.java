package org.canonry.storage.bucket;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/// An object being read: what it is, and its bytes once. To be closed. For one thread.
///
/// The bytes are those of [#info()]'s generation from the first to the last, also when the object is overwritten or
/// deleted meanwhile.
public final class BucketObject implements Closeable {
    private final ObjectInfo info;
    private final InputStream stream;

    /// @param info what the stream's bytes are
    /// @param stream closed with this object
    public BucketObject(ObjectInfo info, InputStream stream) {
        this.info = info;
        this.stream = stream;
    }

    /// Which writing of the object this is.
    public ObjectInfo info() {
        return info;
    }

    /// The bytes, from the start; always the same stream.
    public InputStream stream() {
        return stream;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
