package org.canonry.api.diff;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Which types and targets of an element systems must support. Where none is marked, or all are, they must support all.
final class SupportedTypes {
    private static final String MARK = "elementdefinition-type-must-support";

    private SupportedTypes() {}

    static void compare(String path, JsonNode from, JsonNode to, Report into) {
        compare(path, codes(from), codes(to), into);
        compare(path, profiles(from, "targetProfile"), profiles(to, "targetProfile"), into);
        compare(path, profiles(from, "profile"), profiles(to, "profile"), into);
    }

    /// What there is to choose from, and what of it is marked.
    private record Choice(Set<String> all, Set<String> marked) {
        Set<String> supported() {
            return marked.isEmpty() ? all : marked;
        }

        boolean has(String option) {
            return all.contains(option);
        }
    }

    /// What is new or gone altogether is told as a type.
    private static void compare(String path, Choice before, Choice after, Report into) {
        var came = without(after.supported(), before.supported(), before);
        var gone = without(before.supported(), after.supported(), after);
        if (!came.isEmpty()) {
            into.add(path, Rule.MUST_SUPPORT_ADDED, Items.nothing(), Items.texts(came));
        }
        if (!gone.isEmpty()) {
            into.add(path, Rule.MUST_SUPPORT_REMOVED, Items.texts(gone), Items.nothing());
        }
    }

    private static List<String> without(Set<String> some, Set<String> others, Choice known) {
        return some.stream().filter(each -> !others.contains(each) && known.has(each)).toList();
    }

    private static Choice codes(JsonNode types) {
        var all = new LinkedHashSet<String>();
        var marked = new LinkedHashSet<String>();
        for (var type : types) {
            add(Types.code(type), type, all, marked);
        }
        return new Choice(all, marked);
    }

    private static Choice profiles(JsonNode types, String property) {
        var all = new LinkedHashSet<String>();
        var marked = new LinkedHashSet<String>();
        for (var type : types) {
            var profiles = new ArrayList<>(Items.of(type.path(property)));
            for (var at = 0; at < profiles.size(); at++) {
                add(Pin.settled(profiles.get(at).asString("")), type.path('_' + property).path(at), all, marked);
            }
        }
        return new Choice(all, marked);
    }

    private static void add(String option, JsonNode extended, Set<String> all, Set<String> marked) {
        all.add(option);
        if (Extensions.value(Extensions.named(extended.path("extension"), MARK)).asBoolean(false)) {
            marked.add(option);
        }
    }
}
