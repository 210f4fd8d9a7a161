package org.canonry.storage.index;

import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterIterator;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.util.CharTokenizer;

/// How texts become words, the same for the writer and for queries.
///
/// Names, ids and the segments of urls are cut at dashes, dots, digits and changes of case, and kept whole as well, so that `USCorePatientProfile`,
/// `us-core-patient` and `us core patient` meet. Prose is cut by Unicode's rules. Everything is lower-cased and loses its accents.
public final class Analyzers {
    private static final int CODE_PARTS = WordDelimiterGraphFilter.GENERATE_WORD_PARTS
            | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
            | WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE
            | WordDelimiterGraphFilter.SPLIT_ON_NUMERICS
            | WordDelimiterGraphFilter.CATENATE_ALL;

    private Analyzers() {}

    /// For documents. Thread-safe.
    public static Analyzer forIndex() {
        return perField(true);
    }

    /// For queries. Thread-safe.
    public static Analyzer forQuery() {
        return perField(false);
    }

    private static Analyzer perField(boolean flatten) {
        var codes = codes(flatten);
        return new PerFieldAnalyzerWrapper(prose(), Map.of(Fields.URL_TEXT, codes, Fields.NAME_TEXT, codes));
    }

    private static Analyzer prose() {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                var words = new StandardTokenizer();
                return new TokenStreamComponents(words, new ASCIIFoldingFilter(new LowerCaseFilter(words)));
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
