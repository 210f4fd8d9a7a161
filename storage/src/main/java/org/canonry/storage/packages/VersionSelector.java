package org.canonry.storage.packages;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Text that selects versions of a package: `4.0.1`, `4.0.x`, `latest`, or something that FHIR has no meaning for.
///
/// The grammar is HL7's for FHIR packages, not npm's: `1.0` is that version and no range.
public sealed interface VersionSelector {
    /// What `text` means. Never throws and refuses nothing: what means nothing is [Unsupported], with the reason.
    /// White space around the text is passed over.
    static VersionSelector parse(String text) {
        return SelectorGrammar.parse(text.strip());
    }

    /// Whether the selector stands for this version, whatever other versions there are.
    boolean matches(Version version);

    /// The text, without white space around it.
    String text();

    /// The version that is meant among these: the highest match. Empty when none matches.
    default Optional<Version> best(Collection<Version> versions) {
        return versions.stream().filter(this::matches).max(Comparator.naturalOrder());
    }

    /// One version, by its exact text: `2.0` is not `2.0.0`, and `2.0.0` not `2.0.0+1`.
    record Exact(Version version) implements VersionSelector {
        @Override
        public boolean matches(Version other) {
            return version.equals(other);
        }

        @Override
        public String text() {
            return version.text();
        }
    }

    /// All versions of a pattern. Labelled ones only where the pattern names a label, so the best is the plain highest.
    record Wildcard(VersionPattern pattern) implements VersionSelector {
        @Override
        public boolean matches(Version version) {
            return pattern.matches(version);
        }

        @Override
        public String text() {
            return pattern.toString();
        }
    }

    /// A word. It matches the version published under that very word (`main`); otherwise [#best] knows `latest` and `next`,
    /// and other tags are known only to who keeps the package's tags.
    record Tag(Version word) implements VersionSelector {
        /// The tag that is meant where none is written.
        public static final Tag LATEST = new Tag(Version.of("latest"));

        /// The tag of the highest pre-release.
        public static final Tag NEXT = new Tag(Version.of("next"));

        @Override
        public boolean matches(Version version) {
            return word.equals(version);
        }

        @Override
        public String text() {
            return word.text();
        }

        /// The version of that very word. Else, for `latest`, the highest release, or the highest of all where there is no
        /// release; for `next`, the highest pre-release.
        @Override
        public Optional<Version> best(Collection<Version> versions) {
            return VersionSelector.super.best(versions).or(() -> ruled(versions));
        }

        private Optional<Version> ruled(Collection<Version> versions) {
            if (equals(LATEST)) {
                var releases = versions.stream().filter(Version::isRelease).max(Comparator.naturalOrder());
                return releases.or(() -> versions.stream().max(Comparator.naturalOrder()));
            }
            return versions.stream()
                    .filter(version -> equals(NEXT) && version.isNumeric() && !version.isRelease())
                    .max(Comparator.naturalOrder());
        }
    }

    /// Text that selects no published version.
    ///
    /// @param text the text, as it was written
    /// @param reason why, for code
    /// @param detail why and what to write instead, for people
    record Unsupported(String text, Reason reason, String detail) implements VersionSelector {
        @Override
        public boolean matches(Version version) {
            return false;
        }

        /// Why a selector means nothing here.
        public enum Reason {
            /// There is no text.
            EMPTY,
            /// `current` or `current$branch`: what a build server made last.
            CONTINUOUS_BUILD,
            /// `dev`: what somebody built on their own machine.
            LOCAL_BUILD,
            /// A path on somebody's machine.
            LOCAL_FILE,
            /// An address instead of a version.
            URL,
            /// A range of npm's.
            RANGE,
            /// An npm alias where a version is needed.
            ALIAS,
            /// Nothing that names a version.
            MEANINGLESS
        }
    }
}
