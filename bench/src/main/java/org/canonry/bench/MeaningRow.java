package org.canonry.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.FSDirectory;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.CanonicalColumns;
import org.canonry.storage.index.Embedding;
import org.canonry.storage.index.MeantText;
import org.canonry.storage.index.TextVectors;
import org.canonry.storage.index.VectorDocument;

/// What meaning adds to a search: the vector of its text, and the cosines with those of the index, against the cosines alone.
///
/// @param texts some of the index
record MeaningRow(Embedding embedding, List<String> texts) {
    private static final int TEXTS = 2_000;
    private static final int QUESTIONS = 200;
    private static final int WORDS = 8;
    private static final double MILLISECOND = 1e6;

    /// Empty where Canonry was built without a model.
    static Optional<MeaningRow> of(Snapshot snapshot) throws IOException {
        var model = ServiceLoader.load(Embedding.class).findFirst();
        return model.isEmpty() ? Optional.empty() : Optional.of(new MeaningRow(model.get(), texts(snapshot)));
    }

    private static List<String> texts(Snapshot snapshot) throws IOException {
        var texts = new LinkedHashSet<String>();
        for (var leaf : snapshot.searcher().getIndexReader().leaves()) {
            var columns = new CanonicalColumns(leaf.reader());
            for (var doc = 0; doc < leaf.reader().maxDoc() && texts.size() < TEXTS; doc++) {
                columns.meantText(doc).ifPresent(texts::add);
            }
        }
        return List.copyOf(texts);
    }

    List<Measurement> run() throws IOException {
        var begin = System.nanoTime();
        var vectors = vectors();
        var making = (System.nanoTime() - begin) / MILLISECOND / texts.size();
        var questions = texts.stream().limit(QUESTIONS).map(MeaningRow::question).toList();
        var asked = new ArrayList<float[]>();
        for (var question : questions) {
            asked.add(embedding.vector(question));
        }
        Work whole = () -> questions.forEach(question -> vectors.cosines(vector(question)));
        Work cosines = () -> asked.forEach(vectors::cosines);
        var rounds = Rounds.of(whole, questions.size(), cosines, asked.size()).in(MILLISECOND);
        var details = new LinkedHashMap<String, Double>(percentiles(vectors, questions));
        details.put("ms to make the vector of a text of the index, one thread", making);
        details.put("texts", (double) texts.size());
        return List.of(new Measurement(
                        Row.MEANING, "meaning of %d words, in process".formatted(WORDS), "ms", rounds.measured(), "cosines with %,d texts".formatted(texts.size()),
                        rounds.floor(), null, "six layers of the model over some ten pieces of words")
                .with(details));
    }

    private Map<String, Double> percentiles(TextVectors vectors, List<String> questions) {
        var times = questions.stream().mapToDouble(question -> {
            var begin = System.nanoTime();
            vectors.cosines(vector(question));
            return (System.nanoTime() - begin) / MILLISECOND;
        }).sorted().toArray();
        var found = new LinkedHashMap<String, Double>();
        found.put("p50 ms", times[times.length / 2]);
        found.put("p99 ms", times[times.length * 99 / 100]);
        return found;
    }

    private float[] vector(String question) {
        try {
            return embedding.vector(question);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String question(String text) {
        return Arrays.stream(text.split(" ")).limit(WORDS).collect(Collectors.joining(" "));
    }

    private TextVectors vectors() throws IOException {
        var folder = Files.createTempDirectory("canonry-vectors-");
        try (var directory = FSDirectory.open(folder);
                var writer = new IndexWriter(directory, VectorDocument.writerConfig())) {
            for (var text : texts) {
                writer.addDocument(VectorDocument.of(MeantText.hash(text), embedding.vector(text)));
            }
            writer.commit();
            return TextVectors.read(folder);
        } finally {
            Prepared.delete(folder);
        }
    }
}
