package org.canonry.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ServiceLoader;
import org.canonry.storage.index.Embedding;
import org.canonry.storage.index.EmbeddingContract;
import org.junit.jupiter.api.Test;

/// The real model.
class MiniLmTest extends EmbeddingContract {
    private static final MiniLm MODEL = new MiniLm();

    @Override
    protected Embedding embedding() {
        return MODEL;
    }

    @Test
    void whatMeansTheSameIsNearerThanWhatSharesAWord() throws IOException {
        assertThat(cosine("reason why a value is missing", "Data absent reason"))
                .isGreaterThan(cosine("reason why a value is missing", "Missing tooth"));
        assertThat(cosine("malignant tumour diagnosis", "Primary cancer condition")).isGreaterThan(cosine("malignant tumour diagnosis", "Diagnosis role"));
    }

    @Test
    void isFoundByWhoeverLooksForAnEmbedding() {
        assertThat(ServiceLoader.load(Embedding.class)).hasOnlyElementsOfType(MiniLm.class).hasSize(1);
    }
}
