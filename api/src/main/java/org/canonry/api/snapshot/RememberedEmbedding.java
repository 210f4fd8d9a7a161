package org.canonry.api.snapshot;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.canonry.storage.index.Embedding;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// Keeps the vectors of the texts that were asked for last, as many as the limit `meaning_queries` allows: pages and facets of one search ask again and
/// again. Thread-safe.
final class RememberedEmbedding implements Embedding {
    private final Embedding embedding;
    private final Map<String, float[]> known;

    RememberedEmbedding(Embedding embedding, Limits limits) {
        this.embedding = embedding;
        this.known = new LatestUsed(limits.intOf(Limit.MEANING_QUERIES));
    }

    @Override
    public String model() {
        return embedding.model();
    }

    @Override
    public float[] vector(String text) throws IOException {
        synchronized (known) {
            var vector = known.get(text);
            if (vector != null) {
                return vector;
            }
        }
        var vector = embedding.vector(text);
        synchronized (known) {
            known.put(text, vector);
        }
        return vector;
    }

    private static final class LatestUsed extends LinkedHashMap<String, float[]> {
        private final int most;

        LatestUsed(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > most;
        }
    }
}
