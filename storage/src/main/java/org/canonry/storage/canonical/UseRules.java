package org.canonry.storage.canonical;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The tables `uses.tsv` and `contents.tsv` as one tree of element names: where a walk through a resource stands, and whether a reference is held there, or
/// a text by which the resource is searched.
///
/// Immutable once loaded; shared by all threads.
final class UseRules {
    private static final String ANY_TYPE = "*";
    private static final String LISTED_EXTENSION = "extension http";
    private static final UseRules LOADED = load();
    private static final Node ELEMENT_DEFINITION = LOADED.root.require("ElementDefinition");
    private static final Node EXTENSION = LOADED.root.require("extension");

    private final Node root = new Node();
    private final Map<String, UseKind> extensions = new HashMap<>();

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

    /// The rules inside any extension.
    static Node extension() {
        return EXTENSION;
    }

    /// What the uri or reference inside an extension is for; null when it is no canonical.
    static @Nullable UseKind insideExtension(@Nullable String url) {
        return url == null ? null : LOADED.extensions.get(url);
    }

    private static UseRules load() {
        var rules = new UseRules();
        lines("uses.tsv", rules::add);
        lines("contents.tsv", rules::addContent);
        rules.shareAnyType();
        return rules;
    }

    private static void lines(String name, Consumer<String> line) {
        try (var table = UseRules.class.getResourceAsStream(name)) {
            if (table == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            new String(table.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(one -> !one.startsWith("#"))
                    .forEach(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addContent(String line) {
        var tab = line.indexOf('\t');
        var path = line.substring(0, tab);
        var rule = line.substring(tab + 1);
        switch (rule.charAt(0)) {
            case '@' -> add(path, rule);
            case '-' -> at(path).silent = true;
            default -> at(path).content = ContentKind.valueOf(rule);
        }
    }

    private void add(String line) {
        var tab = line.indexOf('\t');
        var path = line.substring(0, tab);
        var rule = line.substring(tab + 1);
        if (path.startsWith(LISTED_EXTENSION)) {
            extensions.put(path.substring(path.indexOf(' ') + 1), UseKind.valueOf(rule));
        } else {
            add(path, rule);
        }
    }

    private void add(String path, String rule) {
        var dot = path.lastIndexOf('.');
        var parent = at(path.substring(0, dot));
        var name = path.substring(dot + 1);
        if (rule.startsWith("@")) {
            parent.children.put(name, at(rule.substring(1)));
        } else {
            parent.hold(name, Rule.parse(rule));
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
        private final Set<String> versions = new HashSet<>();
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

        /// Whether the element of that name tells the version that a reference beside it asks for.
        boolean tellsVersion(String name) {
            return versions.contains(name);
        }

        private void hold(String name, Rule rule) {
            children.computeIfAbsent(name, absent -> new Node()).rule = rule;
            if (rule.versionIn != null) {
                versions.add(rule.versionIn);
            }
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
    /// @param versionIn the element beside it that tells the asked version; null when the reference itself does
    record Rule(UseKind kind, Form form, @Nullable String versionIn) {
        private static Rule parse(String text) {
            var kind = text;
            var form = Form.PLAIN;
            String versionIn = null;
            var parts = text.split(" ");
            for (var part : parts) {
                switch (part.charAt(0)) {
                    case '=' -> form = Form.valueOf(part.substring(1).toUpperCase(Locale.ROOT));
                    case '+' -> versionIn = part.substring(1);
                    default -> kind = part;
                }
            }
            return new Rule(UseKind.valueOf(kind), form, versionIn);
        }
    }

    /// Which texts are references.
    enum Form {
        /// Any text but a local `#fragment`.
        PLAIN,
        /// Only a text with a scheme.
        ABSOLUTE,
        /// Only `http:`, `https:` and `urn:`.
        WEB,
        /// As [#WEB], and only where the element that is defined is a `system`.
        SYSTEM,
        /// The urls that an expression names, each of the kind of the function that it is given to.
        EXPRESSION,
        /// Only inside an extension that is listed.
        LISTED
    }
}
