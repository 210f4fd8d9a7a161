package org.canonry.storage.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordEmbeddingTest extends EmbeddingContract {
    private final WordEmbedding words = new WordEmbedding("words", Map.of("tumour", "cancer"));

    @Override
    protected Embedding embedding() {
        return words;
    }

    @Test
    void wordsThatMeanTheSameAreTheSame() throws IOException {
        assertThat(cosine("malignant tumour", "malignant cancer")).isGreaterThan(0.99);
    }
}
