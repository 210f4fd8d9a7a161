package org.canonry.storage.index;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.util.AttributeSource;
import org.jspecify.annotations.Nullable;

/// Puts the stems of each word beside it, where they differ: who searches for the word itself is served best, who searches for another form as well.
final class StemFilter extends TokenFilter {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final Stems stems;
    private Iterator<String> beside = List.<String>of().iterator();
    private AttributeSource.@Nullable State word;

    StemFilter(TokenStream words, Set<Language> languages) {
        super(words);
        this.stems = Stems.ofThread(languages);
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (beside.hasNext()) {
            restoreState(word);
            term.setEmpty().append(beside.next());
            increment.setPositionIncrement(0);
            return true;
        }
        if (!input.incrementToken()) {
            return false;
        }
        var others = stems.forms(term.toString()).others();
        if (!others.isEmpty()) {
            word = captureState();
            beside = others.iterator();
        }
        return true;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        beside = List.<String>of().iterator();
        word = null;
    }
}
