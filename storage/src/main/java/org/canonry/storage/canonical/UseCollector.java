package org.canonry.storage.canonical;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.canonry.storage.canonical.UseRules.Node;
import org.canonry.storage.canonical.UseRules.Rule;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Walks the values of one resource and keeps the references that [UseRules] names, and every extension's url.
///
/// Not thread-safe; one a parser, cleared for each resource.
final class UseCollector {
    private static final Pattern EXTENSION_CALL = Pattern.compile("extension\\(\\s*'([^']+)'\\s*\\)");
    private static final String TYPE_BASE = "http://hl7.org/fhir/StructureDefinition/";

    private final List<Draft> drafts = new ArrayList<>();
    private final StringBuilder path = new StringBuilder(128);

    /// Starts on a new resource.
    void clear(String resourceType) {
        drafts.clear();
        path.setLength(0);
        path.append(resourceType);
    }

    /// What was found, each path, kind and target once.
    List<Use> uses() {
        var uses = new LinkedHashSet<Use>(drafts.size() * 2);
        for (var draft : drafts) {
            uses.add(draft.use());
        }
        return List.copyOf(uses);
    }

    /// Walks the value that the parser stands on, which belongs to the element `name`. Leaves the parser on the value's last token.
    void walk(JsonParser json, String name, @Nullable Node node) {
        switch (json.currentToken()) {
            case START_ARRAY -> {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    walk(json, name, node);
                }
            }
            case START_OBJECT -> {
                var length = enter(name);
                properties(json, name, node);
                path.setLength(length);
            }
            case VALUE_STRING -> text(name, node, json);
            default -> {
                // Numbers, booleans and nulls refer to nothing.
            }
        }
    }

    /// Keeps a text that the caller has read already, at the element `name`, when the rules say that it is a reference.
    void text(String name, @Nullable Node node, String text) {
        var rule = node == null ? null : node.rule();
        if (rule != null) {
            var length = enter(name);
            hold(rule, name, text);
            path.setLength(length);
        }
    }

    private void text(String name, @Nullable Node node, JsonParser json) {
        if (node != null && node.rule() != null) {
            text(name, node, json.getString());
        }
    }

    private void properties(JsonParser json, String owner, @Nullable Node node) {
        var first = drafts.size();
        String elementId = null;
        String strength = null;
        for (var name = json.nextName(); name != null; name = json.nextName()) {
            if (json.nextToken() != JsonToken.VALUE_STRING) {
                walk(json, name, child(node, name));
            } else if (owner.equals("element") && (name.equals("id") || name.equals("path") && elementId == null)) {
                elementId = json.getString();
            } else if (owner.equals("binding") && name.equals("strength")) {
                strength = json.getString();
            } else if (name.equals("reference") && node != null && node.rule() != null) {
                hold(node.rule(), owner, json.getString());
            } else if (isExtension(owner)) {
                extension(name, json);
            } else {
                text(name, child(node, name), json);
            }
        }
        if (elementId != null) {
            rename(first, elementId);
        }
        if (strength != null) {
            bind(first, strength);
        }
    }

    private static @Nullable Node child(@Nullable Node node, String name) {
        return node == null ? null : node.child(name);
    }

    private static boolean isExtension(String name) {
        return name.equals("extension") || name.equals("modifierExtension");
    }

    private void extension(String name, JsonParser json) {
        if (name.equals("url")) {
            keepAbsolute(UseKind.EXTENSION, json.getString());
        } else if (name.equals("valueCanonical")) {
            keep(UseKind.OTHER, json.getString());
        }
    }

    private int enter(String name) {
        var length = path.length();
        path.append('.').append(name);
        return length;
    }

    private void hold(Rule rule, String name, String text) {
        switch (rule.form()) {
            case PLAIN -> keep(rule.kind(), name.equals("code") ? typeUrl(text) : text);
            case ABSOLUTE -> keepAbsolute(rule.kind(), text);
            case QUOTED -> {
                for (var call = EXTENSION_CALL.matcher(text); call.find(); ) {
                    keep(rule.kind(), call.group(1));
                }
            }
        }
    }

    /// An element's type is written as a bare name, relative to the base definitions. Source: FHIR R5, ElementDefinition.type.code.
    private static String typeUrl(String code) {
        return code.contains(":") ? code : TYPE_BASE + code;
    }

    /// The parts of a complex extension have relative urls, which name no definition.
    private void keepAbsolute(UseKind kind, String target) {
        if (target.contains(":")) {
            keep(kind, target);
        }
    }

    private void keep(UseKind kind, String target) {
        if (!target.isBlank() && !target.startsWith("#")) {
            drafts.add(new Draft(path.toString(), kind, target));
        }
    }

    private void rename(int first, String elementId) {
        for (var draft : drafts.subList(first, drafts.size())) {
            draft.path = elementId;
        }
    }

    private void bind(int first, String strength) {
        for (var draft : drafts.subList(first, drafts.size())) {
            if (draft.kind == UseKind.BINDING) {
                draft.strength = strength;
            }
        }
    }

    /// A use whose element id or binding strength may come later in its object than the target.
    private static final class Draft {
        private String path;
        private final UseKind kind;
        private final String target;
        private @Nullable String strength;

        Draft(String path, UseKind kind, String target) {
            this.path = path;
            this.kind = kind;
            this.target = target;
        }

        Use use() {
            return new Use(path, kind, target, strength);
        }
    }
}
