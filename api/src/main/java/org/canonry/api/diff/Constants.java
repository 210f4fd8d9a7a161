package org.canonry.api.diff;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/// The values that an element must have, may at most or least have, or has when it is missing.
final class Constants {
    private static final int COMPARED_ITEMS = 64;

    private static final Comparison FIXED = Comparison.value(Rule.FIXED_VALUE_ADDED, Rule.FIXED_VALUE_REMOVED, Rule.FIXED_VALUE_CHANGED);
    private static final Comparison DEFAULT = Comparison.value(Rule.DEFAULT_CHANGED);
    private static final Comparison MEANING = Comparison.of("meaningWhenMissing", Comparison.words(Rule.DEFAULT_CHANGED));

    private Constants() {}

    static void compare(String path, JsonNode from, JsonNode to, Report into) {
        constant(path, from, to, into);
        range(path, choice(from, "minValue"), choice(to, "minValue"), true, into);
        range(path, choice(from, "maxValue"), choice(to, "maxValue"), false, into);
        range(path, from.path("maxLength"), to.path("maxLength"), false, into);
        DEFAULT.compare(path, choice(from, "defaultValue"), choice(to, "defaultValue"), into);
        MEANING.compare(path, from, to, into);
    }

    private static void constant(String path, JsonNode from, JsonNode to, Report into) {
        var fixed = choice(from, "fixed");
        var pattern = choice(from, "pattern");
        var laterFixed = choice(to, "fixed");
        var laterPattern = choice(to, "pattern");
        if (isLoosened(laterPattern, fixed)) {
            into.add(path, Rule.PATTERN_LOOSENED, fixed, laterPattern);
        } else if (isLoosened(pattern, laterFixed)) {
            into.add(path, Rule.FIXED_VALUE_ADDED, pattern, laterFixed);
        } else {
            FIXED.compare(path, fixed, laterFixed, into);
            var changed = isLoosened(laterPattern, pattern) ? Rule.PATTERN_LOOSENED : Rule.PATTERN_CHANGED;
            Comparison.value(Rule.PATTERN_ADDED, Rule.PATTERN_REMOVED, changed).compare(path, pattern, laterPattern, into);
        }
    }

    /// Whether a pattern allows all that a fixed value or another pattern does, where there are both.
    private static boolean isLoosened(JsonNode pattern, JsonNode stricter) {
        return !pattern.isMissingNode() && !stricter.isMissingNode() && isWithin(pattern, stricter);
    }

    /// The value of `fixed[x]` and its like, whatever its type.
    private static JsonNode choice(JsonNode element, String name) {
        return element.properties().stream()
                .filter(property -> property.getKey().startsWith(name) && property.getKey().length() > name.length())
                .map(property -> property.getValue())
                .findFirst()
                .orElseGet(Items::nothing);
    }

    /// Whether everything that has the whole has the part.
    private static boolean isWithin(JsonNode part, JsonNode whole) {
        if (part.isObject() && whole.isObject()) {
            return part.properties().stream().allMatch(property -> isWithin(property.getValue(), whole.path(property.getKey())));
        }
        if (part.isArray() && whole.isArray()) {
            return whole.size() <= COMPARED_ITEMS
                    && part.size() <= COMPARED_ITEMS
                    && part.valueStream().allMatch(item -> whole.valueStream().anyMatch(other -> isWithin(item, other)));
        }
        return part.equals(whole);
    }

    private static void range(String path, JsonNode from, JsonNode to, boolean least, Report into) {
        if (!from.equals(to)) {
            into.add(path, isWider(from, to, least) ? Rule.RANGE_WIDENED : Rule.RANGE_NARROWED, from, to);
        }
    }

    /// What is no number cannot be told, and counts as narrower.
    private static boolean isWider(JsonNode from, JsonNode to, boolean least) {
        if (to.isMissingNode() || !(from.isNumber() && to.isNumber())) {
            return to.isMissingNode();
        }
        BigDecimal before = from.decimalValue();
        return least ? to.decimalValue().compareTo(before) < 0 : to.decimalValue().compareTo(before) > 0;
    }
}
