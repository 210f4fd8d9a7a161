package org.canonry.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.Column;

/// Looking urls up in Lucene, and nothing else.
record Seek(Snapshot snapshot) {

    /// Finds each in some segment.
    void all(List<BytesRef> urls) throws IOException {
        var segments = segments();
        for (var url : urls) {
            if (!isIn(segments, url)) {
                throw new IllegalStateException(url.utf8ToString() + " is in no segment");
            }
        }
    }

    private static boolean isIn(List<TermsEnum> segments, BytesRef term) throws IOException {
        var found = false;
        for (var segment : segments) {
            found |= segment.seekExact(term);
        }
        return found;
    }

    private List<TermsEnum> segments() throws IOException {
        var segments = new ArrayList<TermsEnum>();
        for (var leaf : snapshot.searcher().getIndexReader().leaves()) {
            segments.add(Terms.getTerms(leaf.reader(), Column.URL.field()).iterator());
        }
        return segments;
    }
}
