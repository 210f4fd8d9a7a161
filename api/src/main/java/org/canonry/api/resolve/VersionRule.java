package org.canonry.api.resolve;

import java.util.Optional;
import java.util.regex.Pattern;
import org.canonry.storage.packages.BusinessVersion;
import org.canonry.storage.packages.VersionSelector;
import org.jspecify.annotations.Nullable;

/// A rule by which a resource's version may meet the version that a reference asks for.
///
/// @param kind what a match by this rule is
/// @param test whether a version meets it
record VersionRule(MatchKind kind, Test test) {
    private static final Pattern PARTIAL = Pattern.compile("\\d+\\.\\d+");
    private static final Pattern FULL = Pattern.compile("(\\d+\\.\\d+)\\.\\d+");

    /// Whether a version, or none, meets a rule.
    interface Test {
        boolean met(@Nullable BusinessVersion version);
    }

    /// The rule that comes first.
    static VersionRule first(@Nullable String asked) {
        return asked == null
                ? new VersionRule(MatchKind.UNVERSIONED, version -> true)
                : new VersionRule(MatchKind.EXACT, version -> version != null && version.text().equals(asked));
    }

    /// The rule for when nobody carries the asked version itself; empty when nothing else is meant.
    ///
    /// As HL7's validator does: the newest of the same major and minor number for `1.0` and `1.0.0`, and wildcards part by part. A `?`, a tag, and
    /// a version with a label have no meaning there but their text.
    static Optional<VersionRule> further(@Nullable String asked) {
        if (asked == null || asked.endsWith("?")) {
            return Optional.empty();
        }
        if (PARTIAL.matcher(asked).matches()) {
            return Optional.of(within(MatchKind.PARTIAL, asked));
        }
        var full = FULL.matcher(asked);
        if (full.matches()) {
            return Optional.of(within(MatchKind.FALLBACK, full.group(1)));
        }
        return VersionSelector.parse(asked) instanceof VersionSelector.Wildcard wildcard
                ? Optional.of(new VersionRule(MatchKind.WILDCARD, version -> matches(wildcard, version)))
                : Optional.empty();
    }

    private static VersionRule within(MatchKind kind, String majorAndMinor) {
        var start = majorAndMinor + '.';
        return new VersionRule(kind, version -> version != null && version.text().startsWith(start));
    }

    private static boolean matches(VersionSelector selector, @Nullable BusinessVersion version) {
        return version != null && version.version() != null && selector.matches(version.version());
    }
}
