package org.canonry.storage.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.canonry.storage.Seed;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Set<Language> ALL = EnumSet.allOf(Language.class);

    private final Seed seed = Seed.ofThisRun();

    private static Set<String> stems(String word, Set<Language> languages) {
        return new Stems(languages).of(word);
    }

    @Test
    void wordsLoseCaseAccentsAndWhatStandsBetweenThem() {
        assertThat(Words.of("Mode d'admission (BFS-17): Größe, população")).containsExactly("mode", "d", "admission", "bfs", "17", "grosse", "populacao");
        assertThat(Words.of("systeme")).isEqualTo(Words.of("système")).isEqualTo(Words.of("syste\u0300me"));
        assertThat(Words.of(" … | ")).isEmpty();
    }

    @Test
    void charactersOfChineseAndJapaneseArePaired() {
        assertThat(Words.of("住民基本資料")).containsExactly("住民", "民基", "基本", "本資", "資料");
        assertThat(Words.of("アレルギー")).containsExactly("アレ", "レル", "ルギ", "ギー");
        assertThat(Words.of("JP患者Patient")).containsExactly("jp", "患者", "patient");
    }

    @Test
    void formsOfAWordHaveTheSameStem() {
        assertThat(stems("immunizations", ALL)).containsAnyElementsOf(stems("immunization", ALL));
        assertThat(stems("terminologies", EnumSet.of(Language.ENGLISH))).isEqualTo(stems("terminology", EnumSet.of(Language.ENGLISH)));
        assertThat(stems("versicherungen", EnumSet.of(Language.GERMAN))).isEqualTo(stems("versicherung", EnumSet.of(Language.GERMAN)));
        assertThat(stems("medicamentos", EnumSet.of(Language.SPANISH))).isEqualTo(stems("medicamento", EnumSet.of(Language.SPANISH)));
        assertThat(stems("vragenlijsten", EnumSet.of(Language.DUTCH))).containsAnyElementsOf(stems("vragenlijst", EnumSet.of(Language.DUTCH)));
    }

    @Test
    void partsOfACompoundAreFound() {
        var german = EnumSet.of(Language.GERMAN);
        assertThat(stems("krankenversicherungsnummer", german)).containsAll(stems("versicherung", german)).containsAll(stems("nummer", german));
        assertThat(stems("ziekenhuisopname", EnumSet.of(Language.DUTCH))).containsAll(stems("opname", EnumSet.of(Language.DUTCH)));
    }

    @Test
    void twoLettersStandForOneWithDots() {
        var german = EnumSet.of(Language.GERMAN);
        assertThat(stems("gebuehr", german)).isEqualTo(stems(Folded.plain("Gebühr"), german));
        assertThat(stems("aerzte", german)).isEqualTo(stems(Folded.plain("Ärzte"), german));
    }

    @Test
    void smallWordsTellTheLanguageAndElseItsOwnerDoes() {
        assertThat(Language.of(Words.of("Der Ort vor dem Eintritt und die Adresse des Patienten"), null, List.of())).containsExactly(Language.GERMAN);
        assertThat(Language.of(Words.of("The place of the patient and its address"), null, List.of())).containsExactly(Language.ENGLISH);
        assertThat(Language.of(Words.of("Segundo Apellido"), "es-CL", List.of())).containsExactly(Language.SPANISH);
        assertThat(Language.of(Words.of("Kommunekode"), null, List.of("DK"))).containsExactly(Language.DANISH);
        assertThat(Language.of(Words.of("Blood group"), null, List.of())).containsExactly(Language.ENGLISH);
    }

    @Test
    void whatTheTokenizerCutsIsWhatWordsAre() throws IOException {
        var random = seed.random();
        var letters = "aÄßé7 -_.'中患アー\u0300😀|/Zz";
        for (var round = 0; round < 500; round++) {
            var text = new StringBuilder();
            for (var length = random.nextInt(30); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertThat(tokens(text.toString())).as("%s <%s>", seed, text).isEqualTo(Words.of(text.toString()));
        }
    }

    private static List<String> tokens(String text) throws IOException {
        var tokens = new ArrayList<String>();
        try (var stream = Analyzers.forQuery().tokenStream(Fields.TITLE_TEXT, text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(term.toString());
                assertThat(offset.startOffset()).isLessThan(offset.endOffset());
            }
            stream.end();
        }
        return tokens;
    }

    @Test
    void pathsAreFoundWholeBySegmentsAndByTheirWords() {
        assertThat(Segments.of("Patient.birthDate")).containsExactlyInAnyOrder("patient", "birthdate", "birth", "date", "patient.birthdate");
        assertThat(Segments.of("v2Ärzte/𝟙B")).containsExactlyInAnyOrder("v2arzte", "v2", "arzte", "𝟙b", "𝟙", "b");
        assertThat(Segments.of("us-core-vaccines-cvx")).containsExactlyInAnyOrder("us", "core", "vaccines", "cvx");
        assertThat(Segments.isPath("AllergyIntolerance.code")).isTrue();
        assertThat(Segments.isPath("hl7.fhir.us.core")).isFalse();
    }
}
