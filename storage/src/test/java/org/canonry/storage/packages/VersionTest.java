package org.canonry.storage.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.canonry.storage.packages.Refusal.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    private static final List<String> LADDER = List.of(
            "current",
            "main",
            "0.0.0",
            "0.0.1-snapshot-0",
            "0.0.1.0",
            "0.0.1.035",
            "1.0.0-0",
            "1.0.0-2",
            "1.0.0-12",
            "1.0.0--",
            "1.0.0-ALPHA",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.1.1",
            "1.0.0-alpha.beta",
            "1.0.0-alpha-1",
            "1.0.0-ballot10",
            "1.0.0-ballot2",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0",
            "1.0.0",
            "1.0.0+a",
            "1.0.0+b",
            "v.1.0.0",
            "1.0.0.1-a",
            "1.0.0.1",
            "1.0.1",
            "1.0.6-2",
            "1.0.6",
            "2.0.0a",
            "2.0.0",
            "2.2.0",
            "2.10.0",
            "2019.01.01",
            "2025.0.4",
            "9999999999999999999999.0.0",
            "10000000000000000000000.0.0");

    @Test
    void ordersVersionsFromWordsOverPreReleasesToReleases() {
        var versions = new ArrayList<>(LADDER.stream().map(Version::of).toList());
        Collections.shuffle(versions, new Random(1));
        Collections.sort(versions);
        assertThat(versions).extracting(Version::text).containsExactlyElementsOf(LADDER);
    }

    @Test
    void ordersSortKeysAlikeByTextAndByBytes() {
        var byBytes = LADDER.stream()
                .map(text -> Version.of(text).sortKey().getBytes(StandardCharsets.UTF_8))
                .sorted(Arrays::compareUnsigned)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
        assertThat(byBytes).containsExactlyElementsOf(LADDER.stream().map(text -> Version.of(text).sortKey()).toList());
    }

    @Test
    void keepsVersionsApartThatDifferOnlyInTheirText() {
        var versions = new TreeSet<Version>(List.of(Version.of("1.0"), Version.of("1.0.0"), Version.of("1.0.00")));
        assertThat(versions).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "4.0.1,true,true",
        "2025.0.4,true,true",
        "1.0.0+a.b,true,true",
        "1.0.6-2,true,false",
        "1.2.0-snapshot-2,true,false",
        "1.0.0-a.b+c,true,false",
        "1.0,false,true",
        "1.9007199254740991.0,true,true",
        "1.9007199254740992.0,false,true",
        "1.0.10000000000000000,false,true",
        "1,false,true",
        "v.1.0.1,false,true",
        "v1.0.1,false,true",
        "0.0.1.0,false,true",
        "0.0.1.035,false,true",
        "2019.01.01,false,true",
        "2.0.0a,false,false",
        "1.0.0-01,false,false",
        "1.0.0-a..b,false,false",
        "1.0.0-,false,false",
        "1.0.0+,false,true",
        "1.0.0-a_b,false,false",
        "main,false,false",
        "v,false,false"
    })
    void tellsSemanticVersionsAndReleases(String text, boolean semver, boolean release) {
        var version = Version.of(text);
        assertThat(version).hasToString(text);
        assertThat(version.isSemver()).isEqualTo(semver);
        assertThat(version.isRelease()).isEqualTo(release);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "1.0/0 BAD_CHARACTER 3",
                "1.0\\0 BAD_CHARACTER 3",
                "1.0<b> BAD_CHARACTER 3",
                "1.0|2 BAD_CHARACTER 3",
                "1.0#2 BAD_CHARACTER 3",
                "a@1 BAD_CHARACTER 1",
                "current$b BAD_CHARACTER 7",
                "1.0\u00010 BAD_CHARACTER 3",
                "\u0661.0 BAD_CHARACTER 0",
                ".. BAD_START 0",
                "- BAD_START 0",
                "+1 BAD_START 0",
                "4.0.x WILDCARD 4",
                "4.X WILDCARD 2",
                "1.x-a WILDCARD 2",
                "x WILDCARD 0",
                "* WILDCARD 0",
                "4.0? WILDCARD 3"
            })
    void refusesVersionsThatNoKeyCouldHoldAndWildcards(String text, Reason reason, int position) {
        assertThat(Version.parse(text)).isInstanceOfSatisfying(Parsed.Refused.class, refused -> {
            assertThat(refused.refusal().reason()).isEqualTo(reason);
            assertThat(refused.refusal().position()).isEqualTo(position);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1.0 ", " 1.0", "1.0\n", "1 0"})
    void refusesEmptyVersionsAndWhiteSpace(String text) {
        assertThat(Version.parse(text).valid()).isEmpty();
    }

    @Test
    void acceptsVersionsThatOnlyLookLikeWildcards() {
        assertThat(Version.parse("1.0.0-x").valid()).isPresent();
        assertThat(Version.parse("1.0.xa").valid()).isPresent();
        assertThat(Version.parse("release.x").valid()).isPresent();
    }

    @Test
    void namesTheLimitOnTheLengthOfAVersion() {
        assertThat(Version.parse("1".repeat(128)).valid()).isPresent();
        assertThat(Version.parse("1".repeat(129))).isInstanceOfSatisfying(
                Parsed.Refused.class,
                refused -> assertThat(refused.refusal().detail()).contains("version_characters (128 characters)"));
    }
}
