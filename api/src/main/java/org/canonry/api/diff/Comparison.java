package org.canonry.api.diff;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/// Compares what stands at one place of two resources. What is not there is a missing node.
///
/// The larger ones are put together from the smaller ones, so that what is compared by which rule reads like a table. The order of properties never
/// matters. All take time in proportion to what they compare.
@FunctionalInterface
interface Comparison {
    /// What is not compared: noise.
    Comparison NOISE = (path, from, to, into) -> {};

    /// Tells what differs at a path.
    void compare(String path, JsonNode from, JsonNode to, Report into);

    /// Any difference is told by one rule.
    static Comparison value(Rule changed) {
        return value(changed, changed, changed);
    }

    /// What came, went and is another is told by three rules.
    static Comparison value(Rule added, Rule removed, Rule changed) {
        return (path, from, to, into) -> {
            if (!from.equals(to)) {
                into.add(path, from.isMissingNode() ? added : to.isMissingNode() ? removed : changed, from, to);
            }
        };
    }

    /// Words for people, whatever white space is between them.
    static Comparison words(Rule changed) {
        return (path, from, to, into) -> {
            if (!Words.of(from).equals(Words.of(to))) {
                into.add(path, changed, from, to);
            }
        };
    }

    /// The same, once both have been brought into another form.
    static Comparison as(UnaryOperator<JsonNode> form, Comparison compared) {
        return (path, from, to, into) -> compared.compare(path, form.apply(from), form.apply(to), into);
    }

    /// The same, whose values are told in another form.
    static Comparison shown(UnaryOperator<JsonNode> form, Comparison compared) {
        return (path, from, to, into) ->
                compared.compare(path, from, to, (at, rule, before, after) -> into.add(at, rule, form.apply(before), form.apply(after)));
    }

    /// A truth value.
    ///
    /// @param otherwise what it is where it is not there
    static Comparison flag(boolean otherwise, Rule set, Rule cleared) {
        return (path, from, to, into) -> {
            if (from.asBoolean(otherwise) != to.asBoolean(otherwise)) {
                into.add(path, to.asBoolean(otherwise) ? set : cleared, from, to);
            }
        };
    }

    /// A list, or one value, whose order says nothing.
    static Comparison set(Rule added, Rule removed) {
        return set(came -> added, gone -> removed);
    }

    /// The same, where the rule depends on what came or went.
    static Comparison set(Function<JsonNode, Rule> added, Function<JsonNode, Rule> removed) {
        return (path, from, to, into) -> {
            var before = Items.of(from);
            var after = Items.of(to);
            Items.without(before, after).forEach(gone -> into.add(path, removed.apply(gone), gone, Items.nothing()));
            Items.without(after, before).forEach(came -> into.add(path, added.apply(came), Items.nothing(), came));
        };
    }

    /// A list whose items are the same where their keys are; those of equal keys are paired in order.
    ///
    /// @param key of an item
    /// @param both compares what stands on both sides
    static Comparison keyed(Function<JsonNode, String> key, Rule added, Rule removed, Comparison both) {
        return keyed(key, item -> added, item -> removed, both);
    }

    /// The same, where the rule depends on what came or went.
    static Comparison keyed(Function<JsonNode, String> key, Function<JsonNode, Rule> added, Function<JsonNode, Rule> removed, Comparison both) {
        return (path, from, to, into) -> {
            var after = Items.byKey(Items.of(to), key);
            for (var item : Items.of(from)) {
                var name = key.apply(item);
                var partners = after.get(name);
                if (partners == null || partners.isEmpty()) {
                    into.add(Items.at(path, name), removed.apply(item), item, Items.nothing());
                } else {
                    both.compare(Items.at(path, name), item, partners.remove(), into);
                }
            }
            after.forEach((name, rest) -> rest.forEach(item -> into.add(Items.at(path, name), added.apply(item), Items.nothing(), item)));
        };
    }

    /// One after the other.
    static Comparison all(Comparison... compared) {
        return (path, from, to, into) -> List.of(compared).forEach(each -> each.compare(path, from, to, into));
    }

    /// One property of an object, told at the path of the object.
    static Comparison of(String property, Comparison compared) {
        return (path, from, to, into) -> compared.compare(path, from.path(property), to.path(property), into);
    }

    /// An object, property by property.
    ///
    /// @param known how properties are compared
    /// @param others how all other properties are, but for those that only carry extensions of a primitive value (`_title`)
    static Comparison object(Map<String, Comparison> known, Comparison others) {
        return (path, from, to, into) -> {
            var names = new LinkedHashSet<String>(from.propertyNames());
            names.addAll(to.propertyNames());
            for (var name : names) {
                var compared = known.getOrDefault(name, name.startsWith("_") ? NOISE : others);
                compared.compare(path + '.' + name, from.path(name), to.path(name), into);
            }
        };
    }
}
