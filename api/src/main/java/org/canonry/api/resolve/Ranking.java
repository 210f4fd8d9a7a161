package org.canonry.api.resolve;

import org.canonry.api.snapshot.Preference;
import org.canonry.api.snapshot.Snapshot;

/// Which of several carriers of one url is meant, by the strategy of a scope: the one with the lowest number.
///
/// Before any strategy, a resource that can be used comes before an example or a stub, and a core definition of another FHIR version than the
/// scope's comes last. What a strategy leaves open is decided by [Preference]: no strategy depends on what is outside of the range.
final class Ranking {
    private static final int TIER_BITS = 32;
    private static final int UNUSABLE = 1 << 30;
    private static final int FOREIGN = 1 << 29;

    private final Range range;
    private final Preference preference;

    /// What one carrier may be preferred to another for, the most important first.
    enum Criterion {
        /// One is an example or a stub without content.
        USABLE,
        /// One is a core definition of another FHIR version.
        FOREIGN_CORE,
        /// One is a core definition.
        CORE,
        /// One is of a package that is declared, the other of one that a rule brings.
        DECLARED,
        /// One is fewer dependencies away.
        DEPTH,
        /// Both are as many dependencies away, but one is met first.
        ORDER,
        /// One is from a release, the other from a pre-release.
        RELEASE,
        /// As without any strategy.
        PREFERENCE
    }

    Ranking(Range range) {
        this.range = range;
        this.preference = range.preference();
    }

    /// The lowest is the best; no two carriers have the same.
    long of(int document) {
        var rank = preference.rank(document);
        return range.isPlain() ? rank : (long) tier(document) << TIER_BITS | rank;
    }

    private int tier(int document) {
        var place = range.place(document);
        return (preference.usable(document) ? 0 : UNUSABLE) | (range.core().foreign().get(place) ? FOREIGN : 0) | byStrategy(document, place);
    }

    private int byStrategy(int document, int place) {
        return switch (range.scope().strategy()) {
            case MOST_RECENT_IN_CLOSURE, HIGHEST_PACKAGE -> 0;
            case NEAREST -> isCore(document, place) ? 0 : 1 + range.order(place);
            case LATEST -> isRelease(place) ? 0 : 1;
        };
    }

    /// Whether two carriers are of equal rank, were it not for the order in which dependencies are declared and for what is preferred among equals.
    boolean areEqual(int one, int other) {
        return switch (decisive(one, other)) {
            case ORDER, PREFERENCE -> true;
            case USABLE, FOREIGN_CORE, CORE, DECLARED, DEPTH, RELEASE -> false;
        };
    }

    /// What decides between two carriers.
    Criterion decisive(int one, int other) {
        if (preference.usable(one) != preference.usable(other)) {
            return Criterion.USABLE;
        }
        if (range.isPlain()) {
            return Criterion.PREFERENCE;
        }
        var place = range.place(one);
        var otherPlace = range.place(other);
        if (range.core().foreign().get(place) != range.core().foreign().get(otherPlace)) {
            return Criterion.FOREIGN_CORE;
        }
        return switch (range.scope().strategy()) {
            case MOST_RECENT_IN_CLOSURE, HIGHEST_PACKAGE -> Criterion.PREFERENCE;
            case NEAREST -> isCore(one, place) == isCore(other, otherPlace) ? byDistance(place, otherPlace) : Criterion.CORE;
            case LATEST -> isRelease(place) == isRelease(otherPlace) ? Criterion.PREFERENCE : Criterion.RELEASE;
        };
    }

    private Criterion byDistance(int one, int other) {
        if (one == other) {
            return Criterion.PREFERENCE;
        }
        if (range.isDeclared(one) != range.isDeclared(other)) {
            return Criterion.DECLARED;
        }
        return range.depth(one) == range.depth(other) ? Criterion.ORDER : Criterion.DEPTH;
    }

    private boolean isCore(int document, int place) {
        return range.core().own().get(place) && CorePackage.defines(range.snapshot().resource(document));
    }

    private boolean isRelease(int place) {
        return range.version(place).id().version().isRelease();
    }
}
