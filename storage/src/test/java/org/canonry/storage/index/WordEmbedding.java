package org.canonry.storage.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// An embedding whose meaning can be read off: each word has a direction of its own, drawn from its letters, and words that it was told to mean the same
/// share one.
public final class WordEmbedding implements Embedding {
    private static final int DIMENSIONS = 256;

    private final String model;
    private final Map<String, String> meanings;
    private final List<String> asked = new ArrayList<>();

    /// @param meanings the word that stands for the meaning of another
    public WordEmbedding(String model, Map<String, String> meanings) {
        this.model = model;
        this.meanings = meanings;
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public float[] vector(String text) {
        synchronized (asked) {
            asked.add(text);
        }
        var vector = new float[DIMENSIONS];
        // Even no words have a direction.
        add(vector, "");
        Words.of(text).forEach(word -> add(vector, meanings.getOrDefault(word, word)));
        var length = (float) Math.sqrt(IntStream.range(0, DIMENSIONS).mapToDouble(i -> vector[i] * vector[i]).sum());
        for (var i = 0; i < DIMENSIONS; i++) {
            vector[i] /= length;
        }
        return vector;
    }

    private static void add(float[] vector, String word) {
        var random = new Random(word.hashCode());
        for (var i = 0; i < DIMENSIONS; i++) {
            vector[i] += (random.nextBoolean() ? 1 : -1) * (word.isEmpty() ? 0.1f : 1);
        }
    }

    /// The texts that it was asked for so far, as often as it was.
    public List<String> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }
}
