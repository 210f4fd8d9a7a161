package org.canonry.storage.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.FSDirectory;
import org.canonry.storage.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextVectorsTest {
    private static final int TEXTS = 200;
    private static final int DIMENSIONS = 384;

    @TempDir
    private Path folder;

    private final Seed seed = Seed.ofThisRun();
    private final Random random = new Random(seed.value());

    @Test
    void cosinesAreThoseOfTheFloatsWithinAHundredth() throws IOException {
        var vectors = new float[TEXTS][];
        write(vectors);
        var read = TextVectors.read(folder);
        var asked = unit();
        var cosines = read.cosines(asked);
        assertThat(read.size()).isEqualTo(TEXTS);
        for (var text = 0; text < TEXTS; text++) {
            var ordinal = read.ordinal(MeantText.hash("text " + text));
            assertThat(cosines[ordinal]).as("%s, text %d", seed, text).isCloseTo(cosine(vectors[text], asked), within(0.01f));
        }
    }

    @Test
    void aTextThatHasNoneIsToldApart() throws IOException {
        write(new float[TEXTS][]);
        assertThat(TextVectors.read(folder).ordinal(MeantText.hash("another"))).isNegative();
        assertThat(TextVectors.NONE.ordinal(MeantText.hash("text 1"))).isNegative();
        assertThat(TextVectors.NONE.cosines(unit())).isEmpty();
    }

    @Test
    void aFolderWithoutIndexIsRefused() {
        assertThatThrownBy(() -> TextVectors.read(folder)).isInstanceOf(IOException.class);
    }

    private void write(float[][] vectors) throws IOException {
        try (var directory = FSDirectory.open(folder);
                var writer = new IndexWriter(directory, VectorDocument.writerConfig())) {
            for (var text = 0; text < vectors.length; text++) {
                vectors[text] = unit();
                writer.addDocument(VectorDocument.of(MeantText.hash("text " + text), vectors[text]));
                if (text % 70 == 0) {
                    writer.flush();
                }
            }
            writer.commit();
        }
    }

    private float[] unit() {
        var vector = new float[DIMENSIONS];
        for (var i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        var length = Math.sqrt(cosine(vector, vector));
        for (var i = 0; i < vector.length; i++) {
            vector[i] /= (float) length;
        }
        return vector;
    }

    private static float cosine(float[] one, float[] other) {
        var sum = 0f;
        for (var i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
