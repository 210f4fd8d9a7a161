package org.canonry.api.query;

import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.PackageHistory;

/// A completion of what was typed so far.
///
/// @param text that completes it: a url, name, title or package name
/// @param target what it stands for
public record Suggestion(String text, Target target) {

    /// What a completion stands for.
    public sealed interface Target {
        /// A canonical, as its preferred carrier has it.
        record OfResource(CanonicalResource resource) implements Target {}

        /// A package.
        record OfPackage(PackageHistory history) implements Target {}
    }
}
