package org.canonry.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WordPiecesTest {
    private static final long START = 101;
    private static final long END = 102;
    private static final long UNKNOWN = 100;

    private static WordPieces pieces;

    @BeforeAll
    static void read() throws IOException {
        try (var json = WordPiecesTest.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json")) {
            pieces = WordPieces.read(Objects.requireNonNull(json));
        }
    }

    @Test
    void wordsAndSignsAreThePiecesThatTheModelLearned() {
        assertThat(pieces.of("Hello, world!", 96)).containsExactly(START, 7592, 1010, 2088, 999, END);
    }

    @Test
    void aWordThatIsNoPieceIsSeveral() {
        assertThat(pieces.of("unaffable", 96)).containsExactly(START, 14477, 20961, 3468, END);
    }

    @Test
    void caseAccentsAndSpacesSayNothing() {
        assertThat(pieces.of("  GRÖSSE\u00a0und\tGewicht\u200b", 96)).isEqualTo(pieces.of("grosse und gewicht", 96));
    }

    @Test
    void eachChineseCharacterIsAWord() {
        assertThat(pieces.of("北京", 96)).hasSize(4);
    }

    @Test
    void whatNoPieceFitsIsUnknown() {
        assertThat(pieces.of("\uD83E\uDE7A a", 96)).containsExactly(START, UNKNOWN, 1037, END);
        assertThat(pieces.of("x".repeat(101), 96)).containsExactly(START, UNKNOWN, END);
    }

    @Test
    void aLongTextEndsWhereTheModelReadsNoFurther() {
        assertThat(pieces.of("hello ".repeat(1_000), 96)).hasSize(96).startsWith(START).endsWith(END);
        assertThat(pieces.of("", 96)).containsExactly(START, END);
    }

    @Test
    void whatIsNoTokenizerIsRefused() {
        for (var json : List.of("{", "{}")) {
            assertThatThrownBy(() -> WordPieces.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))).isInstanceOf(IOException.class);
        }
    }
}
