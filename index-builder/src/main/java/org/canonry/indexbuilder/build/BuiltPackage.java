package org.canonry.indexbuilder.build;

import java.util.List;
import java.util.function.BiConsumer;
import org.canonry.storage.canonical.Membership;
import org.canonry.storage.packages.PackageVersion;

/// A package version whose place among the others is decided.
///
/// @param memberships one for each of the lines, in their order
record BuiltPackage(PackageLines lines, List<Membership> memberships) {

    PackageVersion version() {
        return lines.version();
    }

    /// Each canonical with its membership.
    void forEach(BiConsumer<PackageLines.Line, Membership> each) {
        for (var i = 0; i < memberships.size(); i++) {
            each.accept(lines.lines().get(i), memberships.get(i));
        }
    }
}
