package org.canonry.storage.index;

import java.util.Iterator;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// Terms of a document that are made already, each once.
final class TermSet extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final Set<String> terms;
    private Iterator<String> left;

    TermSet(Set<String> terms) {
        this.terms = terms;
        this.left = terms.iterator();
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        if (!left.hasNext()) {
            return false;
        }
        term.append(left.next());
        return true;
    }

    @Override
    public void reset() {
        left = terms.iterator();
    }
}
