package org.canonry.storage.bucket;

/// Tells one writing of an object from another. Opaque: equal or not, and nothing else.
///
/// It changes with every overwrite, also by the same bytes. It means something only for the key it came from, in the
/// bucket it came from.
///
/// @param token as the bucket made it
public record Generation(String token) {}
