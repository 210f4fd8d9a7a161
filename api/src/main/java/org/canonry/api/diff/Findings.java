package org.canonry.api.diff;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import tools.jackson.databind.JsonNode;

/// Gathers what differs between two resources, and keeps no more of it than is shown. For one comparison.
final class Findings implements Report {
    private final Limits limits;
    private final Map<Impact, List<Finding>> kept = new EnumMap<>(Impact.class);
    private final Map<Impact, Integer> counts = new EnumMap<>(Impact.class);

    Findings(Limits limits) {
        this.limits = limits;
    }

    private record Finding(String path, Rule rule, JsonNode from, JsonNode to) {}

    @Override
    public void add(String path, Rule rule, JsonNode from, JsonNode to) {
        counts.merge(rule.impact(), 1, Integer::sum);
        var others = kept.computeIfAbsent(rule.impact(), impact -> new ArrayList<>());
        if (others.size() < limits.of(Limit.DIFF_ELEMENTS)) {
            others.add(new Finding(path, rule, from, to));
        }
    }

    /// All that was found, the gravest first, within the limits.
    Differences differences() {
        var longest = limits.intOf(Limit.DIFF_VALUE_CHARACTERS);
        var changes = kept.values().stream()
                .flatMap(List::stream)
                .limit(limits.of(Limit.DIFF_ELEMENTS))
                .map(each -> new ElementChange(each.path, each.rule, Plain.of(each.from, longest), Plain.of(each.to, longest)))
                .toList();
        return new Differences(changes, Map.copyOf(counts), cut(changes.size()));
    }

    private Optional<String> cut(int shown) {
        var all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return all == shown
                ? Optional.empty()
                : Optional.of("%,d changes are not listed: at most %s, the gravest first".formatted(all - shown, limits.describe(Limit.DIFF_ELEMENTS)));
    }
}
