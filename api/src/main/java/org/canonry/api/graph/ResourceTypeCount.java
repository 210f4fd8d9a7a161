package org.canonry.api.graph;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.Column;
import org.canonry.storage.index.Fields;
import org.canonry.storage.packages.PackageVersion;

/// How many resources of a type there are.
public record ResourceTypeCount(String resourceType, int count) {
    private static final Comparator<ResourceTypeCount> MOST_FIRST =
            Comparator.comparingInt((ResourceTypeCount each) -> each.count).reversed().thenComparing(ResourceTypeCount::resourceType);

    /// The types of all resources that a package version carries, most first, then by name.
    public static List<ResourceTypeCount> of(Snapshot snapshot, PackageVersion version) throws IOException {
        var documents = snapshot.documents(Fields.PACKAGE_VERSION, version.id().toString());
        var leaves = snapshot.wholeSearcher().getIndexReader().leaves();
        var counts = new TreeMap<String, Integer>();
        for (var next = 0; next < documents.length; ) {
            next = addUp(leaves.get(ReaderUtil.subIndex(documents[next], leaves)), documents, next, counts);
        }
        return counts.entrySet().stream()
                .map(entry -> new ResourceTypeCount(entry.getKey(), entry.getValue()))
                .sorted(MOST_FIRST)
                .toList();
    }

    /// Counts the documents of one segment, each type's name read once. Where the next segment's begin.
    private static int addUp(LeafReaderContext leaf, int[] documents, int first, Map<String, Integer> counts) throws IOException {
        var end = leaf.docBase + leaf.reader().maxDoc();
        SortedDocValues types = DocValues.getSorted(leaf.reader(), Column.RESOURCE_TYPE.field());
        var byOrdinal = new int[types.getValueCount()];
        var next = first;
        for (; next < documents.length && documents[next] < end; next++) {
            if (types.advanceExact(documents[next] - leaf.docBase)) {
                byOrdinal[types.ordValue()]++;
            }
        }
        for (var ordinal = 0; ordinal < byOrdinal.length; ordinal++) {
            if (byOrdinal[ordinal] > 0) {
                counts.merge(types.lookupOrd(ordinal).utf8ToString(), byOrdinal[ordinal], Integer::sum);
            }
        }
        return next;
    }
}
