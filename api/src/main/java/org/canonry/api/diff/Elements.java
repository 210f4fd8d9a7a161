package org.canonry.api.diff;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Compares the elements of two structure definitions, of their snapshots when both have one, else of their differentials. For one comparison.
///
/// A snapshot says far more than its author does: what neither differential states comes from the base, and differs with the tool that wrote the
/// snapshot.
final class Elements {
    private static final Pattern SLICES = Pattern.compile(":[^.]*");

    private final Map<String, JsonNode> before;
    private final Map<String, JsonNode> after;
    private final Statements statements;

    /// Whether they define a type, such as a resource or a logical model, and do not merely constrain one.
    private final boolean definesType;

    /// Whether elements may have come or gone with what they derive from.
    private final boolean otherBase;
    private final Report into;
    private final Set<Told> told = new HashSet<>();

    private Elements(String view, JsonNode from, JsonNode to, Report into) {
        this.before = byId(from.path(view));
        this.after = byId(to.path(view));
        this.statements = new Statements(byId(from.path("differential")), byId(to.path("differential")));
        this.definesType = !to.path("derivation").asString("").equals("constraint") && !to.has("constrainedType");
        this.otherBase = !StructureDefinitions.release(from.path("fhirVersion")).equals(StructureDefinitions.release(to.path("fhirVersion")))
                || !Pin.same(Pin.of(from.path("baseDefinition")), Pin.of(to.path("baseDefinition")));
        this.into = into;
    }

    /// What was told of an element.
    private record Told(String id, Rule rule, JsonNode from, JsonNode to) {}

    static void compare(JsonNode from, JsonNode to, Report into) {
        if (bothHave("snapshot", from, to)) {
            new Elements("snapshot", from, to, into).compare();
        } else if (bothHave("differential", from, to) || !hasElements(from, "snapshot") && !hasElements(to, "snapshot")) {
            new Elements("differential", from, to, into).compare();
        } else {
            into.add("StructureDefinition.differential", Rule.ELEMENTS_NOT_COMPARED, Items.text(views(from)), Items.text(views(to)));
        }
    }

    private static boolean bothHave(String view, JsonNode from, JsonNode to) {
        return hasElements(from, view) && hasElements(to, view);
    }

    private static String views(JsonNode definition) {
        return hasElements(definition, "snapshot") ? "a snapshot alone" : "a differential at most";
    }

    private static boolean hasElements(JsonNode definition, String view) {
        return !definition.path(view).path("element").isEmpty();
    }

    private static Map<String, JsonNode> byId(JsonNode view) {
        var elements = new LinkedHashMap<String, JsonNode>();
        for (var element : view.path("element")) {
            var id = id(element);
            while (elements.containsKey(id)) {
                id += '\'';
            }
            elements.put(id, element);
        }
        return elements;
    }

    /// DSTU2 has no ids, and names slices otherwise.
    private static String id(JsonNode element) {
        var slice = element.path("sliceName").asString(element.path("name").asString(""));
        var path = element.path("path").asString("");
        return element.path("id").asString(slice.isEmpty() ? path : path + ':' + slice);
    }

    private void compare() {
        after.forEach((id, element) -> {
            var earlier = before.get(id);
            if (earlier != null) {
                both(id, earlier, element);
            } else if (!isInsideOther(id, after, before)) {
                came(id, element);
            }
        });
        before.forEach((id, element) -> {
            if (!after.containsKey(id) && !isInsideOther(id, before, after)) {
                went(id, element);
            }
        });
    }

    private void both(String id, JsonNode from, JsonNode to) {
        var states = definesType ? from : statements.own(id, from);
        (definesType ? Element.OF_TYPE : Element.OF_PROFILE).compare(id, states, definesType ? to : statements.own(id, to), this::once);
    }

    /// What a slice has from the element that is sliced is told there.
    private void once(String id, Rule rule, JsonNode from, JsonNode to) {
        var sliced = SLICES.matcher(id).replaceAll("");
        told.add(new Told(id, rule, from, to));
        if (sliced.equals(id) || !told.contains(new Told(sliced, rule, from, to))) {
            into.add(id, rule, from, to);
        }
    }

    private void came(String id, JsonNode element) {
        var required = element.path("min").asInt(0) > 0;
        if (isSlice(id)) {
            into.add(id, required ? Rule.REQUIRED_SLICE_ADDED : Rule.SLICE_ADDED, Items.nothing(), Element.outline(element));
        } else if (definesType || otherBase && isOwn(element)) {
            into.add(id, required ? Rule.REQUIRED_ELEMENT_ADDED : Rule.ELEMENT_ADDED, Items.nothing(), Element.outline(element));
        } else if (statements.later(id).isObject()) {
            var constrains = Element.constrains(statements.later(id));
            into.add(id, constrains ? Rule.ELEMENT_CONSTRAINED : Rule.ELEMENT_MENTIONED, Items.nothing(), Element.outline(statements.later(id)));
        }
    }

    private void went(String id, JsonNode element) {
        if (isSlice(id)) {
            into.add(id, isClosed(id) ? Rule.SLICE_FORBIDDEN : Rule.SLICE_REMOVED, Element.outline(element), Items.nothing());
        } else if (definesType || otherBase && isOwn(element)) {
            into.add(id, Rule.ELEMENT_REMOVED, Element.outline(element), Items.nothing());
        } else if (statements.earlier(id).isObject()) {
            into.add(id, Rule.ELEMENT_RELEASED, Element.outline(statements.earlier(id)), Items.nothing());
        }
    }

    /// Whether an element is inside one that the others lack as well: that one says it all. A differential need not have what an element is inside.
    private static boolean isInsideOther(String id, Map<String, JsonNode> own, Map<String, JsonNode> others) {
        for (var end = parentEnd(id); end > 0; end = parentEnd(id.substring(0, end))) {
            var outer = id.substring(0, end);
            if (own.containsKey(outer) && !others.containsKey(outer)) {
                return true;
            }
        }
        return false;
    }

    private static int parentEnd(String id) {
        return Stream.of('.', ':', '/').mapToInt(id::lastIndexOf).max().orElse(-1);
    }

    private static boolean isSlice(String id) {
        return id.indexOf(':', id.lastIndexOf('.') + 1) > 0;
    }

    /// Whether what a slice was of has become closed, or still is.
    private boolean isClosed(String id) {
        var sliced = after.get(id.substring(0, parentEnd(id)));
        return sliced != null && sliced.path("slicing").path("rules").asString("").equals("closed");
    }

    /// Whether an element belongs to the constrained type itself, and not to the type of one of its elements.
    private static boolean isOwn(JsonNode element) {
        return element.path("base").path("path").asString("").equals(element.path("path").asString("-"));
    }
}
