package org.canonry.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.lucene.index.LeafReader;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.CanonicalColumns;
import org.canonry.storage.index.Column;

/// Real references, drawn from an index: the same ones of the same index each time, in no order.
///
/// @param urls with no version
/// @param versioned some of the same with the version that a carrier has, as `url|version`
record References(List<String> urls, List<String> versioned) {
    private static final int SAMPLE = 20_000;
    private static final long SEED = 20_26;

    static References of(Snapshot snapshot) throws IOException {
        var urls = new ArrayList<String>();
        var versioned = new ArrayList<String>();
        for (var leaf : snapshot.searcher().getIndexReader().leaves()) {
            collect(leaf.reader(), urls, versioned);
        }
        return new References(sample(urls), sample(versioned));
    }

    private static void collect(LeafReader segment, List<String> urls, List<String> versioned) throws IOException {
        var columns = new CanonicalColumns(segment);
        for (var doc = 0; doc < segment.maxDoc(); doc++) {
            var url = columns.text(Column.URL, doc);
            if (url != null && isPlain(url)) {
                urls.add(url);
                var version = columns.text(Column.VERSION, doc);
                versioned.add(version == null ? url : url + "|" + version);
            }
        }
    }

    /// Some urls hold a bar or a fragment of their own, and then mean something else as a reference.
    private static boolean isPlain(String url) {
        return url.indexOf('|') < 0 && url.indexOf('#') < 0;
    }

    private static List<String> sample(List<String> all) {
        var distinct = new ArrayList<>(all.stream().distinct().toList());
        Collections.shuffle(distinct, new Random(SEED));
        return List.copyOf(distinct.subList(0, Math.min(SAMPLE, distinct.size())));
    }
}
