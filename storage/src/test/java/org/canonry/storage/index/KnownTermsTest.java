package org.canonry.storage.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.canonry.storage.Seed;
import org.canonry.storage.canonical.ContentKind;
import org.junit.jupiter.api.Test;

class KnownTermsTest {
    private static final Set<Language> GERMAN = EnumSet.of(Language.GERMAN, Language.ENGLISH);
    private static final String LETTERS = "abcdefgxyzÄöß09 ,.-/ aeiou漢字";

    private final Seed seed = Seed.ofThisRun();
    private final Random random = seed.random();
    private final KnownTerms known = new KnownTerms();

    @Test
    void aTextHasTheTermsAndPositionsOfItsAnalyzerHoweverOftenItIsAsked() throws IOException {
        for (var i = 0; i < 200; i++) {
            var text = text();
            var words = read(Analyzers.prose(GERMAN).tokenStream(Fields.TITLE_TEXT, text));
            var parts = read(Analyzers.names().tokenStream(Fields.NAME_TEXT, text));
            for (var time = 0; time < 2; time++) {
                assertThat(read(known.prose(Fields.TITLE_TEXT, text, GERMAN).tokens())).as("%s, %s", text, seed).isEqualTo(words);
                assertThat(read(known.name(Fields.NAME_TEXT, text).tokens())).as("%s, %s", text, seed).isEqualTo(parts);
            }
        }
    }

    @Test
    void aTermMayBeLongerThanOneByteTells() throws IOException {
        var name = "n".repeat(200);

        assertThat(read(known.name(Fields.NAME_TEXT, name).tokens())).containsExactly(name + "+1");
    }

    @Test
    void insideAResourceATermCountsOnceAndInTheNextAgain() throws IOException {
        assertThat(contents(ContentKind.CONCEPT, "Blood pressure\nPressure of blood\n")).containsExactly("blood+1", "pressur+1");
        assertThat(contents(ContentKind.CONCEPT, "Pressure\n")).containsExactly("pressur+1");
        assertThat(contents(ContentKind.CODE, "A1\na1\nB2\n")).containsExactly("a1+1", "b2+1");
        assertThat(contents(ContentKind.ELEMENT, "Patient.name\nPatient.contact.name\n"))
                .containsExactlyInAnyOrder("patient+1", "name+1", "patient.name+1", "contact+1", "patient.contact.name+1");
    }

    @Test
    void aTermCountsOnceAlsoAmongMoreWordsThanAreRemembered() throws IOException {
        var words = IntStream.range(0, 60_000).mapToObj(number -> "word" + number).toList();
        var twice = String.join("\n", words) + '\n' + String.join("\n", words) + '\n';

        assertThat(contents(ContentKind.CONCEPT, twice)).hasSize(words.size());
        assertThat(contents(ContentKind.CONCEPT, "word7 word7\nword8\n")).containsExactly("word7+1", "word8+1");
    }

    private List<String> contents(ContentKind kind, String lines) throws IOException {
        return read(known.contents(kind, lines, EnumSet.of(Language.ENGLISH)).tokens());
    }

    private String text() {
        var text = new StringBuilder();
        for (var length = random.nextInt(60); length > 0; length--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private static List<String> read(TokenStream tokens) throws IOException {
        try (tokens) {
            var term = tokens.getAttribute(TermToBytesRefAttribute.class);
            var step = tokens.getAttribute(PositionIncrementAttribute.class);
            var read = new ArrayList<String>();
            tokens.reset();
            while (tokens.incrementToken()) {
                read.add(term.getBytesRef().utf8ToString() + '+' + step.getPositionIncrement());
            }
            return read;
        }
    }
}
