package org.canonry.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.canonry.api.resolve.Resolver;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limits;

/// Which resource a reference means, asked in this process, against nothing but looking its url up in Lucene.
record ResolveRow(Snapshot snapshot, References references) {
    private static final String BOUND = "taking the reference apart, finding its url by halves among all urls in memory, and choosing among its carriers";

    /// One row for `url|version`, one for urls alone.
    List<Measurement> run() throws IOException {
        return List.of(measure("resolve url|version", references.versioned()), measure("resolve url", references.urls()));
    }

    private Measurement measure(String what, List<String> asked) throws IOException {
        var resolver = new Resolver(snapshot, Limits.defaults());
        var terms = references.urls().stream().map(BytesRef::new).toList();
        Work find = () -> find(resolver, asked);
        Work seek = () -> new Seek(snapshot).all(terms);
        var rounds = Rounds.of(find, asked.size(), seek, terms.size());
        var details = new LinkedHashMap<String, Double>();
        details.put("bytes allocated for one (%s)".formatted(what), find.allocatedBytes() / asked.size());
        details.put("bytes allocated for a seek", seek.allocatedBytes() / terms.size());
        details.put("references", (double) asked.size());
        return new Measurement(
                Row.RESOLVE, what + ", in process", "ns", rounds.measured(), "seekExact alone", rounds.floor(), null, BOUND)
                .with(details);
    }

    /// Finds each, and every one means something.
    static void find(Resolver resolver, List<String> references) {
        for (var reference : references) {
            if (resolver.find(reference).isEmpty()) {
                throw new IllegalStateException(reference + " is in the index and means nothing");
            }
        }
    }
}
