package org.canonry.storage.database;

import java.util.List;
import java.util.function.BiConsumer;
import org.canonry.storage.canonical.CanonicalLine;
import org.canonry.storage.canonical.Membership;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.registry.Quarantined;

/// All that the record keeps of one package version.
///
/// @param version the package version
/// @param lines its canonicals, in the order of its rs file
/// @param memberships one for each of the lines, in their order
/// @param quarantined its lines that are no canonicals, and its files that were refused before
/// @param lineCount lines of its rs file that are not blank
public record PackageRows(
        PackageVersion version, List<CanonicalLine> lines, List<Membership> memberships, List<Quarantined> quarantined, long lineCount) {

    /// Each canonical with its membership.
    public void forEach(BiConsumer<CanonicalLine, Membership> each) {
        for (var i = 0; i < memberships.size(); i++) {
            each.accept(lines.get(i), memberships.get(i));
        }
    }

    /// How many of the quarantined items are lines.
    long quarantinedLines() {
        return quarantined.stream().filter(item -> item.line() != null).count();
    }
}
