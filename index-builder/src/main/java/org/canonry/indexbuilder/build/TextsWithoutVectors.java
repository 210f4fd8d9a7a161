package org.canonry.indexbuilder.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.canonry.storage.index.CanonicalColumns;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.MeantText;
import org.canonry.storage.index.TextVectors;

/// The texts of an index that have no vectors yet.
///
/// @param most of them that are looked for
record TextsWithoutVectors(TextVectors known, int most) {

    /// The texts of the index in a folder by their [MeantText#hash], in the order of these.
    SortedMap<BytesRef, String> in(Path folder) throws IOException {
        var found = new TreeMap<BytesRef, String>(Comparator.naturalOrder());
        try (var directory = FSDirectory.open(folder);
                var index = DirectoryReader.open(directory)) {
            for (var leaf : index.leaves()) {
                collect(leaf.reader(), found);
            }
        }
        return found;
    }

    private void collect(LeafReader segment, Map<BytesRef, String> found) throws IOException {
        var hashes = segment.getSortedDocValues(Fields.TEXT_HASH);
        if (hashes == null) {
            return;
        }
        var columns = new CanonicalColumns(segment);
        var wanted = wanted(hashes, found.keySet());
        for (var doc = hashes.nextDoc(); doc < segment.maxDoc() && found.size() < most; doc = hashes.nextDoc()) {
            if (wanted.remove(hashes.ordValue())) {
                var hash = BytesRef.deepCopyOf(hashes.lookupOrd(hashes.ordValue()));
                columns.meantText(doc).ifPresent(text -> found.put(hash, text));
            }
        }
    }

    private Set<Integer> wanted(SortedDocValues hashes, Set<BytesRef> found) throws IOException {
        var wanted = new HashSet<Integer>();
        for (var ordinal = 0; ordinal < hashes.getValueCount(); ordinal++) {
            var hash = hashes.lookupOrd(ordinal);
            if (known.ordinal(hash) < 0 && !found.contains(hash)) {
                wanted.add(ordinal);
            }
        }
        return wanted;
    }
}
