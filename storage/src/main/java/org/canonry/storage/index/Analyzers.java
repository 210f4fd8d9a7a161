package org.canonry.storage.index;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterIterator;
import org.apache.lucene.analysis.util.CharTokenizer;

/// How texts become words, the same for the writer and for queries.
///
/// Names, ids and the segments of urls are cut at dashes, dots, digits and changes of case, and kept whole as well, so that `USCorePatientProfile`,
/// `us-core-patient` and `us core patient` meet. Prose is cut into [Words], which have their stems beside them. Everything is lower-cased and loses its accents.
public final class Analyzers {
    private static final int CODE_PARTS = WordDelimiterGraphFilter.GENERATE_WORD_PARTS
            | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
            | WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE
            | WordDelimiterGraphFilter.SPLIT_ON_NUMERICS
            | WordDelimiterGraphFilter.CATENATE_ALL;

    private static final Analyzer NAMES = codes(true);
    private static final Map<Set<Language>, Analyzer> PROSE = new ConcurrentHashMap<>();

    private Analyzers() {}

    /// For queries: words as they are written. Thread-safe.
    public static Analyzer forQuery() {
        return perField(prose(Set.of()));
    }

    /// For finding again, in a text, what a query matched: words and their stems in any language. Thread-safe.
    public static Analyzer forHighlights() {
        return perField(prose(Set.of(Language.values())));
    }

    /// For names, ids and urls of documents. Thread-safe.
    static Analyzer names() {
        return NAMES;
    }

    /// For prose in these languages. Thread-safe.
    static Analyzer prose(Set<Language> languages) {
        return PROSE.computeIfAbsent(languages, Analyzers::newProse);
    }

    private static Analyzer perField(Analyzer prose) {
        var codes = codes(false);
        return new PerFieldAnalyzerWrapper(prose, Map.of(Fields.URL_TEXT, codes, Fields.NAME_TEXT, codes));
    }

    private static Analyzer newProse(Set<Language> languages) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                var words = new WordTokenizer();
                return new TokenStreamComponents(words, languages.isEmpty() ? words : new StemFilter(words, languages));
            }
        };
    }

    /// Cut here before the parts are looked at, so that the last segment of a url is kept whole as well as its parts.
    private static boolean separates(int character) {
        return Character.isWhitespace(character) || "/:#|?&=,;()[]{}<>\"'".indexOf(character) >= 0;
    }

    private static Analyzer codes(boolean flatten) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                var pieces = CharTokenizer.fromSeparatorCharPredicate(Analyzers::separates);
                var parts = new WordDelimiterGraphFilter(pieces, true, WordDelimiterIterator.DEFAULT_WORD_DELIM_TABLE, CODE_PARTS, null);
                var flat = flatten ? new FlattenGraphFilter(parts) : parts;
                return new TokenStreamComponents(pieces, new ASCIIFoldingFilter(new LowerCaseFilter(flat)));
            }
        };
    }
}
