package org.canonry.storage.bucket;

import java.time.Instant;

/// What a bucket knows of an object without reading it.
///
/// @param key where it is
/// @param sizeBytes how long it is
/// @param generation which writing of it this is
/// @param lastModified when it was written; a copy keeps the time of what it was copied from
public record ObjectInfo(Key key, long sizeBytes, Generation generation, Instant lastModified) {}
