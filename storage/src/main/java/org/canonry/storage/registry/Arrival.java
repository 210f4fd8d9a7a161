package org.canonry.storage.registry;

import org.canonry.storage.archive.Tarball;
import org.canonry.storage.bucket.Content;

/// A tarball that was found sound.
///
/// @param source what people call it
record Arrival(String source, Content content, Hashes hashes, Tarball tarball) {}
