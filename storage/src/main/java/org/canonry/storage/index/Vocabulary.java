package org.canonry.storage.index;

import java.util.List;
import java.util.function.Function;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefHash;
import org.apache.lucene.util.UnicodeUtil;

/// A way to cut texts into pieces, and those into terms. Remembers the pieces as they are written, for most are written again and again: in a few large
/// arrays, since an object for each would keep the garbage collector busy.
///
/// Not thread-safe.
final class Vocabulary {
    /// Pieces. Each costs some tens of bytes.
    private static final int REMEMBERED = 50_000;

    /// Characters. What is longer does not come again.
    private static final int LONGEST_REMEMBERED = 1_000;

    private final Cut cut;
    private final boolean ignoresCase;
    private final Function<String, List<String>> reading;
    private final BytesRefHash pieces = new BytesRefHash();
    private final BytesRefHash terms = new BytesRefHash();
    private final BytesRef piece = new BytesRef(UnicodeUtil.maxUTF8Length(LONGEST_REMEMBERED));
    private final BytesRef term = new BytesRef();

    /// Numbers of terms, piece after piece.
    private int[] numbers = {};

    /// Where in `numbers` each piece has its own; they end where the next one's begin.
    private int[] starts = {0};

    /// Of the text that is read.
    private char[] characters = {};

    /// @param ignoresCase whether the terms of a piece are the same when its capitals of ASCII are small letters
    /// @param reading the terms of a piece
    Vocabulary(Cut cut, boolean ignoresCase, Function<String, List<String>> reading) {
        this.cut = cut;
        this.ignoresCase = ignoresCase;
        this.reading = reading;
    }

    /// Who tells the places of pieces in a text.
    @FunctionalInterface
    interface Cut {
        void each(String text, Words.Places places);
    }

    /// Who takes the terms of a text.
    @FunctionalInterface
    interface Found {
        /// A term.
        ///
        /// @param term good until the next one comes
        /// @param number its own in this text: no other term has it
        /// @param place among the terms of its piece, from 0
        void term(BytesRef term, int number, int place);
    }

    /// Reads one text, and tells its terms in their order.
    void read(String text, Found found) {
        tidy();
        characters = text.length() > characters.length ? new char[ArrayUtil.oversize(text.length(), Character.BYTES)] : characters;
        text.getChars(0, text.length(), characters, 0);
        if (ignoresCase) {
            lower(text.length());
        }
        cut.each(text, (start, end) -> piece(start, end - start, found));
    }

    /// Most capitals begin a sentence or a heading.
    private void lower(int length) {
        for (var at = 0; at < length; at++) {
            if (characters[at] >= 'A' && characters[at] <= 'Z') {
                characters[at] += 'a' - 'A';
            }
        }
    }

    /// Forgets what is too much, which must not happen inside a text.
    private void tidy() {
        if (pieces.size() > REMEMBERED) {
            forget(pieces);
            forget(terms);
        }
    }

    private static void forget(BytesRefHash known) {
        known.clear();
        known.reinit();
    }

    private void piece(int start, int length, Found found) {
        if (length > LONGEST_REMEMBERED) {
            var from = starts[pieces.size()];
            tell(from, list(from, start, length), found);
            return;
        }
        piece.length = UnicodeUtil.UTF16toUTF8(characters, start, length, piece.bytes);
        var added = pieces.add(piece);
        var number = number(added);
        if (added >= 0) {
            starts = ArrayUtil.grow(starts, number + 2);
            starts[number + 1] = list(starts[number], start, length);
        }
        tell(starts[number], starts[number + 1], found);
    }

    /// What is known already is told by its number's complement: [BytesRefHash#add].
    private static int number(int added) {
        return added < 0 ? ~added : added;
    }

    /// Lists the terms of a piece from a place on; returns where they end.
    private int list(int from, int start, int length) {
        var end = from;
        for (var each : reading.apply(new String(characters, start, length))) {
            numbers = ArrayUtil.grow(numbers, end + 1);
            numbers[end++] = number(terms.add(Utf8.bytes(each)));
        }
        return end;
    }

    private void tell(int from, int end, Found found) {
        for (var at = from; at < end; at++) {
            found.term(terms.get(numbers[at], term), numbers[at], at - from);
        }
    }
}
