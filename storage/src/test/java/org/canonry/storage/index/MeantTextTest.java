package org.canonry.storage.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeantTextTest {
    @Test
    void isTitleAndDescription() {
        assertThat(MeantText.of("Smoking  status\n", "SmokingStatus", " How much\tone smokes. ")).contains("Smoking status . How much one smokes.");
    }

    @Test
    void withoutATitleIsTheNameInWords() {
        assertThat(MeantText.of(" ", "USCore_smokingStatus-2Max", null)).contains("USCore smoking Status 2 Max");
    }

    @Test
    void withoutAnyIsNothing() {
        assertThat(MeantText.of(null, " ", "")).isEmpty();
    }

    @Test
    void aLongDescriptionCountsByItsBeginning() {
        assertThat(MeantText.of("a", null, "\uD83E\uDE7A".repeat(400)).orElseThrow()).hasSizeLessThanOrEqualTo(303).endsWith("\uD83E\uDE7A");
        assertThat(MeantText.of("a", null, "x" + "\uD83E\uDE7A".repeat(400)).orElseThrow()).endsWith("\uD83E\uDE7A");
    }

    @Test
    void equalTextsHaveEqualHashes() {
        assertThat(MeantText.hash("a")).isEqualTo(MeantText.hash("a")).isNotEqualTo(MeantText.hash("b"));
        assertThat(MeantText.hash("a").length).isEqualTo(16);
    }
}
