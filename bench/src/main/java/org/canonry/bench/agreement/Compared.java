package org.canonry.bench.agreement;

import java.util.Optional;

/// One reference, resolved twice.
///
/// @param subject the package that it stands in
/// @param count how often
/// @param ours what Canonry resolves it to
/// @param theirs what HL7's library resolves it to
record Compared(String subject, Question question, int count, Optional<Found> ours, Optional<Found> theirs) {

    /// Whether both resolve it to the same resource.
    boolean isSame() {
        return ours.isPresent() && theirs.isPresent() && ours.get().is(theirs.get());
    }

    /// Whether neither resolves it.
    boolean isNeither() {
        return ours.isEmpty() && theirs.isEmpty();
    }

    boolean isDifferent() {
        return !isSame() && !isNeither();
    }

    @Override
    public String toString() {
        return "%s %s in %s: Canonry %s, HL7 %s".formatted(
                question.kind(), question.target(), subject, ours.map(Found::toString).orElse("nothing"),
                theirs.map(Found::toString).orElse("nothing"));
    }
}
