package org.canonry.api.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.UseKind;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.Segments;
import org.canonry.storage.index.UsesCodec;

/// Which value sets are bound to an element, over the definitions that matter most.
final class Bindings {
    private static final Pattern SLICE = Pattern.compile(":[^.]*");

    /// So many definitions are looked into: reading all references of one takes a while.
    private static final int DEFINITIONS = 24;

    private Bindings() {}

    /// The urls of value sets that are bound to the element of that path, each with the factor of the best definition that binds it.
    static Map<String, Float> at(String path, Snapshot snapshot, Priors priors) {
        try {
            var bound = new HashMap<String, Float>();
            for (var doc : definitions(Segments.path(path), snapshot, priors)) {
                valueSets(doc, path, snapshot).forEach(url -> bound.merge(url, priors.of(doc), Math::max));
            }
            return bound;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Only the preferred carrier of each url.
    private static List<Integer> definitions(String path, Snapshot snapshot, Priors priors) throws IOException {
        var docs = new ArrayList<Integer>();
        var found = Matches.of(new TermQuery(new Term(Fields.ELEMENT_TEXT, path)), snapshot.searcher(), false);
        for (var i = 0; i < found.size(); i++) {
            if (snapshot.preference().rank(found.doc(i)) == 0) {
                docs.add(found.doc(i));
            }
        }
        docs.sort(Comparator.comparingDouble(doc -> -priors.of(doc)));
        return docs.subList(0, Math.min(DEFINITIONS, docs.size()));
    }

    private static List<String> valueSets(int doc, String path, Snapshot snapshot) throws IOException {
        var uses = snapshot.searcher().storedFields().document(doc, Set.of(Fields.USES)).getBinaryValue(Fields.USES);
        if (uses == null) {
            return List.of();
        }
        return UsesCodec.decode(uses).stream()
                .filter(use -> use.kind() == UseKind.BINDING && SLICE.matcher(use.path()).replaceAll("").equalsIgnoreCase(path))
                .map(use -> use.targetUrl())
                .toList();
    }
}
