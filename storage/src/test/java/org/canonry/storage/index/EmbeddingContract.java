package org.canonry.storage.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every [Embedding] promises.
public abstract class EmbeddingContract {
    private static final List<String> TEXTS = List.of(
            "Blood pressure", "", " ", "a", "Größe und Gewicht", "アレルギー プロファイル", "us-core-patient|6.1.0", "\uD83E\uDE7A", "\u0000", "word ".repeat(5_000),
            "x".repeat(5_000));

    /// The one that is tested.
    protected abstract Embedding embedding();

    /// How near two texts are.
    protected final double cosine(String one, String other) throws IOException {
        var first = embedding().vector(one);
        var second = embedding().vector(other);
        var sum = 0.0;
        for (var i = 0; i < first.length; i++) {
            sum += first[i] * second[i];
        }
        return sum;
    }

    @Test
    void everyTextHasAVectorOfLengthOneAndOneSize() throws IOException {
        var size = embedding().vector("size").length;
        for (var text : TEXTS) {
            assertThat(embedding().vector(text)).as(text).hasSize(size);
            assertThat(cosine(text, text)).as(text).isCloseTo(1, within(0.000_1));
        }
    }

    @Test
    void theSameTextHasTheSameVectorWhicheverThreadAsks() throws Exception {
        var expected = embedding().vector("Blood pressure of a patient");
        var answers = new ArrayList<Future<float[]>>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var i = 0; i < 40; i++) {
                answers.add(threads.submit(() -> embedding().vector("Blood pressure of a patient")));
            }
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        }
    }

    @Test
    void whatIsSaidInTheSameWordsIsNearest() throws IOException {
        assertThat(cosine("smoking status", "Smoking Status")).isGreaterThan(cosine("smoking status", "pharmacy benefit"));
    }

    @Test
    void itsNameStaysTheSame() {
        assertThat(embedding().model()).isNotBlank().isEqualTo(embedding().model());
    }
}
