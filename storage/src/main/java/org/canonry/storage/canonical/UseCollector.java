package org.canonry.storage.canonical;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.canonry.storage.canonical.UseRules.Node;
import org.canonry.storage.canonical.UseRules.Rule;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Walks the values of one resource and keeps the references that [UseRules] names, every extension's url, and the texts that it is searched by.
///
/// Not thread-safe; one a parser, cleared for each resource.
final class UseCollector {
    private static final Pattern EXTENSION_CALL = Pattern.compile("extension\\(\\s*'([^']+)'\\s*\\)");
    private static final String TYPE_BASE = "http://hl7.org/fhir/StructureDefinition/";

    private static final int SHARED_TEXTS = 20_000;

    private final List<Draft> drafts = new ArrayList<>();
    private final StringBuilder path = new StringBuilder(128);
    private final ContentCollector contents;

    /// Targets repeat all the time: one text each, which is hashed once.
    private final Map<String, String> shared = new HashMap<>();

    /// How deep inside element definitions the walk is: there a reference's path is the element's id, and none is kept up.
    private int elements;

    private @Nullable String elementId;

    /// @param contents where the texts are kept
    UseCollector(ContentCollector contents) {
        this.contents = contents;
    }

    /// Starts on a new resource.
    void clear(String resourceType) {
        drafts.clear();
        contents.clear();
        elements = 0;
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

    /// Keeps an identifier of the resource that the caller has read already.
    void identifier(String text) {
        contents.add(ContentKind.CODE, text);
    }

    /// The texts that were found.
    Contents contents() {
        return contents.contents();
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
                object(json, name, node);
                path.setLength(length);
            }
            case VALUE_STRING -> {
                if (node != null && counts(node)) {
                    textAt(name, node, json.getString());
                }
            }
            default -> {
                // Numbers, booleans and nulls refer to nothing.
            }
        }
    }

    /// Whether a text there is worth decoding.
    private boolean counts(Node node) {
        return node.rule() != null || (node.content() != null && contents.listens());
    }

    private void object(JsonParser json, String name, @Nullable Node node) {
        if (node != null && UseRules.isElementDefinition(node)) {
            element(json, name, node);
        } else if (node != null && node.isSilent()) {
            contents.silence();
            properties(json, name, node);
            contents.speak();
        } else {
            properties(json, name, node);
        }
    }

    /// Keeps a text that the caller has read already, at the element `name`, when the rules say that it is a reference, or searched.
    void textAt(String name, @Nullable Node node, String text) {
        var content = node == null ? null : node.content();
        if (content != null) {
            contents.add(content, text);
        }
        var rule = node == null ? null : node.rule();
        if (rule != null) {
            var length = enter(name);
            hold(rule, name, text);
            path.setLength(length);
        }
    }

    private void element(JsonParser json, String name, Node node) {
        var first = drafts.size();
        elements++;
        elementId = null;
        properties(json, name, node);
        elements--;
        rename(first, elementId == null ? path.toString() : elementId);
    }

    private void properties(JsonParser json, String owner, @Nullable Node node) {
        var first = drafts.size();
        String strength = null;
        for (var name = json.nextName(); name != null; name = json.nextName()) {
            if (json.nextToken() != JsonToken.VALUE_STRING) {
                walk(json, name, child(node, name));
            } else if (name.equals("reference") && node != null && node.rule() != null) {
                hold(node.rule(), owner, json.getString());
            } else if (name.equals("strength") && owner.equals("binding")) {
                strength = json.getString();
            } else if (isExtension(owner)) {
                extension(name, json);
            } else if (node != null) {
                text(name, node, json);
            }
        }
        if (strength != null) {
            bind(first, strength);
        }
    }

    private void text(String name, Node owner, JsonParser json) {
        if (UseRules.isElementDefinition(owner)) {
            identify(name, json);
        }
        var child = owner.child(name);
        if (child != null && counts(child)) {
            textAt(name, child, json.getString());
        }
    }

    /// An element's id tells slices apart, which its path does not; STU3 and R2 have elements without id.
    private void identify(String name, JsonParser json) {
        if (name.equals("id") || (name.equals("path") && elementId == null)) {
            elementId = json.getString();
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
        if (elements == 0) {
            path.append('.').append(name);
        }
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
            drafts.add(new Draft(elements == 0 ? path.toString() : "", kind, share(target)));
        }
    }

    private String share(String text) {
        if (shared.size() > SHARED_TEXTS) {
            shared.clear();
        }
        var earlier = shared.putIfAbsent(text, text);
        return earlier == null ? text : earlier;
    }

    private void rename(int first, String elementId) {
        for (var draft : drafts.subList(first, drafts.size())) {
            draft.path = elementId;
        }
    }

    /// Done last, since the strength of a binding comes before its value set or behind it.
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
