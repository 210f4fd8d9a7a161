package org.canonry.storage.canonical;

/// Where a line stands in its gzipped rs file: one range read of `memberBytes` from `memberOffset`, inflated, holds it.
///
/// @param memberOffset byte offset of the gzip member in which the line begins
/// @param memberBytes compressed bytes from there to the end of the member in which the line ends
/// @param lineOffset uncompressed bytes before the line, counted from the member's start
/// @param lineBytes uncompressed bytes of the line, without its line end
public record Location(long memberOffset, long memberBytes, long lineOffset, int lineBytes) {}
