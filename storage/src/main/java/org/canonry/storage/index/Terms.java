package org.canonry.storage.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.util.AttributeSource;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;

/// What a text becomes in the index: its terms in their order, and how far each stands behind the one before. Immutable, for many documents have the same
/// text; packed, for a build remembers many.
final class Terms {
    /// Of a text without words.
    static final Terms NONE = new Terms(new byte[0]);

    private final byte[] packed;

    private Terms(byte[] packed) {
        this.packed = packed;
    }

    /// Of a text that an analyzer has cut.
    static Terms of(TokenStream tokens, Writer terms) {
        try (tokens) {
            var term = tokens.getAttribute(TermToBytesRefAttribute.class);
            var step = tokens.getAttribute(PositionIncrementAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                terms.add(term.getBytesRef(), step.getPositionIncrement());
            }
            tokens.end();
            return terms.written();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory does not fail", e);
        }
    }

    boolean isEmpty() {
        return packed.length == 0;
    }

    /// The terms for one field of one document.
    TokenStream tokens() {
        return new Tokens(packed);
    }

    /// Packs terms, text after text. Not thread-safe.
    static final class Writer {
        private final BytesRefBuilder packed = new BytesRefBuilder();

        /// @param step how far behind the one before
        void add(BytesRef term, int step) {
            number(step);
            number(term.length);
            packed.append(term);
        }

        /// Seven bits a byte, the last of them without the eighth bit, as [ByteArrayDataInput#readVInt] reads it.
        private void number(int number) {
            var left = number;
            while (left > 0x7f) {
                packed.append((byte) (left & 0x7f | 0x80));
                left >>>= 7;
            }
            packed.append((byte) left);
        }

        /// What was added since the last call.
        Terms written() {
            var terms = new Terms(BytesRef.deepCopyOf(packed.get()).bytes);
            packed.clear();
            return terms;
        }
    }

    private static final class Tokens extends TokenStream {
        /// The fields of a document are inverted one after the other.
        private static final ThreadLocal<AttributeSource> SHARED = ThreadLocal.withInitial(AttributeSource::new);

        private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
        private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
        private final BytesRef bytes;
        private final ByteArrayDataInput in;

        Tokens(byte[] packed) {
            super(SHARED.get());
            bytes = new BytesRef(packed);
            in = new ByteArrayDataInput(packed);
        }

        @Override
        public boolean incrementToken() {
            if (in.eof()) {
                return false;
            }
            step.setPositionIncrement(in.readVInt());
            bytes.length = in.readVInt();
            bytes.offset = in.getPosition();
            in.skipBytes(bytes.length);
            term.setBytesRef(bytes);
            return true;
        }

        @Override
        public void reset() {
            in.rewind();
        }
    }
}
