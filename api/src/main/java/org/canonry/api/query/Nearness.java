package org.canonry.api.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.ArrayUtil;
import org.canonry.api.query.language.Clause;
import org.canonry.api.query.language.Token;
import org.canonry.api.snapshot.Meaning;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// What is near to a text in meaning: of all texts of the snapshot the nearest, whatever is filtered, so that counts stay exact under filters.
///
/// Only several plain words side by side have a meaning beyond themselves; whoever writes in the query language asks for words. The more words, the
/// likelier it is that they describe and do not name.
final class Nearness {
    /// Fewer words than that name something; so many begin to describe.
    private static final int FEWEST_WORDS = 5;

    /// With so many words meaning has its full share.
    private static final int MANY_WORDS = 8;

    /// What is not nearer than that is not near, though nothing else be nearer.
    private static final float LEAST = 0.2f;

    private final Meaning meaning;
    private final int most;

    private Nearness(Meaning meaning, int most) {
        this.meaning = meaning;
        this.most = most;
    }

    /// The documents near to a text, each with its share in the score; empty where meaning has none.
    ///
    /// @param clause what the text was understood to be: so what was understood, read again, is near to the same
    /// @throws UncheckedIOException when the model cannot be run
    static Optional<Query> to(Clause clause, Snapshot snapshot, Weights weights, Limits limits) {
        var words = plainWords(clause);
        var weight = weights.of(Weight.MEANING) * share(words.size());
        return weight <= 0
                ? Optional.empty()
                : snapshot.meaning()
                        .flatMap(meaning -> new Nearness(meaning, limits.intOf(Limit.MEANING_NEAREST)).query(String.join(" ", words), weight));
    }

    private static float share(int words) {
        return Math.clamp((words - FEWEST_WORDS + 1f) / (MANY_WORDS - FEWEST_WORDS + 1), 0, 1);
    }

    /// Of a text that is nothing but words; else none.
    private static List<String> plainWords(Clause clause) {
        if (!(clause instanceof Clause.Together(var clauses)) || !clauses.stream().allMatch(Nearness::isPlainWord)) {
            return List.of();
        }
        return clauses.stream().map(one -> ((Clause.OneWord) one).text()).toList();
    }

    private static boolean isPlainWord(Clause clause) {
        return clause instanceof Clause.OneWord word && word.field().isEmpty() && word.form() == Token.Form.PLAIN;
    }

    private Optional<Query> query(String text, float weight) {
        try {
            var cosines = meaning.cosines(text);
            return near(cosines, farthest(cosines), weight).map(near -> Because.of(near, Way.NEAR, text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is farther away, or as far, is not near.
    private float farthest(float[] cosines) {
        var near = new float[cosines.length];
        var size = 0;
        for (var cosine : cosines) {
            if (cosine > LEAST) {
                near[size++] = cosine;
            }
        }
        Arrays.sort(near, 0, size);
        return size > most ? near[size - most - 1] : LEAST;
    }

    private Optional<Query> near(float[] cosines, float farthest, float weight) {
        var docs = new int[64];
        var scores = new float[64];
        var size = 0;
        for (var doc = 0; doc < meaning.documents(); doc++) {
            var text = meaning.text(doc);
            if (text >= 0 && cosines[text] > farthest) {
                docs = ArrayUtil.grow(docs, size + 1);
                scores = ArrayUtil.grow(scores, size + 1);
                docs[size] = doc;
                scores[size] = weight * (cosines[text] - farthest) / (1 - farthest);
                size++;
            }
        }
        return size == 0 ? Optional.empty() : Optional.of(new PickedQuery(Arrays.copyOf(docs, size), Arrays.copyOf(scores, size)));
    }
}
