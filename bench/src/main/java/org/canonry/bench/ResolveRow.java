package org.canonry.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.canonry.api.resolve.Resolver;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.Column;
import org.canonry.storage.limits.Limits;

/// Which resource a reference means, asked in this process, against nothing but looking its url up in Lucene.
record ResolveRow(Snapshot snapshot, References references) {
    private static final int WARM_UPS = 6;
    private static final int ROUNDS = 7;
    private static final String BOUND = "taking the reference apart, finding its url by halves among all urls in memory, and choosing among its carriers";

    /// One row for `url|version`, one for urls alone.
    List<Measurement> run() throws IOException {
        return List.of(measure("resolve url|version", references.versioned()), measure("resolve url", references.urls()));
    }

    private Measurement measure(String what, List<String> asked) throws IOException {
        var resolver = new Resolver(snapshot, Limits.defaults());
        var terms = references.urls().stream().map(BytesRef::new).toList();
        var resolved = new ArrayList<Double>();
        var sought = new ArrayList<Double>();
        for (var round = 0; round < WARM_UPS + ROUNDS; round++) {
            var seek = nanos(() -> seek(terms)) / terms.size();
            var find = nanos(() -> find(resolver, asked)) / asked.size();
            if (round >= WARM_UPS) {
                sought.add(seek);
                resolved.add(find);
            }
        }
        var details = new LinkedHashMap<String, Double>();
        details.put("bytes allocated for one (%s)".formatted(what), (double) allocated(() -> find(resolver, asked)) / asked.size());
        details.put("bytes allocated for a seek", (double) allocated(() -> seek(terms)) / terms.size());
        details.put("references", (double) asked.size());
        return new Measurement(
                Row.RESOLVE, what + ", in process", "ns", new Samples(resolved), "seekExact alone", new Samples(sought), null, BOUND)
                .with(details);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static double nanos(Work work) throws IOException {
        var start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private static long allocated(Work work) throws IOException {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)) {
            return -1;
        }
        var before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static void find(Resolver resolver, List<String> references) throws IOException {
        for (var reference : references) {
            if (resolver.find(reference).isEmpty()) {
                throw new IllegalStateException(reference + " is in the index and means nothing");
            }
        }
    }

    private void seek(List<BytesRef> terms) throws IOException {
        var segments = segments();
        for (var term : terms) {
            if (!isIn(segments, term)) {
                throw new IllegalStateException(term.utf8ToString() + " is in no segment");
            }
        }
    }

    private static boolean isIn(List<TermsEnum> segments, BytesRef term) throws IOException {
        var found = false;
        for (var segment : segments) {
            found |= segment.seekExact(term);
        }
        return found;
    }

    private List<TermsEnum> segments() throws IOException {
        var segments = new ArrayList<TermsEnum>();
        for (var leaf : snapshot.searcher().getIndexReader().leaves()) {
            segments.add(Terms.getTerms(leaf.reader(), Column.URL.field()).iterator());
        }
        return segments;
    }
}
