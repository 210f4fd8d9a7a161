package org.canonry.storage.archive;

/// What was met in a tarball, from the first entry to the last.
///
/// @param entries everything, folders too
/// @param files what is a file and not [#appleDoubles()]
/// @param jsonFiles those among the files whose name ends in `.json`
/// @param appleDoubles the `._` companions that macOS adds, which are passed over
/// @param uncompressedBytes how long the tar is, headers and padding included
public record TarballSummary(int entries, int files, int jsonFiles, int appleDoubles, long uncompressedBytes) {}
