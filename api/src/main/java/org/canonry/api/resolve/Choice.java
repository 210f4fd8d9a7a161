package org.canonry.api.resolve;

import org.canonry.api.resolve.Asked.Reading;
import org.canonry.api.snapshot.Snapshot;

/// The carriers of a url, and which of them a reference means. Only numbers of documents, so that choosing costs next to nothing.
final class Choice {
    private static final int NONE = -1;

    private final Range range;
    private final Reading reading;
    private final int[] carriers;
    private final VersionRule rule;
    private final int chosen;

    private Choice(Range range, Reading reading, int[] carriers, VersionRule rule) {
        this.range = range;
        this.reading = reading;
        this.carriers = carriers;
        this.rule = rule;
        this.chosen = best();
    }

    /// Chooses the preferred one of those that meet the first rule that any of them meets.
    ///
    /// @param reading what was asked for
    /// @param carriers every document of its url
    static Choice among(Range range, Reading reading, int[] carriers) {
        var choice = new Choice(range, reading, carriers, VersionRule.first(reading.version()));
        if (choice.isMade() || carriers.length == 0 || range.scope().strict()) {
            return choice;
        }
        return VersionRule.further(reading.version())
                .map(near -> new Choice(range, reading, carriers, near))
                .orElse(choice);
    }

    private int best() {
        var best = NONE;
        for (var carrier : carriers) {
            if ((best == NONE || rank(carrier) < rank(best)) && fits(carrier)) {
                best = carrier;
            }
        }
        return best;
    }

    /// Whether the reference means one of the carriers.
    boolean isMade() {
        return chosen != NONE;
    }

    /// The document that it means; no document when it means none.
    int chosen() {
        return chosen;
    }

    /// Every document of the url.
    int[] carriers() {
        return carriers;
    }

    Range range() {
        return range;
    }

    Snapshot snapshot() {
        return range.snapshot();
    }

    Reading reading() {
        return reading;
    }

    /// By which the chosen one was found; the last that was tried when none was.
    VersionRule rule() {
        return rule;
    }

    /// Whether a carrier comes from where it may come from and has a version that meets the rule.
    boolean fits(int carrier) {
        return meets(carrier) && isInRange(carrier);
    }

    /// Whether a carrier has a version that meets the rule.
    boolean meets(int carrier) {
        return rule.test().met(range.preference().version(carrier));
    }

    /// Whether it comes from where it may come from: from the core package that the url names, whatever the scope; else from the scope.
    boolean isInRange(int carrier) {
        return reading.core() == null ? range.contains(carrier) : isOfCore(carrier) && range.isThere(carrier);
    }

    /// Whether it comes from the core package that the url names, if it names one.
    boolean isOfCore(int carrier) {
        var core = reading.core();
        return core == null || snapshot().resource(carrier).packageVersion().id().name().text().equals(core.name());
    }

    /// Place in the order of preference, the best first.
    long rank(int carrier) {
        return range.ranking().of(carrier);
    }
}
