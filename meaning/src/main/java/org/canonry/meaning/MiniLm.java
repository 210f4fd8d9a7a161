package org.canonry.meaning;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.InputStream;
import org.canonry.storage.index.Embedding;
import org.jspecify.annotations.Nullable;

/// all-MiniLM-L6-v2 with weights of one byte: six layers, 384 numbers a vector. Of a text it reads the first words, up to [#PIECES] pieces. Loaded when it is
/// first needed, which takes some tenths of a second and a hundred megabytes outside of the heap, and kept as long as the process lasts.
///
/// Wang and others, "MiniLM", 2020, and the model card of sentence-transformers/all-MiniLM-L6-v2 (Apache License 2.0).
public final class MiniLm implements Embedding {
    /// Pieces of words that are read of a text: a title and two or three sentences.
    static final int PIECES = 96;

    private static final String NAME = "all-minilm-l6-v2-q";
    private static final String WEIGHTS = "/" + NAME + ".onnx";
    private static final String TOKENIZER = "/" + NAME + "-tokenizer.json";

    private volatile @Nullable Loaded loaded;

    /// For [java.util.ServiceLoader].
    public MiniLm() {}

    @Override
    public String model() {
        return NAME + "/" + PIECES;
    }

    @Override
    public float[] vector(String text) throws IOException {
        var ready = loaded();
        try {
            return ready.network.vector(ready.pieces.of(text, PIECES));
        } catch (OrtException e) {
            throw new IOException("the model %s failed: %s".formatted(NAME, e.getMessage()), e);
        }
    }

    private Loaded loaded() throws IOException {
        var known = loaded;
        return known != null ? known : load();
    }

    private synchronized Loaded load() throws IOException {
        var known = loaded;
        if (known == null) {
            known = Loaded.read();
            loaded = known;
        }
        return known;
    }

    private record Loaded(WordPieces pieces, Network network) {
        static Loaded read() throws IOException {
            try (var weights = resource(WEIGHTS);
                    var tokenizer = resource(TOKENIZER)) {
                return new Loaded(WordPieces.read(tokenizer), Network.load(weights.readAllBytes()));
            } catch (OrtException e) {
                throw new IOException("the model %s cannot be loaded: %s".formatted(NAME, e.getMessage()), e);
            } catch (LinkageError e) {
                throw new IOException("ONNX Runtime has no native library for this machine: set CANONRY_MEANING=off to search by words alone", e);
            }
        }

        private static InputStream resource(String name) throws IOException {
            var stream = MiniLm.class.getResourceAsStream(name);
            if (stream == null) {
                throw new IOException("%s is not on the class path".formatted(name));
            }
            return stream;
        }
    }
}
