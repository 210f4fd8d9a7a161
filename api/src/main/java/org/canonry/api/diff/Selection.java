package org.canonry.api.diff;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.canonry.storage.canonical.Reference;
import tools.jackson.databind.JsonNode;

/// What a value set takes in or leaves out: single codes, and groups of them. In which of its lists they stand says nothing.
///
/// @param codes by system and code
/// @param groups whole systems, filters of systems and other value sets, by what they say; with the system that they are of, or an empty text
/// @param systems whole systems
/// @param versions that are asked for, by system or value set
record Selection(Map<String, Code> codes, Map<String, String> groups, Set<String> systems, Map<String, Set<String>> versions) {
    static final Sides INCLUDED = new Sides(Rule.INCLUDE_ADDED, Rule.INCLUDE_REMOVED, Rule.MEMBER_ADDED, Rule.MEMBER_REMOVED);
    static final Sides EXCLUDED = new Sides(Rule.EXCLUDE_ADDED, Rule.EXCLUDE_REMOVED, Rule.EXCLUDE_ADDED, Rule.EXCLUDE_REMOVED);

    private static final Comparison WORDS = Comparison.object(
            Map.of(
                    "display", Comparison.words(Rule.DISPLAY_CHANGED), "designation", Designations.COMPARISON, "extension", Extensions::ofPart),
            Comparison.NOISE);

    /// A single code.
    record Code(String system, JsonNode concept) {}

    private Selection() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashSet<>(), new LinkedHashMap<>());
    }

    static Selection of(JsonNode groups, JsonNode imported) {
        var selection = new Selection();
        groups.forEach(selection::add);
        Items.texts(imported).forEach(valueSet -> selection.groups.put(selection.valueSets(List.of(valueSet)), ""));
        return selection;
    }

    static Selection ofExpansion(JsonNode expansion) {
        var selection = new Selection();
        var open = new ArrayDeque<JsonNode>(expansion.path("contains").values());
        while (!open.isEmpty()) {
            var code = open.remove();
            selection.add(code.path("system").asString(""), "", code);
            open.addAll(code.path("contains").values());
        }
        return selection;
    }

    private void add(JsonNode group) {
        var written = group.path("system").asString("");
        var system = Reference.url(written);
        // Some write the version behind the system, as in a canonical.
        version(system, group.path("version").asString(Reference.version(written)));
        var valueSets = valueSets(Items.texts(group.path("valueSet")));
        if (group.path("concept").isEmpty()) {
            add(system, group.path("filter"), valueSets);
        } else {
            group.path("concept").forEach(concept -> add(system, valueSets, concept));
        }
    }

    private void add(String system, String valueSets, JsonNode concept) {
        var name = system + '#' + concept.path("code").asString("");
        codes.putIfAbsent(valueSets.isEmpty() ? name : name + " in " + valueSets, new Code(valueSets.isEmpty() ? system : "", concept));
    }

    private void add(String system, JsonNode filters, String valueSets) {
        var words = Items.of(filters).stream().map(Selection::words).sorted().collect(Collectors.joining(" and "));
        if (words.isEmpty() && valueSets.isEmpty()) {
            systems.add(system);
        }
        var filtered = words.isEmpty() ? system : system + " where " + words;
        groups.put(filtered + (system.isEmpty() || valueSets.isEmpty() ? "" : " in ") + valueSets, system);
    }

    private static String words(JsonNode filter) {
        return "%s %s %s".formatted(filter.path("property").asString(""), filter.path("op").asString(""), filter.path("value").asString(""));
    }

    private String valueSets(List<String> valueSets) {
        var urls = new TreeSet<String>();
        for (var valueSet : valueSets) {
            var settled = Pin.settled(valueSet);
            version(Reference.url(settled), Reference.version(settled));
            urls.add(Reference.url(settled));
        }
        return String.join(" and ", urls);
    }

    private void version(String of, String version) {
        versions.computeIfAbsent(of, absent -> new TreeSet<>()).add(version);
    }

    /// All that is of one system, in words.
    private JsonNode of(String system) {
        var words = new LinkedHashSet<String>();
        groups.forEach((group, of) -> {
            if (of.equals(system)) {
                words.add(group);
            }
        });
        codes.values().stream().filter(code -> code.system.equals(system)).forEach(code -> words.add(code.concept.path("code").asString("")));
        return Items.texts(words);
    }

    /// The rules of what is taken in, or of what is left out.
    record Sides(Rule groupAdded, Rule groupRemoved, Rule codeAdded, Rule codeRemoved) {

        void compare(String path, Selection from, Selection to, Findings into) {
            groups(path, from, to, into);
            from.codes.forEach((name, code) -> {
                if (to.codes.containsKey(name)) {
                    WORDS.compare(Items.at(path, name), code.concept, to.codes.get(name).concept, into);
                } else if (!to.systems.contains(code.system)) {
                    into.add(Items.at(path, name), codeRemoved, code.concept.path("display"), Items.nothing());
                }
            });
            to.codes.forEach((name, code) -> {
                if (!from.codes.containsKey(name) && !from.systems.contains(code.system)) {
                    into.add(Items.at(path, name), codeAdded, Items.nothing(), code.concept.path("display"));
                }
            });
            versions(path, from, to, into);
        }

        /// What is part of a whole system does not come or go with that: the other side of the change shows it.
        private void groups(String path, Selection from, Selection to, Findings into) {
            from.groups.forEach((group, system) -> {
                if (!to.groups.containsKey(group) && !to.systems.contains(system)) {
                    into.add(Items.at(path, group), groupRemoved, Items.text(group), from.systems.contains(group) ? to.of(group) : Items.nothing());
                }
            });
            to.groups.forEach((group, system) -> {
                if (!from.groups.containsKey(group) && !from.systems.contains(system)) {
                    into.add(Items.at(path, group), groupAdded, to.systems.contains(group) ? from.of(group) : Items.nothing(), Items.text(group));
                }
            });
        }

        private static void versions(String path, Selection from, Selection to, Findings into) {
            from.versions.forEach((of, before) -> {
                var after = to.versions.get(of);
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
}
