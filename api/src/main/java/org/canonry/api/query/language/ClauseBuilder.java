package org.canonry.api.query.language;

import java.util.List;
import org.apache.lucene.queryparser.flexible.core.QueryNodeException;
import org.apache.lucene.queryparser.flexible.core.builders.QueryTreeBuilder;
import org.apache.lucene.queryparser.flexible.core.nodes.AndQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.BooleanQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.FieldQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.GroupQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.ModifierQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.OrQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;

/// Builds a [Clause] of each kind of node that the grammar gives. Any other kind is refused by the framework.
final class ClauseBuilder extends QueryTreeBuilder {
    ClauseBuilder() {
        setBuilder(FieldQueryNode.class, Operands::of);
        setBuilder(AndQueryNode.class, node -> new Clause.All(built(node)));
        setBuilder(OrQueryNode.class, node -> new Clause.Any(built(node)));
        setBuilder(BooleanQueryNode.class, node -> new Clause.Together(built(node)));
        setBuilder(GroupQueryNode.class, node -> built(node).getFirst());
        setBuilder(ModifierQueryNode.class, node -> modified((ModifierQueryNode) node));
    }

    /// The whole of a tree.
    Clause clause(QueryNode root) throws QueryNodeException {
        return (Clause) build(root);
    }

    /// Children are built ahead of their parents.
    private static List<Clause> built(QueryNode node) {
        return node.getChildren().stream().map(child -> (Clause) child.getTag(QUERY_TREE_BUILDER_TAGID)).toList();
    }

    private static Clause modified(ModifierQueryNode node) {
        var clause = built(node).getFirst();
        return switch (node.getModifier()) {
            case MOD_REQ -> new Clause.Must(clause);
            case MOD_NOT -> new Clause.MustNot(clause);
            case MOD_NONE -> clause;
        };
    }
}
