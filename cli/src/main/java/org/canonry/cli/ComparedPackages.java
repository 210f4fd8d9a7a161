package org.canonry.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.canonry.api.diff.CanonicalChange;
import org.canonry.api.diff.DependencyChange;
import org.canonry.api.diff.Differences;
import org.canonry.api.diff.Impact;
import org.canonry.api.diff.PackageDiff;
import org.canonry.api.diff.ResourceDiff;
import org.canonry.api.diff.Rule;
import org.canonry.api.page.Page;
import org.canonry.api.page.Window;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.storage.packages.PackageVersion;

/// Two package versions compared to the last element. Examples are left out: nobody builds on them.
///
/// @param from the earlier one
/// @param to the later one
/// @param dependencies that differ, by name
/// @param removed canonicals that went and were not renamed, by url
/// @param added canonicals that came and were not renamed, by url
/// @param changed canonicals that say something else or were renamed, the gravest first, then by url
/// @param unchanged how many differ in noise alone
record ComparedPackages(
        PackageVersion from, PackageVersion to, List<DependencyChange> dependencies, List<CanonicalResource> removed,
        List<CanonicalResource> added, List<Changed> changed, int unchanged) {

    private static final Window ALL = Window.first(Integer.MAX_VALUE);
    private static final Comparator<Changed> GRAVEST_FIRST = Comparator
            .comparing((Changed changed) -> changed.differences.impact().map(Impact::ordinal).orElse(Integer.MAX_VALUE))
            .thenComparing(changed -> changed.change.to().url())
            .thenComparing(changed -> changed.change.to().filename());

    /// A canonical and what differs.
    record Changed(CanonicalChange change, Differences differences) {}

    static ComparedPackages of(PackageDiff diff, ResourceDiff resources) throws IOException {
        var renamed = nodes(diff.renamed(ALL));
        var all = Stream.concat(renamed.stream(), nodes(diff.changed(ALL)).stream()).filter(change -> !change.to().example()).toList();
        var changed = new ArrayList<Changed>();
        for (var change : all) {
            var differences = change.differences(resources);
            if (!differences.changes().isEmpty() || differences.cut().isPresent()) {
                changed.add(new Changed(change, differences));
            }
        }
        changed.sort(GRAVEST_FIRST);
        var gone = renamed.stream().map(CanonicalChange::from).collect(Collectors.toSet());
        var came = renamed.stream().map(CanonicalChange::to).collect(Collectors.toSet());
        return new ComparedPackages(
                diff.from(), diff.to(), diff.dependencies(), others(diff.removed(ALL), gone), others(diff.added(ALL), came), changed,
                all.size() - changed.size());
    }

    private static List<CanonicalResource> others(Page<CanonicalResource> page, Set<CanonicalResource> renamed) {
        return nodes(page).stream().filter(resource -> !resource.example() && !renamed.contains(resource)).toList();
    }

    private static <T> List<T> nodes(Page<T> page) {
        return page.items().stream().map(Page.Item::node).toList();
    }

    /// How many differences there are of each impact, canonicals that came or went included.
    Map<Impact, Integer> counts() {
        var counts = new EnumMap<Impact, Integer>(Impact.class);
        for (var impact : Impact.values()) {
            counts.put(impact, changed.stream().mapToInt(each -> each.differences.counts().getOrDefault(impact, 0)).sum());
        }
        counts.merge(Rule.CANONICAL_REMOVED.impact(), removed.size(), Integer::sum);
        counts.merge(Rule.CANONICAL_ADDED.impact(), added.size(), Integer::sum);
        return counts;
    }

    /// Whether anything may break.
    boolean isBreaking() {
        return counts().getOrDefault(Impact.BREAKING, 0) > 0;
    }
}
