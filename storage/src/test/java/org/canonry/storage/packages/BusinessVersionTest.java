package org.canonry.storage.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BusinessVersionTest {
    private static final long SEED = Long.getLong("canonry.seed", System.nanoTime());

    /// As real resources have them, the lowest first.
    private static final List<String> LADDER = List.of(
            "07/14/2020", "5 March 2019", "B", "January 2019", "January 2020", "May 2021 Edition", "current", "2000", "20020114", "2003-03", "20030327",
            "2012", "2014-03-26", "20160314", "2018-08-12", "2018-08-12T10:00:00Z", "202405", "20240502", "0", "0.0.1.035", "0.01", "0.1", "1.0.0-ballot", "01", "1",
            "1.0", "1.0.0", "1.0.6-2", "v.1.0.7", "2.0.0a", "2.0", "2.9", "10", "20.2", "57", "0391", "2025.0.4");

    @Test
    void putsTextBeforeDatesAndDatesBeforeNumbers() {
        var shuffled = new ArrayList<>(LADDER);
        Collections.shuffle(shuffled, new Random(SEED));
        assertThat(shuffled.stream().map(BusinessVersion::of).sorted().map(BusinessVersion::text))
                .as("replay with -Dcanonry.seed=" + SEED).containsExactlyElementsOf(LADDER);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0.0, SEMVER", "1.0, SEMVER", "1.0.0-ballot, SEMVER", "2019.01.01, SEMVER", "v.1.0.1, SEMVER", "2.0.0a, SEMVER", "57, INTEGER", "0391, INTEGER",
        "20201332, INTEGER", "2019-01, DATE", "20190113, DATE", "201901, DATE", "2019, DATE", "2019-01-13T10:00:00Z, DATE", "2019-13-01, SEMVER", "3019, INTEGER",
        "January 2020, ALPHA", "main, ALPHA", "'', ALPHA",
    })
    void guessesWhatAVersionLooksLike(String text, VersionAlgorithm algorithm) {
        assertThat(VersionAlgorithm.guess(text)).isEqualTo(algorithm);
    }

    @ParameterizedTest
    @CsvSource({
        "SEMVER, 1.9.0, 1.10.0", "INTEGER, 9, 10", "ALPHA, 1.10.0, 1.9.0", "ALPHA, 10, 9", "ALPHA, Release 10, Release 9", "NATURAL, Release 9, Release 10",
        "NATURAL, 1.9b, 1.10a", "NATURAL, a, b", "DATE, 2019-12, 2020", "DATE, 20191231, 2020-01-01", "DATE, 2019-05, 20190501",
    })
    void ordersByTheStatedAlgorithm(VersionAlgorithm algorithm, String lower, String higher) {
        assertThat(BusinessVersion.of(lower, algorithm)).isLessThan(BusinessVersion.of(higher, algorithm));
    }

    @Test
    void putsAStatedAlgorithmThatIsNotTheGuessedOneLast() {
        assertThat(BusinessVersion.of("a", VersionAlgorithm.NATURAL)).isGreaterThan(BusinessVersion.of("99.0.0"));
        assertThat(BusinessVersion.of("1.0.0", VersionAlgorithm.SEMVER)).isLessThan(BusinessVersion.of("2.0.0"));
        assertThat(BusinessVersion.of("main", VersionAlgorithm.INTEGER)).isEqualByComparingTo(BusinessVersion.of("main"));
    }

    @ParameterizedTest
    @EnumSource(VersionAlgorithm.class)
    void knowsEachAlgorithmByItsCode(VersionAlgorithm algorithm) {
        assertThat(VersionAlgorithm.of(algorithm.code())).contains(algorithm);
        assertThat(VersionAlgorithm.of("newest")).isEmpty();
    }

    @Test
    void ordersTotally() {
        var random = new Random(SEED);
        for (var round = 0; round < 50_000; round++) {
            var a = draw(random);
            var b = draw(random);
            var c = draw(random);
            var as = "%s %s %s, replay with -Dcanonry.seed=%d".formatted(a, b, c, SEED);
            assertThat(Integer.signum(a.compareTo(b))).as(as).isEqualTo(-Integer.signum(b.compareTo(a)));
            assertThat(a.compareTo(b) < 0 && b.compareTo(c) < 0 && a.compareTo(c) >= 0).as(as).isFalse();
            assertThat(a.compareTo(b) != 0 || a.equals(b)).as(as).isTrue();
        }
    }

    private static BusinessVersion draw(Random random) {
        var alphabet = "0129.-aT \u0000";
        var text = random.nextBoolean()
                ? LADDER.get(random.nextInt(LADDER.size()))
                : random.ints(random.nextInt(6), 0, alphabet.length())
                        .collect(StringBuilder::new, (built, at) -> built.append(alphabet.charAt(at)), StringBuilder::append).toString();
        var algorithms = VersionAlgorithm.values();
        return random.nextInt(4) > 0 ? BusinessVersion.of(text) : BusinessVersion.of(text, algorithms[random.nextInt(algorithms.length)]);
    }
}
