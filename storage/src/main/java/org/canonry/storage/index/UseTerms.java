package org.canonry.storage.index;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;
import org.apache.lucene.util.AttributeSource;
import org.canonry.storage.canonical.Use;
import org.canonry.storage.canonical.UseKind;

/// The targets of a resource's references of one kind as terms, each once, with the number of references as its frequency: so a hub's uses are counted
/// without looking at them.
final class UseTerms extends TokenStream {
    /// The fields of a document are inverted one after the other.
    private static final ThreadLocal<AttributeSource> SHARED = ThreadLocal.withInitial(AttributeSource::new);

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
    private final Map<String, Integer> counts;
    private Iterator<Map.Entry<String, Integer>> left;

    /// For one field of one document, on the thread that indexes it.
    UseTerms(Map<String, Integer> counts) {
        super(SHARED.get());
        this.counts = counts;
        this.left = counts.entrySet().iterator();
    }

    /// How often each term occurs, by kind, as [Use#targetTerms] says.
    static Map<UseKind, Map<String, Integer>> counts(List<Use> uses) {
        var counts = new EnumMap<UseKind, Map<String, Integer>>(UseKind.class);
        for (var use : uses) {
            var targets = counts.computeIfAbsent(use.kind(), absent -> new HashMap<>());
            use.targetTerms().forEach(target -> targets.merge(target, 1, Integer::sum));
        }
        return counts;
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        if (!left.hasNext()) {
            return false;
        }
        var next = left.next();
        term.append(next.getKey());
        frequency.setTermFrequency(next.getValue());
        return true;
    }

    @Override
    public void reset() {
        left = counts.entrySet().iterator();
    }
}
