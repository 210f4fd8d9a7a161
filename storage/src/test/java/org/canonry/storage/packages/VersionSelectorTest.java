package org.canonry.storage.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.canonry.storage.packages.VersionSelector.Exact;
import org.canonry.storage.packages.VersionSelector.Tag;
import org.canonry.storage.packages.VersionSelector.Unsupported;
import org.canonry.storage.packages.VersionSelector.Unsupported.Reason;
import org.canonry.storage.packages.VersionSelector.Wildcard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionSelectorTest {
    private static final List<Version> VERSIONS = Stream.of(
                    "2.0 2.1 2.0.0 2.0.1 2.1.1 2.0.0-ballot 2.0.1-ballot 2.0.0-ballot.1 2.0.0+build 2.0.0-ballot+build"
                            .concat(" 2.0-ballot 2.0.0.1 3.0.0 20.0.0 v.2.0.5 main 2 2019.01.01")
                            .split(" "))
            .map(Version::of)
            .toList();

    @ParameterizedTest
    @CsvSource({
        "2.0, 2.0",
        "2.0.0, 2.0.0",
        "2.*, 2.0 2.1",
        "2.x, 2.0 2.1",
        "2.x.x, 2.0.0 2.0.1 2.1.1",
        "2.0.*, 2.0.0 2.0.1",
        "2.0.X, 2.0.0 2.0.1",
        "2.0.0-*, 2.0.0-ballot 2.0.0-ballot.1",
        "2.0.x-*, 2.0.0-ballot 2.0.1-ballot 2.0.0-ballot.1",
        "2.0.x-ballot, 2.0.0-ballot 2.0.1-ballot",
        "2.0.0+*, 2.0.0+build",
        "2.0.0-*+*, 2.0.0-ballot+build",
        "2.0.0-ballot?, 2.0.0-ballot 2.0.0-ballot+build",
        "2.0.0?, 2.0.0 2.0.0-ballot 2.0.0-ballot.1 2.0.0+build 2.0.0-ballot+build 2.0.0.1",
        "2.1?, 2.1 2.1.1",
        "2.0.0.x, 2.0.0.1",
        "*.*, 2.0 2.1",
        "2019.01.x, 2019.01.01",
        "9.x, ''",
        "main, main"
    })
    void matchesPartByPart(String selector, String expected) {
        var wanted = Stream.of(expected.split(" ")).filter(text -> !text.isEmpty());
        assertThat(VERSIONS.stream().filter(VersionSelector.parse(selector)::matches).map(Version::text))
                .containsExactlyElementsOf(wanted.toList());
    }

    @Test
    void takesTheHighestMatch() {
        assertThat(VersionSelector.parse("2.x.x").best(VERSIONS)).contains(Version.of("2.1.1"));
        assertThat(VersionSelector.parse("2.0.x-*").best(VERSIONS)).contains(Version.of("2.0.1-ballot"));
        assertThat(VersionSelector.parse("7.0.0").best(VERSIONS)).isEmpty();
    }

    @Test
    void takesTheHighestReleaseForLatestAndTheHighestPreReleaseForNext() {
        assertThat(Tag.LATEST.best(VERSIONS)).contains(Version.of("2019.01.01"));
        assertThat(Tag.NEXT.best(VERSIONS)).contains(Version.of("2.0.1-ballot"));
        var ballots = List.of(Version.of("1.0.0-ballot"), Version.of("0.9.0-ballot"), Version.of("main"));
        assertThat(Tag.LATEST.best(ballots)).contains(Version.of("1.0.0-ballot"));
        assertThat(Tag.LATEST.best(List.of())).isEmpty();
        assertThat(VersionSelector.parse("beta").best(ballots)).isEmpty();
    }

    @Test
    void prefersAVersionThatIsPublishedUnderTheVeryWord() {
        var versions = List.of(Version.of("latest"), Version.of("1.0.0"));
        assertThat(Tag.LATEST.best(versions)).contains(Version.of("latest"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '\t',
            value = {
                "''\tEMPTY",
                "current\tCONTINUOUS_BUILD",
                "current$my-branch\tCONTINUOUS_BUILD",
                "dev\tLOCAL_BUILD",
                "file:///home/a\tLOCAL_FILE",
                "file:C:\\a\tLOCAL_FILE",
                "../a\tLOCAL_FILE",
                "/a/b\tLOCAL_FILE",
                "C:\\a\tLOCAL_FILE",
                "workspace:*\tLOCAL_FILE",
                "https://example.org/a.tgz\tURL",
                "git+ssh://example.org/a\tURL",
                "owner/repository\tURL",
                "^1.0\tRANGE",
                "~1.0\tRANGE",
                ">=1\tRANGE",
                "=1.0.0\tRANGE",
                "1 || 2\tRANGE",
                "1.0.0 - 2.0.0\tRANGE",
                "*\tRANGE",
                "x\tRANGE",
                "npm:a@1.0.0\tALIAS",
                "2.*.1\tMEANINGLESS",
                "x.0.0\tMEANINGLESS",
                "2.0.0-a*\tMEANINGLESS",
                "2.0.*-\tMEANINGLESS",
                "2..*\tMEANINGLESS",
                "?\tMEANINGLESS",
                "2.0??\tMEANINGLESS",
                "1.0.0|1\tMEANINGLESS",
                "<script>\tRANGE",
                "-1\tMEANINGLESS"
            })
    void saysWhyATextSelectsNothing(String text, Reason reason) {
        assertThat(VersionSelector.parse(text)).isInstanceOfSatisfying(Unsupported.class, unsupported -> {
            assertThat(unsupported.reason()).isEqualTo(reason);
            assertThat(unsupported.text()).isEqualTo(text);
            assertThat(unsupported.detail()).isNotBlank();
            assertThat(unsupported.best(VERSIONS)).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.0.1", "1.0", "v.1.0.1", "1.0.0-x", "2.0.0a"})
    void takesANumericVersionForItself(String text) {
        assertThat(VersionSelector.parse(text)).isEqualTo(new Exact(Version.of(text)));
    }

    @Test
    void tellsFormsApartAndPassesOverWhiteSpace() {
        assertThat(VersionSelector.parse(" 4.0.x\n")).isInstanceOf(Wildcard.class).returns("4.0.x", VersionSelector::text);
        assertThat(VersionSelector.parse("latest")).isEqualTo(Tag.LATEST);
        assertThat(VersionSelector.parse("2.0?")).isEqualTo(VersionSelector.parse("2.0?"));
    }

    @Test
    void saysWhereAWildcardBreaksTheGrammar() {
        assertThat(VersionPattern.parse("2.*.1")).isInstanceOfSatisfying(Parsed.Refused.class, refused -> {
            assertThat(refused.refusal().position()).isEqualTo(4);
            assertThat(refused.refusal().reason()).isEqualTo(Refusal.Reason.BAD_WILDCARD);
        });
    }
}
