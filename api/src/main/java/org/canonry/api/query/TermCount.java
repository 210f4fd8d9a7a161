package org.canonry.api.query;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.canonry.api.query.language.InvalidQuery;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// Counts the terms of a query once its words are cut: one long word in mixed case can become hundreds.
final class TermCount extends QueryVisitor {
    private final Limits limits;
    private int terms;

    TermCount(Limits limits) {
        this.limits = limits;
    }

    /// @throws InvalidQuery when there are more than the limit `query_terms` allows
    void check(Query query) {
        query.visit(this);
        if (terms > limits.of(Limit.QUERY_TERMS)) {
            throw InvalidQuery.beyond(limits, Limit.QUERY_TERMS, 1);
        }
    }

    @Override
    public void consumeTerms(Query query, Term... found) {
        terms += found.length;
    }

    @Override
    public void visitLeaf(Query query) {
        terms++;
    }

    @Override
    public QueryVisitor getSubVisitor(Occur occur, Query parent) {
        return this;
    }
}
