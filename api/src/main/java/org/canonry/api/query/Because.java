package org.canonry.api.query;

import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.jspecify.annotations.Nullable;

/// Another query, and why it is searched for. A search rewrites it to that query and pays nothing; [Breakdown] reads the reason.
final class Because extends Query {
    private final Query query;
    private final Reason reason;

    /// @param way in which a text reaches what the query matches
    /// @param typed what of the text
    /// @param met what it was taken for
    record Reason(Way way, String typed, String met) {}

    Because(Query query, Reason reason) {
        this.query = query;
        this.reason = reason;
    }

    static Query of(Query query, Way way, String typed) {
        return of(query, way, typed, typed);
    }

    static Query of(Query query, Way way, String typed, String met) {
        return new Because(query, new Reason(way, typed, met));
    }

    Query query() {
        return query;
    }

    Reason reason() {
        return reason;
    }

    @Override
    public Query rewrite(IndexSearcher searcher) {
        return query;
    }

    @Override
    public void visit(QueryVisitor visitor) {
        query.visit(visitor);
    }

    @Override
    public String toString(String field) {
        return query.toString(field);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Because that && query.equals(that.query) && reason.equals(that.reason);
    }

    @Override
    public int hashCode() {
        return 31 * query.hashCode() + reason.hashCode();
    }
}
