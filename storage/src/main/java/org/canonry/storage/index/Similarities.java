package org.canonry.storage.index;

import java.util.Map;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.PerFieldSimilarityWrapper;
import org.apache.lucene.search.similarities.Similarity;

/// BM25 by field: how much a long field counts for less. What an index holds does not depend on it.
public final class Similarities extends PerFieldSimilarityWrapper {
    private static final float K1 = 1.2f;
    private static final Similarity USUAL = new BM25Similarity();

    /// A code system is no worse for its many codes, and an id no worse for a long name.
    private static final Map<String, Similarity> BY_FIELD = Map.of(
            Fields.CODE_TEXT, new BM25Similarity(K1, 0.1f),
            Fields.CONCEPT_TEXT, new BM25Similarity(K1, 0.4f),
            Fields.ELEMENT_TEXT, new BM25Similarity(K1, 0.5f),
            Fields.URL_TEXT, new BM25Similarity(K1, 0.4f));

    /// For searchers; thread-safe.
    public Similarities() {}

    @Override
    public Similarity get(String field) {
        return BY_FIELD.getOrDefault(field, USUAL);
    }
}
