package org.canonry.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SynonymsTest {
    private static List<List<String>> others(String... words) {
        return Synonyms.in(List.of(words)).stream().map(Synonyms.Match::other).toList();
    }

    @Test
    void aGroupStandsForEachOtherAndAnArrowLeadsOneWay() {
        assertThat(others("physician")).contains(List.of("practitioner"));
        assertThat(others("bp")).contains(List.of("blood", "pressure"));
        assertThat(others("blood", "pressure")).doesNotContain(List.of("bp"));
    }

    @Test
    void aLetterWithDotsMayBeTwo() {
        assertThat(others("koerpergroesse")).isEqualTo(others("korpergrosse")).isNotEmpty();
        assertThat(others("laekemedel")).isEqualTo(others("lakemedel")).isNotEmpty();
        assertThat(others("foedselsdato")).isEqualTo(others("fodselsdato")).isNotEmpty();
    }

    @Test
    void whatIsWrittenInTheWantedLanguageCountsForMoreThanATranslation() {
        assertThat(Synonyms.in(List.of("bloeddruk"))).extracting(Synonyms.Match::share).containsOnly(Weight.TRANSLATION);
        assertThat(Weight.TRANSLATION.tuned()).isLessThan(Weight.SYNONYM.tuned());
    }

    @Test
    void everyTranslationLeadsToEnglish() {
        assertThat(WordTable.lines("translations.txt")).allMatch(line -> line.split("=>").length == 2)
                .allMatch(line -> line.equals(line.toLowerCase(Locale.ROOT)));
    }
}
