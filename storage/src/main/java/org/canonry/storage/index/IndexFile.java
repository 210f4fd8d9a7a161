package org.canonry.storage.index;

import org.canonry.storage.bucket.Key;

/// One immutable file of a snapshot, named in the bucket by its content.
///
/// @param name name in the index folder, as Lucene knows it
/// @param sha256 hexadecimal digest of the content
/// @param sizeBytes length
public record IndexFile(String name, String sha256, long sizeBytes) {
    /// Where the files of all snapshots are.
    public static final String FOLDER = "index/files/";

    /// Where the bucket holds the content.
    public Key key() {
        return Key.of(FOLDER + sha256);
    }
}
