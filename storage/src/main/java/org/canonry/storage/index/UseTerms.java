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

    private UseTerms(Map<String, Integer> counts) {
        super(SHARED.get());
        this.counts = counts;
        this.left = counts.entrySet().iterator();
    }

    /// The terms of each kind, as [Use#targetTerms] says.
    static Map<UseKind, TokenStream> of(List<Use> uses) {
        var counts = new EnumMap<UseKind, Map<String, Integer>>(UseKind.class);
        for (var use : uses) {
            var targets = counts.computeIfAbsent(use.kind(), absent -> new HashMap<>());
            use.targetTerms().forEach(target -> targets.merge(target, 1, Integer::sum));
        }
        var streams = new EnumMap<UseKind, TokenStream>(UseKind.class);
        counts.forEach((kind, targets) -> streams.put(kind, new UseTerms(targets)));
        return streams;
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
