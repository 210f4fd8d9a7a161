package org.canonry.indexbuilder.build;

import java.util.List;
import org.canonry.storage.canonical.CanonicalLine;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.registry.Quarantined;

/// What the rs file of one package version holds.
///
/// @param version the package version
/// @param lines the canonicals, in the order of the file
/// @param quarantined the lines that are none, the rest of a damaged file, and files that were refused when the package was taken in
/// @param lineCount lines that are not blank: as many as the other two hold together, and a damaged rest besides
record PackageLines(PackageVersion version, List<CanonicalLine> lines, List<Quarantined> quarantined, long lineCount) {}
