package org.canonry.api.diff;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Compares what two value sets take in, or what they leave out.
///
/// @param groupAdded tells of a group that came
/// @param groupRemoved tells of a group that went
/// @param codeAdded tells of a single code that came
/// @param codeRemoved tells of a single code that went
record Selected(Rule groupAdded, Rule groupRemoved, Rule codeAdded, Rule codeRemoved) {
    static final Selected INCLUDED = new Selected(Rule.INCLUDE_ADDED, Rule.INCLUDE_REMOVED, Rule.MEMBER_ADDED, Rule.MEMBER_REMOVED);
    static final Selected EXCLUDED = new Selected(Rule.EXCLUDE_ADDED, Rule.EXCLUDE_REMOVED, Rule.EXCLUDE_ADDED, Rule.EXCLUDE_REMOVED);

    private static final Comparison WORDS = Comparison.object(
            Map.of(
                    "display", Comparison.words(Rule.DISPLAY_CHANGED), "designation", Designations.COMPARISON, "extension", Extensions::ofPart),
            Comparison.NOISE);

    void compare(String path, Selection from, Selection to, Report into) {
        groups(path, from, to, into);
        codes(path, from, to, into);
        versions(path, from, to, into);
    }

    /// What is part of a whole system does not come or go with that: the other side of the change shows it.
    private void groups(String path, Selection from, Selection to, Report into) {
        from.groups().forEach((group, system) -> {
            if (!to.groups().containsKey(group) && !to.systems().contains(system)) {
                into.add(Items.at(path, group), groupRemoved, Items.text(group), from.systems().contains(group) ? to.of(group) : Items.nothing());
            }
        });
        to.groups().forEach((group, system) -> {
            if (!from.groups().containsKey(group) && !from.systems().contains(system)) {
                into.add(Items.at(path, group), groupAdded, to.systems().contains(group) ? from.of(group) : Items.nothing(), Items.text(group));
            }
        });
    }

    private void codes(String path, Selection from, Selection to, Report into) {
        from.codes().forEach((name, code) -> {
            var later = to.codes().get(name);
            if (later != null) {
                WORDS.compare(Items.at(path, name), code.concept(), later.concept(), into);
            } else if (!to.hasInGroup(code)) {
                into.add(Items.at(path, name), codeRemoved, code.shown(), Items.nothing());
            }
        });
        to.codes().forEach((name, code) -> {
            if (!from.codes().containsKey(name) && !from.hasInGroup(code)) {
                into.add(Items.at(path, name), codeAdded, Items.nothing(), code.shown());
            }
        });
    }

    private static void versions(String path, Selection from, Selection to, Report into) {
        from.versions().forEach((of, before) -> {
            var after = to.versions().get(of);
            if (after != null && !after.equals(before)) {
                into.add(Items.at(path, of), Rule.SYSTEM_VERSION_CHANGED, version(before), version(after));
            }
        });
    }

    private static JsonNode version(Set<String> versions) {
        var named = versions.stream().filter(version -> !version.isEmpty()).toList();
        return named.size() == 1 ? Items.text(named.getFirst()) : Items.texts(named);
    }
}
