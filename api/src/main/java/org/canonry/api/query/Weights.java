package org.canonry.api.query;

/// Every number that decides the order of hits.
///
/// A hit's score is the sum of what its words score (BM25 in the best of the fields below, and a share of the others) and of the tiers that the whole
/// text reaches, times what is known of the resource whatever is searched.
final class Weights {
    /// A word in the name or id.
    static final float NAME = 3f;
    /// A word in the title.
    static final float TITLE = 3f;
    /// A word in the url.
    static final float URL = 2f;
    /// A word in the description.
    static final float DESCRIPTION = 1f;
    /// Share of the fields in which a word scores less than in its best one.
    static final float OTHER_FIELDS = 0.2f;

    /// The whole text is the url; beyond what any number of words reaches.
    static final float EXACT_URL = 1_000f;
    /// The whole text is the name or id.
    static final float EXACT_NAME = 200f;
    /// The whole text is the title.
    static final float EXACT_TITLE = 100f;
    /// One of several words is the name or id, and written as one.
    static final float NAME_AMONG_WORDS = 30f;
    /// The words stand close together in the name or title.
    static final float TOGETHER = 2f;
    /// A word that the index does not hold, met by one that begins so.
    static final float BEGINNING = 0.6f;
    /// A word that the index does not hold, met by a similar one.
    static final float SIMILAR = 0.5f;
    /// Share of the plain words of a text that must match.
    static final float COVERAGE = 0.5f;

    /// An example.
    static final float EXAMPLE = 0.6f;
    /// A resource that is not canonical.
    static final float NOT_CANONICAL = 0.6f;
    /// Retired, or of unknown status.
    static final float NOT_CURRENT = 0.8f;
    /// A carrier that is not the preferred one of its url.
    static final float NOT_PREFERRED = 0.97f;
    /// Each tenfold of the resources that use the url.
    static final float TENFOLD_USE = 0.1f;

    private Weights() {}
}
