package org.canonry.api.resolve;

import org.canonry.api.resolve.Asked.Reading;
import org.canonry.api.snapshot.Snapshot;
import org.jspecify.annotations.Nullable;

/// The carriers of a url, and which of them a reference means. Only numbers of documents, so that choosing costs next to nothing.
///
/// @param snapshot that they are of
/// @param reading which resource was asked for
/// @param asked the asked version; null when none was asked
/// @param carriers every document of the url
/// @param rule by which the chosen one was found; the last that was tried when none was
/// @param chosen the document; [#NONE] when the reference means none
record Choice(Snapshot snapshot, Reading reading, @Nullable String asked, int[] carriers, VersionRule rule, int chosen) {
    static final int NONE = -1;

    /// Chooses the preferred one of those that meet the first rule that any of them meets.
    static Choice among(Snapshot snapshot, Reading reading, @Nullable String asked, int[] carriers) {
        var choice = new Choice(snapshot, reading, asked, carriers, VersionRule.first(asked), NONE).best();
        if (choice.isMade()) {
            return choice;
        }
        for (var rule : VersionRule.further(asked)) {
            choice = new Choice(snapshot, reading, asked, carriers, rule, NONE).best();
            if (choice.isMade()) {
                return choice;
            }
        }
        return choice;
    }

    private Choice best() {
        var best = NONE;
        for (var carrier : carriers) {
            if ((best == NONE || rank(carrier) < rank(best)) && fits(carrier)) {
                best = carrier;
            }
        }
        return new Choice(snapshot, reading, asked, carriers, rule, best);
    }

    boolean isMade() {
        return chosen != NONE;
    }

    /// Whether a carrier comes from where it may come from and has a version that meets the rule.
    boolean fits(int carrier) {
        return rule.test().met(snapshot.preference().version(carrier)) && isInRange(carrier);
    }

    /// Whether it comes from where it may come from.
    boolean isInRange(int carrier) {
        var core = reading.core();
        return core == null
                || snapshot.resource(carrier).packageVersion().id().name().text().equals(core.name());
    }

    /// Place in the order of preference, the best first.
    int rank(int carrier) {
        return snapshot.preference().rank(carrier);
    }
}
