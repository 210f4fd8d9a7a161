package org.canonry.api.diff;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Search parameters.
final class SearchParameters {
    private static final Comparison CHANGED = Comparison.value(Rule.SEARCH_CHANGED);
    private static final Comparison CHOICES = Comparison.set(Rule.SEARCH_WIDENED, Rule.SEARCH_NARROWED);
    private static final Comparison REPETITION = Comparison.flag(true, Rule.SEARCH_WIDENED, Rule.SEARCH_NARROWED);

    static final Comparison COMPARISON = Metadata.with(Map.ofEntries(
            Map.entry("code", CHANGED), Map.entry("type", CHANGED), Map.entry("processingMode", CHANGED),
            Map.entry("constraint", Comparison.words(Rule.SEARCH_CHANGED)),
            Map.entry("component", Comparison.set(Rule.SEARCH_CHANGED, Rule.SEARCH_CHANGED)),
            Map.entry("expression", SearchParameters::expression), Map.entry("xpath", Comparison.NOISE), Map.entry("xpathUsage", Comparison.NOISE),
            Map.entry("base", CHOICES), Map.entry("target", CHOICES), Map.entry("comparator", CHOICES), Map.entry("modifier", CHOICES),
            Map.entry("chain", CHOICES), Map.entry("multipleOr", REPETITION), Map.entry("multipleAnd", REPETITION),
            Map.entry("_multipleOr", Comparison.of("extension", Expectations::compare)),
            Map.entry("_multipleAnd", Comparison.of("extension", Expectations::compare)),
            Map.entry("derivedFrom", Pin.comparison(Rule.METADATA_CHANGED, Rule.METADATA_CHANGED))));

    private SearchParameters() {}

    private static void expression(String path, JsonNode from, JsonNode to, Report into) {
        var before = parts(from.asString(""));
        var after = parts(to.asString(""));
        if (!before.equals(after)) {
            into.add(path, !before.isEmpty() && after.containsAll(before) ? Rule.EXPRESSION_WIDENED : Rule.EXPRESSION_CHANGED, from, to);
        }
    }

    /// What stands between the bars, but for bars inside parentheses or quotes. Their order says nothing.
    private static Set<String> parts(String expression) {
        var parts = new LinkedHashSet<String>();
        var start = 0;
        var depth = 0;
        var quoted = false;
        for (var at = 0; at < expression.length(); at++) {
            switch (expression.charAt(at)) {
                case '\'' -> quoted = !quoted;
                case '(' -> depth += quoted ? 0 : 1;
                case ')' -> depth -= quoted ? 0 : 1;
                case '|' -> {
                    if (!quoted && depth == 0) {
                        parts.add(Words.of(expression.substring(start, at)));
                        start = at + 1;
                    }
                }
                default -> {}
            }
        }
        parts.add(Words.of(expression.substring(start)));
        parts.remove("");
        return parts;
    }
}
