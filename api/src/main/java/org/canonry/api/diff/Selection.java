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
    /// A single code.
    ///
    /// @param system that it is of
    /// @param alone whether it is taken whatever other value sets say
    /// @param concept what is said of it
    record Code(String system, boolean alone, JsonNode concept) {
        String name() {
            return concept.path("code").asString("");
        }

        /// What it is shown as.
        JsonNode shown() {
            return Items.shown(concept);
        }
    }

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
        codes.putIfAbsent(valueSets.isEmpty() ? name : name + " in " + valueSets, new Code(system, valueSets.isEmpty(), concept));
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

    /// Whether a group has a code for certain: its whole system, or all that it stands above.
    boolean hasInGroup(Code code) {
        return code.alone && (systems.contains(code.system) || groups.containsKey("%s where concept is-a %s".formatted(code.system, code.name())));
    }

    /// All that is of one system, in words.
    JsonNode of(String system) {
        var words = new LinkedHashSet<String>();
        groups.forEach((group, of) -> {
            if (of.equals(system)) {
                words.add(group);
            }
        });
        codes.values().stream().filter(code -> code.system.equals(system)).forEach(code -> words.add(code.name()));
        return Items.texts(words);
    }
}
