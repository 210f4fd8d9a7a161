package org.canonry.storage.index;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.util.BytesRef;

/// Terms of a document that are made already, each once.
final class TermSet extends TokenStream {
    private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
    private final BytesRef[] terms;
    private int next;

    /// @param terms not changed any more
    TermSet(BytesRef[] terms) {
        this.terms = terms;
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        if (next == terms.length) {
            return false;
        }
        term.setBytesRef(terms[next++]);
        return true;
    }

    @Override
    public void reset() {
        next = 0;
    }
}
