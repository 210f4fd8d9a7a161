package org.canonry.storage.canonical;

/// A canonical and the line of an rs file that holds it.
///
/// @param number of the line, from 1
/// @param location where the line stands in the gzip file
/// @param canonical what it says
public record CanonicalLine(long number, Location location, Canonical canonical) {}
