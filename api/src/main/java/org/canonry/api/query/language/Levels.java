package org.canonry.api.query.language;

import java.util.List;
import org.apache.lucene.queryparser.flexible.core.nodes.BooleanQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.ModifierQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.queryparser.flexible.core.processors.QueryNodeProcessorImpl;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// Refuses what binds deeper than the limit `query_nesting_levels`, written with parentheses or without: [Structure] bounds what the grammar may recurse
/// into, this bounds what everybody behind it may. It also makes sure that a query written out with every parenthesis can be read again.
final class Levels extends QueryNodeProcessorImpl {
    private final Limits limits;
    private int depth;

    Levels(Limits limits) {
        this.limits = limits;
    }

    @Override
    protected QueryNode preProcessNode(QueryNode node) {
        if (isLevel(node) && ++depth > limits.of(Limit.QUERY_NESTING_LEVELS)) {
            throw InvalidQuery.beyond(limits, Limit.QUERY_NESTING_LEVELS, firstOf(node).column());
        }
        return node;
    }

    @Override
    protected QueryNode postProcessNode(QueryNode node) {
        depth -= isLevel(node) ? 1 : 0;
        return node;
    }

    @Override
    protected List<QueryNode> setChildrenOrder(List<QueryNode> children) {
        return children;
    }

    private static boolean isLevel(QueryNode node) {
        return node instanceof BooleanQueryNode || node instanceof ModifierQueryNode;
    }

    private static Clause.Operand firstOf(QueryNode node) {
        var first = node;
        while (!first.isLeaf()) {
            first = first.getChildren().getFirst();
        }
        return Operands.of(first);
    }
}
