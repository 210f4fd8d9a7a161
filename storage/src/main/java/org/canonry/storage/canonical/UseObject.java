package org.canonry.storage.canonical;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.canonry.storage.canonical.UseRules.Node;
import org.canonry.storage.canonical.UseRules.Rule;
import org.jspecify.annotations.Nullable;

/// One JSON object of a resource while it is walked: what rules hold in it, and what its texts say about the references inside.
///
/// Not thread-safe; [#open] makes it another object.
final class UseObject {
    private String owner = "";
    private @Nullable Node node;
    private int first;
    private @Nullable String said;
    private final Map<String, String> versions = new HashMap<>();
    private final List<Held> held = new ArrayList<>();

    /// A reference whose version may come behind it.
    record Held(String name, Rule rule, String target) {}

    /// Begins an object of which nothing is known yet.
    ///
    /// @param owner the element that it is the value of
    /// @param node the rules that hold in it; null when none do
    /// @param first number of the first reference inside it
    void open(String owner, @Nullable Node node, int first) {
        this.owner = owner;
        this.node = isExtension(owner) ? UseRules.extension() : node;
        this.first = first;
        said = null;
        versions.clear();
        held.clear();
    }

    String owner() {
        return owner;
    }

    int first() {
        return first;
    }

    boolean isElement() {
        return node != null && UseRules.isElementDefinition(node);
    }

    /// The rule of the object itself, which holds for its `reference`.
    @Nullable Rule rule() {
        return node == null ? null : node.rule();
    }

    @Nullable Node child(String name) {
        return node == null ? null : node.child(name);
    }

    /// Whether the value of an element may say something about the references inside it, whatever rules hold there.
    static boolean speaks(String owner) {
        return switch (owner) {
            case "binding", "additional", "type", "contained" -> true;
            default -> isExtension(owner);
        };
    }

    private static boolean isExtension(String name) {
        return name.equals("extension") || name.equals("modifierExtension");
    }

    /// Whether a text says something about the references in the object.
    boolean listensTo(String name) {
        return switch (name) {
            case "strength" -> owner.equals("binding");
            case "purpose" -> owner.equals("additional");
            case "url" -> isExtension(owner);
            case "code" -> owner.equals("type");
            case "resourceType" -> owner.equals("contained");
            default -> tellsVersion(name);
        };
    }

    private boolean tellsVersion(String name) {
        return node != null && node.tellsVersion(name);
    }

    /// Takes such a text. From its type on, a contained resource has the rules of one that stands alone.
    void tell(String name, String text) {
        if (tellsVersion(name)) {
            versions.put(name, text);
        } else if (name.equals("resourceType")) {
            node = UseRules.below(text);
        } else {
            said = text;
        }
    }

    /// What was said of the references: the strength or purpose of a binding, the url of an extension, the code of a type. Null when nothing was.
    @Nullable String said() {
        return said;
    }

    /// Keeps a reference until the end of the object.
    void hold(String name, Rule rule, String target) {
        held.add(new Held(name, rule, target));
    }

    /// The references that were kept.
    List<Held> held() {
        return held;
    }

    /// The target of such a reference, with the version that was told.
    String withVersion(Held reference) {
        var version = versions.get(reference.rule.versionIn());
        return version == null || version.isBlank() || reference.target.contains("|") ? reference.target : reference.target + '|' + version;
    }
}
