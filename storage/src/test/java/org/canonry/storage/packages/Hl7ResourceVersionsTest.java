package org.canonry.storage.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.utilities.VersionUtilities;
import org.junit.jupiter.api.Test;

/// The order of resources' versions beside HL7's own, on versions as real resources have them. Replay with `-Dcanonry.seed=…`.
class Hl7ResourceVersionsTest {
    private static final long SEED = Long.getLong("canonry.seed", System.nanoTime());
    private static final int ROUNDS = 50_000;
    private static final List<String> SPECIMENS = List.of(
            "2.9", "1.0", "0.01", "v.1.0.1", "2.0.0a", "0.0.1.035", "2019.01.01", "2025.0.4", "1.0.6-2", "January 2019", "B", "main", "57", "0006",
            "2012", "20190801", "2019-08-01", "2019-13-01", "1.0.0", "1.0.0-ballot", "1.0.0-ballot2", "1.0.0-cibuild", "1.0.1", "1.1.0-ballot", "2.0.0");

    private final Random random = new Random(SEED);

    /// Every point in which we mean to differ, and nowhere else.
    private enum Difference {
        /// Versions that look unlike are compared as text by HL7, which is no order: `9.0.0` comes after `2018-08-12`, that after `10.0.0`, and that
        /// after `9.0.0`. We put dates before numbers, and text before both.
        UNLIKE_VERSIONS_HAVE_AN_ORDER,
        /// Published versions such as `0.01`, `v.1.0.1` and `0.0.1.035` are text to HL7, and numbers to us.
        MORE_ARE_NUMBERS,
        /// See [Hl7VersionRulesTest]: numbers one by one, missing ones as 0, labels by identifier, build metadata last.
        NUMBERS_AS_ELSEWHERE,
        /// HL7 takes `201913` and `20191399` for dates and `2019` for a number. We take no month above 12 for a date, and four digits that begin with 19
        /// or 20 for a year.
        DATES_ARE_REAL,
        /// HL7 calls `20190801` and `2019-08-01` equal. We order them by their text then: an order of versions agrees with their equality.
        NO_TWO_ARE_EQUAL;

        boolean holds(String left, String right) {
            return switch (this) {
                case UNLIKE_VERSIONS_HAVE_AN_ORDER -> !guess(left).equals(guess(right));
                case MORE_ARE_NUMBERS -> isNumberToUsAlone(left) || isNumberToUsAlone(right);
                case NUMBERS_AS_ELSEWHERE -> guess(left).equals("semver") && guess(right).equals("semver") && hasPieces(left, right);
                case DATES_ARE_REAL -> isDate(left) != guess(left).equals("date") || isDate(right) != guess(right).equals("date");
                case NO_TWO_ARE_EQUAL -> hl7Order(left, right).equals(Optional.of(0));
            };
        }

        private static boolean hasPieces(String left, String right) {
            return !(left + right).matches("[\\d.]+") || left.split("\\.").length != right.split("\\.").length;
        }

        private static boolean isNumberToUsAlone(String text) {
            return guess(text).equals("alpha") && VersionAlgorithm.guess(text) == VersionAlgorithm.SEMVER;
        }

        private static boolean isDate(String text) {
            return VersionAlgorithm.guess(text) == VersionAlgorithm.DATE;
        }
    }

    @Test
    void ordersAsHl7DoesSaveForTheListedDifferences() {
        for (var round = 0; round < ROUNDS; round++) {
            differences(version(), version());
        }
    }

    @Test
    void listsNoDifferenceThatIsNone() {
        var seen = EnumSet.noneOf(Difference.class);
        for (var left : SPECIMENS) {
            SPECIMENS.forEach(right -> seen.addAll(differences(left, right)));
        }
        assertThat(seen).isEqualTo(EnumSet.allOf(Difference.class));
    }

    /// Why the order of two versions is not HL7's; nothing when it is.
    private static Set<Difference> differences(String left, String right) {
        return hl7Order(left, right).equals(Optional.of(weOrder(left, right))) ? Set.of() : explained(left, right);
    }

    @Test
    void guessesTheAlgorithmAsHl7DoesSaveForDatesThatAreNoneAndNumbersThatHl7Refuses() {
        for (var round = 0; round < ROUNDS; round++) {
            var version = version();
            var guessed = VersionAlgorithm.guess(version).code();
            if (!guessed.equals(guess(version))) {
                var known = guess(version).equals("alpha") ? guessed.equals("semver") : guessed.equals("date") != guess(version).equals("date");
                assertThat(known).as("%s is %s to us and %s to HL7, %s", version, guessed, guess(version), seed()).isTrue();
            }
        }
    }

    private static Set<Difference> explained(String left, String right) {
        var reasons = EnumSet.allOf(Difference.class);
        reasons.removeIf(difference -> !difference.holds(left, right));
        assertThat(reasons).as("an unlisted difference between %s and %s, %s", left, right, seed()).isNotEmpty();
        return reasons;
    }

    private String version() {
        return switch (random.nextInt(6)) {
            case 0 -> pick("2.9", "1.0", "0.01", "v.1.0.1", "2.0.0a", "0.0.1.035", "2019.01.01", "2025.0.4", "1.0.6-2");
            case 1 -> pick("January 2019", "January 2020", "5 March 2019", "07/14/2020", "May 2021 Edition", "B", "main", "current");
            case 2 -> pick("0", "1", "01", "57", "0006", "0391", "2012", "2000");
            case 3 -> "%d%s%02d".formatted(2000 + random.nextInt(30), pick("", "-"), random.nextInt(14));
            case 4 -> day(pick("", "-"));
            default -> "%d.%d.%d%s".formatted(random.nextInt(3), random.nextInt(12), random.nextInt(12), pick("", "", "", "-ballot", "-ballot2", "-cibuild"));
        };
    }

    private String day(String dash) {
        return "%d%s%02d%s%02d%s".formatted(
                2000 + random.nextInt(3), dash, random.nextInt(14), dash, random.nextInt(33), pick("", "", "T10:00:00Z"));
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static int weOrder(String left, String right) {
        return Integer.signum(BusinessVersion.of(left).compareTo(BusinessVersion.of(right)));
    }

    private static Optional<Integer> hl7Order(String left, String right) {
        try {
            return Optional.of(Integer.signum(VersionUtilities.compareVersionsGeneral(left, right)));
        } catch (FHIRException | NumberFormatException refused) {
            return Optional.empty();
        }
    }

    private static String guess(String version) {
        return VersionUtilities.guessVersionAlgorithmFromVersion(version);
    }

    private static String seed() {
        return "replay with -Dcanonry.seed=" + SEED;
    }
}
