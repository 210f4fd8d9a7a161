package org.canonry.api.snapshot;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.canonry.storage.index.Embedding;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.TextVectors;

/// What the resources of a snapshot mean: the vector of each one's text. Immutable, thread-safe.
public final class Meaning {
    private static final int NONE = -1;

    /// Those that have a vector would be put before their equals that have none: meaning counts once nearly all do.
    private static final double SHARE = 0.95;

    private final Embedding embedding;
    private final TextVectors vectors;
    private final int[] textOfDocument;

    private Meaning(Embedding embedding, TextVectors vectors, int[] textOfDocument) {
        this.embedding = embedding;
        this.vectors = vectors;
        this.textOfDocument = textOfDocument;
    }

    /// Puts the documents of an index and the vectors of texts together; empty while too few documents have any.
    static Optional<Meaning> of(DirectoryReader reader, TextVectors vectors, Embedding embedding) throws IOException {
        var texts = new int[reader.maxDoc()];
        Arrays.fill(texts, NONE);
        var wanted = 0;
        for (var leaf : reader.leaves()) {
            wanted += join(leaf, vectors, texts);
        }
        var found = Arrays.stream(texts).filter(text -> text >= 0).count();
        return found < SHARE * wanted ? Optional.empty() : Optional.of(new Meaning(embedding, vectors, texts));
    }

    /// Returns how many documents have a text.
    private static int join(LeafReaderContext leaf, TextVectors vectors, int[] texts) throws IOException {
        var hashes = leaf.reader().getSortedDocValues(Fields.TEXT_HASH);
        if (hashes == null) {
            return 0;
        }
        var textOf = new int[hashes.getValueCount()];
        for (var ordinal = 0; ordinal < textOf.length; ordinal++) {
            textOf[ordinal] = vectors.ordinal(hashes.lookupOrd(ordinal));
        }
        var documents = 0;
        for (var doc = hashes.nextDoc(); doc < leaf.reader().maxDoc(); doc = hashes.nextDoc()) {
            texts[leaf.docBase + doc] = textOf[hashes.ordValue()];
            documents++;
        }
        return documents;
    }

    /// Number of texts that have a vector.
    public int texts() {
        return vectors.size();
    }

    /// How near each text is to another in meaning: the cosine of their vectors, from -1 to 1, by its ordinal.
    ///
    /// @throws IOException when the model cannot be run
    public float[] cosines(String text) throws IOException {
        return vectors.cosines(embedding.vector(text));
    }

    /// Number of documents.
    public int documents() {
        return textOfDocument.length;
    }

    /// Ordinal of a document's text; negative when it has none, or none that has a vector.
    public int text(int doc) {
        return textOfDocument[doc];
    }
}
