package org.canonry.api.query;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.lucene.search.Query;
import org.canonry.api.snapshot.CanonicalResource;

/// A resource that a search found. Valid as long as its snapshot is borrowed; thread-safe.
public final class CanonicalHit {
    private final CanonicalResource resource;
    private final OptionalDouble score;
    private final int foldedCount;
    private final Optional<Query> words;
    private final Reasons reasons;

    /// Says why a hit has its score.
    interface Reasons {
        ScoreExplanation explanation() throws IOException;
    }

    CanonicalHit(CanonicalResource resource, OptionalDouble score, int foldedCount, Optional<Query> words, Reasons reasons) {
        this.resource = resource;
        this.score = score;
        this.foldedCount = foldedCount;
        this.words = words;
        this.reasons = reasons;
    }

    /// What was found.
    public CanonicalResource resource() {
        return resource;
    }

    /// How well it matches, beside others of the same search; empty when the search has no text, or another order.
    public OptionalDouble score() {
        return score;
    }

    /// How many further matching carriers and versions of the url the hit stands for.
    public int foldedCount() {
        return foldedCount;
    }

    /// Where the text matched; found when it is asked for. Empty when the search has no text, or it matched elsewhere.
    public List<Highlight> highlights() {
        return words.map(query -> Highlighting.of(query, resource)).orElse(List.of());
    }

    /// Why it has its score; worked out when it is asked for. Empty when it has none.
    public Optional<ScoreExplanation> explanation() throws IOException {
        return score.isPresent() ? Optional.of(reasons.explanation()) : Optional.empty();
    }
}
