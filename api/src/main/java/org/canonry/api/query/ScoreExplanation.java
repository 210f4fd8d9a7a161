package org.canonry.api.query;

import java.util.List;
import org.canonry.api.snapshot.CanonicalResource;
import org.jspecify.annotations.Nullable;

/// Why a hit has its score: the sum of the parts, times every factor, but for rounding.
///
/// @param resource whose score it is: of all that the hit stands for the one that scores best
/// @param parts what of the text reached it, the weightiest first
/// @param factors what is known of it whatever is searched, and what the text names; those that change nothing are left out
public record ScoreExplanation(CanonicalResource resource, double score, List<Part> parts, List<Factor> factors) {

    /// A part of the sum.
    ///
    /// @param text what of the text was searched for
    /// @param field where it was found, by a short name; null where that is no single place
    /// @param reason in words
    public record Part(String text, @Nullable String field, String reason, double score) {}

    /// What the sum is multiplied with.
    ///
    /// @param reason in words
    public record Factor(String reason, double factor) {}
}
