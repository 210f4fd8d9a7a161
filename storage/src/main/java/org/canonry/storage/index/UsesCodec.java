package org.canonry.storage.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;
import org.canonry.storage.canonical.Use;
import org.canonry.storage.canonical.UseKind;

/// The references of one resource as bytes: each text once, then four small numbers a reference.
public final class UsesCodec {
    private static final UseKind[] KINDS = UseKind.values();

    private UsesCodec() {}

    /// Packs the references, in their order.
    public static BytesRef encode(List<Use> uses) {
        var texts = new LinkedHashMap<String, Integer>();
        for (var use : uses) {
            texts.putIfAbsent(use.path(), texts.size());
            texts.putIfAbsent(use.target(), texts.size());
            if (use.bindingStrength() != null) {
                texts.putIfAbsent(use.bindingStrength(), texts.size());
            }
        }
        try {
            return encode(uses, texts);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
    }

    private static BytesRef encode(List<Use> uses, Map<String, Integer> texts) throws IOException {
        var out = new ByteBuffersDataOutput();
        out.writeVInt(texts.size());
        for (var text : texts.keySet()) {
            out.writeString(text);
        }
        out.writeVInt(uses.size());
        for (var use : uses) {
            out.writeByte((byte) use.kind().ordinal());
            out.writeVInt(texts.getOrDefault(use.path(), 0));
            out.writeVInt(texts.getOrDefault(use.target(), 0));
            out.writeVInt(use.bindingStrength() == null ? 0 : texts.getOrDefault(use.bindingStrength(), 0) + 1);
        }
        return new BytesRef(out.toArrayCopy());
    }

    /// The references that [#encode] packed.
    ///
    /// @throws IOException when the bytes are damaged
    public static List<Use> decode(BytesRef bytes) throws IOException {
        var in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
        var texts = new String[in.readVInt()];
        for (var i = 0; i < texts.length; i++) {
            texts[i] = in.readString();
        }
        var uses = new ArrayList<Use>();
        for (var left = in.readVInt(); left > 0; left--) {
            var kind = KINDS[in.readByte()];
            var path = texts[in.readVInt()];
            var target = texts[in.readVInt()];
            var strength = in.readVInt();
            uses.add(new Use(path, kind, target, strength == 0 ? null : texts[strength - 1]));
        }
        return uses;
    }
}
