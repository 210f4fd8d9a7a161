package org.canonry.storage.canonical;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.canonry.storage.canonical.UseRules.Node;
import org.canonry.storage.canonical.UseRules.Rule;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Walks the values of one resource and keeps the references that [UseRules] names, those inside extensions and contained resources too, and the
/// texts that it is searched by.
///
/// Not thread-safe; one a parser, cleared for each resource.
final class UseCollector {
    private static final String TYPE_BASE = "http://hl7.org/fhir/StructureDefinition/";

    /// More types than any release of FHIR has.
    private static final int REMEMBERED_TYPES = 1_000;

    private static final Pattern WEB = Pattern.compile("(https?://|urn:)\\S+");
    private static final Set<String> STRENGTHS = Set.of("required", "extensible", "preferred", "example");

    private final UseDrafts drafts = new UseDrafts();
    private final StringBuilder path = new StringBuilder(128);
    private final ContentCollector contents;

    /// One for each depth, used for one object after the other: a resource has thousands of objects.
    private final List<UseObject> objects = new ArrayList<>();

    /// How many of them are open.
    private int depth;

    /// The urls of types, of which there are few that repeat all the time: each is put together and hashed once.
    private final Map<String, String> typeUrls = new HashMap<>();

    /// How deep inside element definitions the walk is: there a reference's path is the element's id, and none is kept up.
    private int elements;

    private @Nullable String elementId;
    private boolean isDstu2;

    /// @param contents where the texts are kept
    UseCollector(ContentCollector contents) {
        this.contents = contents;
    }

    /// Starts on a new resource.
    void clear(String resourceType, boolean dstu2) {
        drafts.clear();
        contents.clear();
        elements = 0;
        depth = 0;
        isDstu2 = dstu2;
        path.setLength(0);
        path.append(resourceType);
    }

    /// What was found, each path, kind and target once.
    List<Use> uses() {
        return drafts.uses();
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
        if (node != null && node.content() != null) {
            contents.add(node.content(), text);
        }
        if (node != null && node.rule() != null) {
            holdAt(name, node.rule(), text);
        }
    }

    private void element(JsonParser json, String name, Node node) {
        var first = drafts.size();
        elements++;
        elementId = null;
        properties(json, name, node);
        elements--;
        drafts.endElement(first, elementId == null ? path.toString() : elementId);
    }

    private void properties(JsonParser json, String owner, @Nullable Node node) {
        if (node == null && !UseObject.speaks(owner)) {
            skim(json);
            return;
        }
        var object = open(owner, node);
        for (var name = json.nextName(); name != null; name = json.nextName()) {
            if (json.nextToken() == JsonToken.VALUE_STRING) {
                text(object, name, json);
            } else {
                walk(json, name, object.child(name));
            }
        }
        end(object);
        depth--;
    }

    private UseObject open(String owner, @Nullable Node node) {
        if (depth == objects.size()) {
            objects.add(new UseObject());
        }
        var object = objects.get(depth++);
        object.open(owner, node, drafts.size());
        return object;
    }

    /// No text of the object is a reference or says anything about one, but an extension further in may. Most objects are of this kind.
    private void skim(JsonParser json) {
        for (var name = json.nextName(); name != null; name = json.nextName()) {
            if (json.nextToken().isStructStart()) {
                walk(json, name, null);
            }
        }
    }

    private void text(UseObject object, String name, JsonParser json) {
        var child = object.child(name);
        var rule = child == null ? null : child.rule();
        if (object.listensTo(name)) {
            object.tell(name, json.getString());
        }
        if (object.isElement()) {
            identify(name, json);
        }
        if (child != null && child.content() != null) {
            contents.add(child.content(), json);
        }
        if (rule == null) {
            reference(object, name, json);
        } else if (rule.versionIn() == null) {
            holdAt(name, rule, json.getString());
        } else {
            object.hold(name, rule, json.getString());
        }
    }

    /// In a Reference the reference is one level further in.
    private void reference(UseObject object, String name, JsonParser json) {
        if (name.equals("reference") && object.rule() != null) {
            hold(object.rule(), object.owner(), json.getString());
        }
    }

    /// An element's id tells slices apart, which its path does not; STU3 and R2 have elements without id.
    private void identify(String name, JsonParser json) {
        if (name.equals("id") || (name.equals("path") && elementId == null)) {
            elementId = json.getString();
        }
    }

    /// What an object says about the references inside it, in whatever order it does.
    private void end(UseObject object) {
        if (!object.held().isEmpty()) {
            versioned(object);
        }
        if (drafts.size() == object.first()) {
            return;
        }
        switch (object.owner()) {
            case "binding" -> drafts.bind(object.first(), object.said());
            case "additional" -> drafts.bind(object.first(), strength(object.said()));
            case "extension", "modifierExtension" -> drafts.endExtension(object.first(), UseRules.insideExtension(object.said()));
            case "type" -> {
                if (isDstu2 && "Reference".equals(object.said())) {
                    drafts.retarget(object.first());
                }
            }
            default -> {
                // Says nothing more.
            }
        }
    }

    private void versioned(UseObject object) {
        for (var held : object.held()) {
            holdAt(held.name(), held.rule(), object.withVersion(held));
        }
    }

    /// Purposes of additional bindings that are strengths; others, such as `ui`, are none.
    private static @Nullable String strength(@Nullable String purpose) {
        return purpose != null && STRENGTHS.contains(purpose) ? purpose : null;
    }

    private int enter(String name) {
        var length = path.length();
        if (elements == 0) {
            path.append('.').append(name);
        }
        return length;
    }

    private void holdAt(String name, Rule rule, String text) {
        var length = enter(name);
        hold(rule, name, text);
        path.setLength(length);
    }

    private void hold(Rule rule, String name, String text) {
        switch (rule.form()) {
            case PLAIN, LISTED -> keep(rule, name.equals("code") ? typeUrl(text) : text);
            case ABSOLUTE -> {
                // The parts of a complex extension, for one, have relative urls, which name no definition.
                if (text.contains(":")) {
                    keep(rule, text);
                }
            }
            case WEB, SYSTEM -> {
                if (WEB.matcher(text).matches()) {
                    keep(rule, text);
                }
            }
            case EXPRESSION -> UseExpression.forEach(text, (kind, target) -> drafts.add(here(), kind, target, rule.form()));
        }
    }

    /// An element's type is written as a bare name, relative to the base definitions. Source: FHIR R5, ElementDefinition.type.code.
    private String typeUrl(String code) {
        if (code.contains(":")) {
            return code;
        }
        if (typeUrls.size() > REMEMBERED_TYPES) {
            typeUrls.clear();
        }
        return typeUrls.computeIfAbsent(code, TYPE_BASE::concat);
    }

    private void keep(Rule rule, String target) {
        if (!target.isBlank() && !target.startsWith("#")) {
            drafts.add(here(), rule.kind(), target, rule.form());
        }
    }

    private CharSequence here() {
        return elements == 0 ? path : "";
    }
}
