package org.canonry.api.snapshot;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.canonry.storage.index.Similarities;

/// Makes the searchers of snapshots: one scores as the other.
final class Searchers {
    /// Lucene counts clauses, for the whole process, once words are tried as others. The limits `query_terms`, `query_wildcards` and `query_wildcard_terms`
    /// have bounded them by then to some eight thousand; its own default would refuse what these allow.
    private static final int CLAUSES = 8_192;

    static {
        IndexSearcher.setMaxClauseCount(CLAUSES);
    }

    private Searchers() {}

    static IndexSearcher over(DirectoryReader reader) {
        var searcher = new IndexSearcher(reader);
        searcher.setSimilarity(new Similarities());
        return searcher;
    }
}
