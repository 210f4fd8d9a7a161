package org.canonry.api.query;

import java.util.Optional;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.jspecify.annotations.Nullable;

/// Tells which field of the index a query looks into.
final class FieldOf extends QueryVisitor {
    private @Nullable String first;

    private FieldOf() {}

    /// The first field; empty when it looks into none.
    static Optional<String> query(Query query) {
        var visitor = new FieldOf();
        query.visit(visitor);
        return Optional.ofNullable(visitor.first);
    }

    @Override
    public boolean acceptField(String field) {
        first = first == null ? field : first;
        return true;
    }

    @Override
    public QueryVisitor getSubVisitor(Occur occur, Query parent) {
        return this;
    }
}
