package org.canonry.api.fhir;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenTest {
    @ParameterizedTest
    @ValueSource(strings = {"{", "nonsense", "{\"resourceType\":"})
    void tellsWhereABodyIsNoJson(String body) {
        assertThatThrownBy(() -> Given.ofResource(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("from line 1")
                .hasMessageNotContaining("Source");
    }

    @Test
    void refusesABodyThatIsNestedTooDeep() {
        assertThatThrownBy(() -> Given.ofResource("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("post a Parameters resource");
    }
}
