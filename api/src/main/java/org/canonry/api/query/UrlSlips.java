package org.canonry.api.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.Query;
import org.canonry.storage.index.Column;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.Folded;

/// Urls with a slip or two behind their last slash. What stands before it must be right: it bounds what is looked at.
final class UrlSlips {
    private static final int SHORTEST = 5;
    private static final int LONGEST = 60;
    private static final int TWO_SLIPS = 10;
    private static final int NEAR_URLS = 8;

    private final IndexReader reader;

    UrlSlips(IndexReader reader) {
        this.reader = reader;
    }

    /// What has a url that differs from the text so, however seldom; empty where the text is no url, or too short or long behind its last slash.
    Optional<Query> near(String text) {
        var url = Folded.url(text);
        var right = url.lastIndexOf('/') + 1;
        var last = url.length() - right;
        if (right == 0 || last < SHORTEST || last > LONGEST) {
            return Optional.empty();
        }
        var rewrite = new MultiTermQuery.TopTermsBoostOnlyBooleanQueryRewrite(NEAR_URLS);
        var term = new Term(Fields.FOLDED_URL, url);
        return Optional.of(new FuzzyQuery(term, last >= TWO_SLIPS ? 2 : 1, url.codePointCount(0, right), NEAR_URLS, true, rewrite));
    }

    /// The url that is nearest to the text, as its author writes it.
    Optional<String> nearest(String text) {
        return near(text).flatMap(this::best);
    }

    private Optional<String> best(Query near) {
        try {
            var found = new IndexSearcher(reader).search(near, 1).scoreDocs;
            var urls = MultiDocValues.getSortedValues(reader, Column.URL.field());
            return found.length == 0 || urls == null || !urls.advanceExact(found[0].doc)
                    ? Optional.empty()
                    : Optional.of(urls.lookupOrd(urls.ordValue()).utf8ToString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
