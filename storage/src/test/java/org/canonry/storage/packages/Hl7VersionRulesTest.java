package org.canonry.storage.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.canonry.storage.SharedFiles;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.utilities.VersionUtilities;
import org.junit.jupiter.api.Test;

/// Our rules beside HL7's own, on random versions and wildcards. Replay with `-Dcanonry.seed=…`.
class Hl7VersionRulesTest {
    private static final long SEED = Long.getLong("canonry.seed", System.nanoTime());
    private static final int ROUNDS = 50_000;

    private final Random random = new Random(SEED);

    /// Every point in which we mean to differ, and nowhere else.
    private enum Difference {
        /// HL7 throws for wildcards and versions outside its grammar (`v.1.0.1`, four numbers, `2?`, `*.*`). A bucket holds
        /// such versions, and one of them must not fail the whole package; where the rules give an answer, we give it.
        HL7_REFUSES_THE_TEXT,
        /// `2.0.0-ballot?`: a trailing `?` ignores what follows, and build metadata is what follows a label.
        OPEN_AFTER_A_LABEL,
        /// Semantic Versioning 2.0.0, section 11.4: labels are compared identifier by identifier, numbers as numbers. HL7
        /// compares the label as one text: its `ballot.10` comes before `ballot.2`, and a number beside a word makes it throw.
        LABELS_BY_IDENTIFIER,
        /// Missing numbers are 0, so that `1.0` comes after `1.0.0-ballot` as a release does; HL7 puts every `1.0` before
        /// every `1.0.0`.
        MISSING_NUMBERS_ARE_ZERO,
        /// Semantic Versioning 2.0.0, section 10: build metadata does not count, and only breaks ties. HL7 puts `1.0.0-a+b`
        /// before `1.0.0-a`.
        BUILD_ONLY_BREAKS_TIES;

        private static final Set<Difference> IN_MATCHING = EnumSet.of(HL7_REFUSES_THE_TEXT, OPEN_AFTER_A_LABEL);
        private static final Set<Difference> IN_ORDER = EnumSet.complementOf(EnumSet.of(OPEN_AFTER_A_LABEL));

        boolean holds(String left, String right) {
            return switch (this) {
                case HL7_REFUSES_THE_TEXT -> hl7Refuses(left) || hl7Refuses(right);
                case OPEN_AFTER_A_LABEL -> left.endsWith("?") && left.contains("-") && right.contains("+");
                case LABELS_BY_IDENTIFIER -> byIdentifier(label(left), label(right));
                case MISSING_NUMBERS_ARE_ZERO -> numbers(left) != numbers(right);
                case BUILD_ONLY_BREAKS_TIES -> left.contains("+") || right.contains("+");
            };
        }
    }

    @Test
    void matchesWildcardsAsHl7DoesSaveForTheListedDifferences() {
        var seen = EnumSet.noneOf(Difference.class);
        for (var round = 0; round < ROUNDS; round++) {
            var pattern = pattern();
            var version = version();
            if (!hl7Matches(pattern, version).equals(weMatch(pattern, version))) {
                seen.addAll(explained(Difference.IN_MATCHING, pattern, version));
            }
        }
        assertThat(seen).as(seed()).isEqualTo(Difference.IN_MATCHING);
    }

    @Test
    void ordersVersionsAsHl7DoesSaveForTheListedDifferences() {
        var seen = EnumSet.noneOf(Difference.class);
        for (var round = 0; round < ROUNDS; round++) {
            var left = version();
            var right = version();
            if (!hl7Order(left, right).equals(Optional.of(weOrder(left, right)))) {
                seen.addAll(explained(Difference.IN_ORDER, left, right));
            }
        }
        assertThat(seen).as(seed()).isEqualTo(Difference.IN_ORDER);
    }

    /// Every version of the real packages beside every one that they require.
    @Test
    void treatsWhatRealPackagesAskForAsHl7DoesSaveForTheListedDifferences() throws IOException {
        var manifests = PackageJson.tarballs(SharedFiles.packages()).stream().map(PackageJson::manifest).toList();
        var versions = manifests.stream().map(manifest -> manifest.id().version().text()).distinct().toList();
        var asked = manifests.stream().flatMap(manifest -> manifest.dependencies().stream()).map(Dependency::requirement).distinct().toList();
        assertThat(asked).anyMatch(requirement -> requirement.endsWith(".x"));
        for (var version : versions) {
            for (var requirement : asked) {
                if (VersionSelector.parse(requirement) instanceof VersionSelector.Wildcard && !hl7Matches(requirement, version).equals(weMatch(requirement, version))) {
                    explained(Difference.IN_MATCHING, requirement, version);
                }
            }
            for (var other : versions) {
                if (!hl7Order(version, other).equals(Optional.of(weOrder(version, other)))) {
                    explained(Difference.IN_ORDER, version, other);
                }
            }
        }
    }

    @Test
    void ordersTotally() {
        for (var round = 0; round < ROUNDS; round++) {
            var a = Version.of(version());
            var b = Version.of(version());
            var c = Version.of(version());
            assertThat(Integer.signum(a.compareTo(b)))
                    .as("%s %s, %s", a, b, seed())
                    .isEqualTo(-Integer.signum(b.compareTo(a)));
            assertThat(a.compareTo(b) == 0).as("%s %s, %s", a, b, seed()).isEqualTo(a.equals(b));
            assertThat(a.compareTo(b) < 0 && b.compareTo(c) < 0 && a.compareTo(c) >= 0)
                    .as("%s %s %s, %s", a, b, c, seed())
                    .isFalse();
        }
    }

    @Test
    void neverThrowsWhateverTheTextIs() {
        var alphabet = "0123.*xX?-+a@/#$ <:^~|\u0000\ud800é".toCharArray();
        for (var round = 0; round < ROUNDS; round++) {
            var text = random.ints(random.nextInt(8), 0, alphabet.length)
                    .collect(StringBuilder::new, (built, at) -> built.append(alphabet[at]), StringBuilder::append)
                    .toString();
            var selector = VersionSelector.parse(text);
            assertThat(selector.text()).as(seed()).isEqualTo(text.strip());
            assertThat(VersionPattern.parse(text)).as(seed()).isNotNull();
            assertThat(PackageSpec.parse(text)).as(seed()).isNotNull();
            assertThat(Dependency.of(text, text)).as(seed()).isNotNull();
        }
    }

    private static Set<Difference> explained(Set<Difference> listed, String left, String right) {
        var reasons = EnumSet.copyOf(listed);
        reasons.removeIf(difference -> !difference.holds(left, right));
        assertThat(reasons).as("an unlisted difference between %s and %s, %s", left, right, seed()).isNotEmpty();
        return reasons;
    }

    private String version() {
        return switch (random.nextInt(40)) {
            case 0 -> pick("main", "v.1.0.1", "2019.01.01", "1.0.0a", "2.0.0a", "1", "0.0.1.0", "0.0.1.035", "current", "2025.0.4", "1.0.6-2");
            default -> core(false) + label(false) + build(false);
        };
    }

    private String pattern() {
        return core(true) + label(true) + build(true) + pick("", "", "", "?");
    }

    private String core(boolean wild) {
        var parts = pick("..", "..", "..", ".", "", "...").length();
        var core = new StringBuilder(wild && random.nextInt(20) == 0 ? "*" : number());
        for (var part = 0; part < parts; part++) {
            core.append('.').append(wild && random.nextInt(3) == 0 ? pick("*", "x", "X") : number());
        }
        return core.toString();
    }

    private String label(boolean wild) {
        var written = pick("a", "b", "A", "a.2", "a.10", "2", "10", "a-1");
        return random.nextBoolean() ? "" : "-" + (wild && random.nextBoolean() ? "*" : written);
    }

    private String build(boolean wild) {
        return random.nextInt(3) > 0 ? "" : "+" + (wild && random.nextBoolean() ? "*" : pick("a", "b", "1"));
    }

    private String number() {
        return pick("0", "1", "2", "10");
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static Optional<Boolean> weMatch(String pattern, String version) {
        return VersionPattern.parse(pattern).valid().map(wildcard -> wildcard.matches(Version.of(version)));
    }

    private static Optional<Boolean> hl7Matches(String pattern, String version) {
        try {
            return Optional.of(VersionUtilities.versionMatches(pattern, version));
        } catch (FHIRException refused) {
            return Optional.empty();
        }
    }

    private static int weOrder(String left, String right) {
        return Integer.signum(Version.of(left).compareTo(Version.of(right)));
    }

    private static Optional<Integer> hl7Order(String left, String right) {
        try {
            return Optional.of(Integer.signum(VersionUtilities.compareVersions(left, right)));
        } catch (FHIRException | NumberFormatException refused) {
            return Optional.empty();
        }
    }

    private static boolean hl7Refuses(String text) {
        return !VersionUtilities.isSemVerWithWildcards(text) && !VersionUtilities.isSemVer(text, true);
    }

    private static boolean byIdentifier(String left, String right) {
        return Ascii.isDigits(left) || Ascii.isDigits(right) || (hasStructure(left) && hasStructure(right));
    }

    private static boolean hasStructure(String label) {
        return label.chars().anyMatch(c -> !Character.isLetter(c));
    }

    private static String label(String text) {
        var plain = text.split("\\+", 2)[0];
        return plain.contains("-") ? plain.substring(plain.indexOf('-') + 1) : "";
    }

    private static int numbers(String text) {
        return List.of(text.split("[-+]", 2)[0].split("\\.")).size();
    }

    private static String seed() {
        return "replay with -Dcanonry.seed=" + SEED;
    }
}
