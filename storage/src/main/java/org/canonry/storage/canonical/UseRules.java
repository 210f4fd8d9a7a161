package org.canonry.storage.canonical;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The tables `uses.tsv` and `contents.tsv` as one tree of element names: where a walk through a resource stands, and whether a reference is held there, or
/// a text by which the resource is searched.
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
        lines("uses.tsv", rules::add);
        lines("contents.tsv", rules::addContent);
        rules.shareAnyType();
        return rules;
    }

    private static void lines(String table, BiConsumer<String, String> rule) {
        try (var text = UseRules.class.getResourceAsStream(table)) {
            if (text == null) {
                throw new IllegalStateException(table + " is missing from the class path");
            }
            new String(text.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(cells -> rule.accept(cells[0], cells[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String path, String rule) {
        if (rule.startsWith("@")) {
            share(path, rule.substring(1));
        } else {
            at(path).rule = Rule.parse(rule);
        }
    }

    private void addContent(String path, String rule) {
        if (rule.startsWith("@")) {
            share(path, rule.substring(1));
        } else if (rule.equals("SILENT")) {
            at(path).silent = true;
        } else {
            at(path).content = ContentKind.valueOf(rule);
        }
    }

    private void share(String path, String other) {
        var dot = path.lastIndexOf('.');
        at(path.substring(0, dot)).children.put(path.substring(dot + 1), at(other));
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
        private @Nullable ContentKind content;
        private boolean silent;

        /// The place below, by element name; null when no rule leads there.
        @Nullable Node child(String name) {
            return children.get(name);
        }

        /// What is held here; null when nothing is.
        @Nullable Rule rule() {
            return rule;
        }

        /// What a text here is for those who search; null when nothing.
        @Nullable ContentKind content() {
            return content;
        }

        /// Whether the texts below are said elsewhere.
        boolean isSilent() {
            return silent;
        }

        private Node require(String name) {
            var child = children.get(name);
            if (child == null) {
                throw new IllegalStateException("no table has a rule for " + name);
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
