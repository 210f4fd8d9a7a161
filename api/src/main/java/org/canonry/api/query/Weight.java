package org.canonry.api.query;

/// A number that decides the order of hits, and what it is tuned to.
///
/// A hit's score is the sum of what its words score and of the tiers that the whole text reaches, times what is known of the resource. A word scores
/// BM25 in the best of the fields below, and a share of the others. `./canonry relevance FILE --tune` finds values.
public enum Weight {
    /// A word in the name or id.
    NAME(3),
    /// A word in the title.
    TITLE(3.5),
    /// A word in the url.
    URL(3),
    /// A word in the description.
    DESCRIPTION(1.5),
    /// A segment of an element's path, or another name inside.
    ELEMENT(2),
    /// A whole path of an element.
    PATH(3),
    /// A word in a short text inside.
    PROSE(0.8),
    /// A code inside, for a word that looks like one.
    CODE(20),
    /// A code inside, for any other word.
    CODE_AS_WORD(2),
    /// A word in what a concept inside is called.
    CONCEPT(1.5),
    /// A word in the name of the package, or its FHIR release.
    PACKAGE(2),
    /// Share of the fields in which a word scores less than in its best one.
    OTHER_FIELDS(0.2),

    /// Share of the word for its stem.
    STEM(0.8),
    /// Share of the word for a synonym.
    SYNONYM(0.65),
    /// Share of the word for what it is called in English: who writes in another language wants first what is written in it.
    TRANSLATION(0.5),
    /// Share of the word for it and its neighbour written as one, and the other way round.
    JOINED(0.9),
    /// A word that the index does not hold, met by the most similar one.
    SIMILAR(0.8),
    /// A word that the index does not hold, met by others that are similar.
    LESS_SIMILAR(0.4),
    /// A word that the index does not hold is the beginning of one in the name or title.
    BEGINNING(8),
    /// The last word of several is the beginning of one in the name or title.
    LAST_BEGINNING(4),
    /// Words that surely name a kind of definition, beside those that are searched for.
    KIND_WORDS(0.2),
    /// For each word that is there at all.
    PRESENT(5),
    /// Share of the words of a text that must match, while they are few; any one where no document has so many.
    COVERAGE(0.5),
    /// The same where they are many: whoever writes a sentence does not expect each word in the answer.
    COVERAGE_OF_MANY(0.4),
    /// The words stand close together in the name or title.
    TOGETHER(3),
    /// Many words whose meaning is that of title and description; less, the farther apart they mean.
    MEANING(150),

    /// The whole text is the url; beyond what any number of words reaches.
    EXACT_URL(1_000),
    /// The whole text is the name or id.
    EXACT_NAME(200),
    /// The whole text is the title.
    EXACT_TITLE(100),
    /// Share of an exact tier for the text without the words that name a kind or a release of FHIR.
    WITHOUT_KIND(0.3),
    /// Share of an exact tier for the text with its slips mended.
    MENDED(0.5),
    /// The whole text, with a slip or two, is the name, id or title.
    NEAR_NAME(40),
    /// The name or id begins with the whole text.
    NAME_BEGINS(15),
    /// The title begins with the whole text.
    TITLE_BEGINS(10),
    /// The url begins with the whole text.
    URL_BEGINS(60),
    /// The text is the url's end.
    URL_TAIL(80),
    /// One of several words is the name or id, and written as one.
    NAME_AMONG_WORDS(30),
    /// Bound to an element whose path is in the text.
    BOUND(20),
    /// Times the word as a concept inside, or inside a code system that is included as a whole, where the text asks for what holds it.
    HELD(3),

    /// Of a kind that the text surely names.
    KIND_CERTAIN(3),
    /// Of a kind that the text may name.
    KIND_HINTED(1.3),
    /// Carried by a package that the text names.
    PACKAGE_NAMED(1.4),
    /// From a package for a release of FHIR that the text names.
    RELEASE_NAMED(1.3),
    /// An example.
    EXAMPLE(0.6),
    /// A resource that is not canonical.
    NOT_CANONICAL(0.6),
    /// A search parameter, of which there are many that are called like what they look at.
    SEARCH_PARAMETER(0.8),
    /// Retired, or of unknown status.
    NOT_CURRENT(0.8),
    /// A carrier that is not the preferred one of its url.
    NOT_PREFERRED(0.99),
    /// Carried by a package version that is not the latest of its package.
    NOT_LATEST_PACKAGE(0.99),
    /// For releases of FHIR before R4 alone.
    OLD_FHIR(0.97),
    /// A type of its own rather than a profile of one.
    SPECIALIZATION(1.2),
    /// Each tenfold of the definitions that use the url.
    TENFOLD_USE(0.15),
    /// Each tenfold of the packages that depend on the carrying one.
    TENFOLD_DEPENDENTS(0.05);

    private final float tuned;

    Weight(double tuned) {
        this.tuned = (float) tuned;
    }

    /// A share is not greater than one, whatever is tried.
    public float bounded(float value) {
        return tuned <= 1 ? Math.min(1, value) : value;
    }

    /// The value that a search has unless another is asked for.
    public float tuned() {
        return tuned;
    }
}
