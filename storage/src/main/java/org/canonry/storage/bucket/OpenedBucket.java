package org.canonry.storage.bucket;

/// What came of opening a bucket.
public sealed interface OpenedBucket {
    /// It is open; whoever asked closes it.
    ///
    /// @param bucket ready to be used
    record Ready(Bucket bucket) implements OpenedBucket {}

    /// There is no bucket by that name.
    ///
    /// @param reason which rule says so
    /// @param detail in words, with what to do
    record Refused(Reason reason, String detail) implements OpenedBucket {}

    /// Why a location is refused.
    enum Reason {
        /// Nothing was given.
        EMPTY,
        /// A bucket of Google Cloud Storage, which is not built in.
        GOOGLE_CLOUD_STORAGE,
        /// Something other than a folder is at that path, or the path cannot be one.
        NOT_A_FOLDER,
        /// A URL of a kind that no bucket has.
        UNKNOWN_SCHEME,
    }
}
