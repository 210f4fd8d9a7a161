package org.canonry.storage.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.canonry.storage.bucket.InvalidKey.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTest {
    @Test
    void isItsSegmentsBetweenSlashes() {
        assertThat(Key.of("pkgs/a/-/a-1.0.0.tgz").segments()).containsExactly("pkgs", "a", "-", "a-1.0.0.tgz");
        assertThat(Key.of("pkgs/a")).hasToString("pkgs/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../a", "a/../b", "a/..", ".", "./a", "a/./b"})
    void cannotClimbOut(String text) {
        assertRefused(Reason.DOTS, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/a", "a/", "a//b"})
    void hasNoEmptySegment(String text) {
        assertRefused(Reason.EMPTY_SEGMENT, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\b", "..\\a", "a\u0000", "a\nb", "a\u007f", "a\u0085", "a\ud800", "\udc00a"})
    void hasNoCharacterThatMeansSomethingElseSomewhere(String text) {
        assertRefused(Reason.CHARACTER, text);
    }

    @Test
    void isBoundedInBytes() {
        assertThat(Key.of("é".repeat(512)).text()).hasSize(512);
        assertRefused(Reason.TOO_LONG, "é".repeat(512) + "x");
    }

    @Test
    void refusalsDoNotRepeatWhatWouldHarmALog() {
        assertThatExceptionOfType(InvalidKey.class)
                .isThrownBy(() -> Key.of("a\u001b[2J"))
                .withMessageNotContaining("\u001b")
                .withMessageContaining("U+001B");
        assertThatExceptionOfType(InvalidKey.class)
                .isThrownBy(() -> Key.of("x".repeat(1 << 20)))
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void isOrderedByItsBytes() {
        var inOrder = List.of("a", "a-b", "a.b", "a/b", "a0", "b", "é", "\uE000", "\uFFFD", "😀", "😀x");
        assertThat(inOrder.reversed().stream().map(Key::of).sorted().map(Key::text)).containsExactlyElementsOf(inOrder);
    }

    private static void assertRefused(Reason reason, String text) {
        assertThatExceptionOfType(InvalidKey.class)
                .isThrownBy(() -> Key.of(text))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
