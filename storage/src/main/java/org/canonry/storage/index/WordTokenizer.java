package org.canonry.storage.index;

import java.io.IOException;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.util.ArrayUtil;

/// [Words] as a stream for Lucene. Reads the whole text, which the limit `column_characters` bounds.
final class WordTokenizer extends Tokenizer {
    private static final int BUFFER = 1 << 10;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final char[] buffer = new char[BUFFER];
    private final StringBuilder all = new StringBuilder(BUFFER);
    private int[] places = new int[BUFFER];
    private int found;
    private String text = "";
    private int next;

    @Override
    public boolean incrementToken() {
        clearAttributes();
        while (next < found) {
            var start = places[next++];
            var end = places[next++];
            var word = Words.word(text.substring(start, end));
            if (!word.isEmpty()) {
                term.append(word);
                offset.setOffset(correctOffset(start), correctOffset(end));
                return true;
            }
        }
        return false;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        text = read();
        next = 0;
        found = 0;
        Words.each(text, this::place);
    }

    private void place(int start, int end) {
        places = ArrayUtil.grow(places, found + 2);
        places[found++] = start;
        places[found++] = end;
    }

    @Override
    public void end() throws IOException {
        super.end();
        offset.setOffset(correctOffset(text.length()), correctOffset(text.length()));
    }

    private String read() throws IOException {
        all.setLength(0);
        for (var read = input.read(buffer); read >= 0; read = input.read(buffer)) {
            all.append(buffer, 0, read);
        }
        return all.toString();
    }
}
