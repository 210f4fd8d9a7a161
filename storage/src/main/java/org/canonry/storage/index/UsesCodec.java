package org.canonry.storage.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.util.BytesRef;
import org.canonry.storage.canonical.Use;
import org.canonry.storage.canonical.UseKind;
import org.jspecify.annotations.Nullable;

/// The references of one resource as bytes: a path as what it adds to the one before, a target or a strength in full only when it comes first.
public final class UsesCodec {
    private static final UseKind[] KINDS = UseKind.values();
    private static final int NEW_TEXT = 0;
    private static final int NO_TEXT = 1;
    private static final int FIRST_TEXT = 2;

    /// Builders index on a few threads of their own.
    private static final ThreadLocal<ByteBuffersDataOutput> OUT = ThreadLocal.withInitial(ByteBuffersDataOutput::newResettableInstance);

    private UsesCodec() {}

    /// Packs the references, in their order.
    public static BytesRef encode(List<Use> uses) {
        try {
            var out = OUT.get();
            out.reset();
            out.writeVInt(uses.size());
            new Encoder(out).write(uses);
            return new BytesRef(out.toArrayCopy());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
    }

    /// The references that [#encode] packed.
    ///
    /// @throws IOException when the bytes are damaged
    public static List<Use> decode(BytesRef bytes) throws IOException {
        var in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
        return new Decoder(in).read(in.readVInt());
    }

    private record Encoder(ByteBuffersDataOutput out, Map<String, Integer> texts) {
        Encoder(ByteBuffersDataOutput out) {
            this(out, new HashMap<>());
        }

        void write(List<Use> uses) throws IOException {
            var before = "";
            for (var use : uses) {
                out.writeByte((byte) use.kind().ordinal());
                path(before, use.path());
                text(use.target());
                text(use.bindingStrength());
                before = use.path();
            }
        }

        private void path(String before, String path) throws IOException {
            var shared = before.equals(path) ? path.length() : sharedCharacters(before, path);
            out.writeVInt(shared);
            out.writeString(path.substring(shared));
        }

        private static int sharedCharacters(String one, String other) {
            var most = Math.min(one.length(), other.length());
            var shared = 0;
            while (shared < most && one.charAt(shared) == other.charAt(shared)) {
                shared++;
            }
            // Half a surrogate pair is no text.
            return shared > 0 && Character.isHighSurrogate(one.charAt(shared - 1)) ? shared - 1 : shared;
        }

        private void text(@Nullable String text) throws IOException {
            if (text == null) {
                out.writeVInt(NO_TEXT);
                return;
            }
            var known = texts.get(text);
            if (known == null) {
                texts.put(text, FIRST_TEXT + texts.size());
                out.writeVInt(NEW_TEXT);
                out.writeString(text);
            } else {
                out.writeVInt(known);
            }
        }
    }

    private record Decoder(DataInput in, List<String> texts) {
        Decoder(DataInput in) {
            this(in, new ArrayList<>());
        }

        List<Use> read(int count) throws IOException {
            var uses = new ArrayList<Use>();
            var path = "";
            for (var left = count; left > 0; left--) {
                var kind = KINDS[in.readByte()];
                path = path.substring(0, in.readVInt()) + in.readString();
                var target = text();
                var strength = text();
                uses.add(new Use(path, kind, target == null ? "" : target, strength));
            }
            return uses;
        }

        private @Nullable String text() throws IOException {
            var number = in.readVInt();
            if (number == NO_TEXT) {
                return null;
            }
            if (number == NEW_TEXT) {
                texts.add(in.readString());
                return texts.getLast();
            }
            return texts.get(number - FIRST_TEXT);
        }
    }
}
