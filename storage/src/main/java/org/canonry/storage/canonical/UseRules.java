package org.canonry.storage.canonical;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The table `uses.tsv` as a tree of element names: where a walk through a resource stands, and whether a reference is held there.
///
/// Immutable once loaded; shared by all threads.
final class UseRules {
    private static final String ANY_TYPE = "*";
    private static final UseRules LOADED = load();
    private static final Node ELEMENT_DEFINITION = LOADED.root.require("ElementDefinition");

    private final Node root = new Node();

    private UseRules() {}

    /// The rules below a resource of that type; those for every type when it has none of its own.
    static Node below(String resourceType) {
        var own = LOADED.root.child(resourceType);
        return own == null ? LOADED.root.require(ANY_TYPE) : own;
    }

    /// Whether the place is an element definition, whose references are known by the element's id.
    static boolean isElementDefinition(Node node) {
        return node == ELEMENT_DEFINITION;
    }

    private static UseRules load() {
        var rules = new UseRules();
        try (var table = UseRules.class.getResourceAsStream("uses.tsv")) {
            if (table == null) {
                throw new IllegalStateException("uses.tsv is missing from the class path");
            }
            new String(table.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(rules::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rules.shareAnyType();
        return rules;
    }

    private void add(String line) {
        var tab = line.indexOf('\t');
        var path = line.substring(0, tab);
        var rule = line.substring(tab + 1);
        if (rule.startsWith("@")) {
            var dot = path.lastIndexOf('.');
            at(path.substring(0, dot)).children.put(path.substring(dot + 1), at(rule.substring(1)));
        } else {
            at(path).rule = Rule.parse(rule);
        }
    }

    private Node at(String path) {
        var node = root;
        for (var name : path.split("\\.")) {
            node = node.children.computeIfAbsent(name, absent -> new Node());
        }
        return node;
    }

    private void shareAnyType() {
        var any = root.require(ANY_TYPE);
        root.children.values().forEach(type -> any.children.forEach(type.children::putIfAbsent));
    }

    /// A place in the tree.
    static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private @Nullable Rule rule;

        /// The place below, by element name; null when no rule leads there.
        @Nullable Node child(String name) {
            return children.get(name);
        }

        /// What is held here; null when nothing is.
        @Nullable Rule rule() {
            return rule;
        }

        private Node require(String name) {
            var child = children.get(name);
            if (child == null) {
                throw new IllegalStateException("uses.tsv has no rule for " + name);
            }
            return child;
        }
    }

    /// @param kind what a reference held here is for
    /// @param form which texts count as references
    record Rule(UseKind kind, Form form) {
        private static Rule parse(String text) {
            var parts = text.split(" =");
            var form = parts.length == 1 ? Form.PLAIN : Form.valueOf(parts[1].toUpperCase(Locale.ROOT));
            return new Rule(UseKind.valueOf(parts[0]), form);
        }
    }

    /// Which texts are references.
    enum Form {
        /// Any text but a local `#fragment`.
        PLAIN,
        /// Only a text with a scheme.
        ABSOLUTE,
        /// The urls inside `extension('…')` of a FHIRPath expression.
        QUOTED
    }
}
