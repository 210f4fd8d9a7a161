package org.canonry.storage.archive;

/// A tarball that is not read any further.
///
/// @param problem which rule it breaks
/// @param detail in words, naming the entry or the limit, with what to do next; without control characters
public record TarballRefused(TarballProblem problem, String detail) implements InspectedTarball {}
