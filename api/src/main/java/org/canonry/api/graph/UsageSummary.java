package org.canonry.api.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.PackageHistory;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.UseKind;

/// How much a url is used: by which kinds of reference, from which packages, and by whom most. Counted without opening a resource. Immutable.
public final class UsageSummary {
    private static final Comparator<KindCount> MOST_FIRST = Comparator.comparingInt(KindCount::count).reversed().thenComparing(KindCount::kind);
    private static final Comparator<PackageCount> MOST_USING_FIRST =
            Comparator.comparingInt(PackageCount::count).reversed().thenComparing(each -> each.of().name());

    /// The number of a document takes as many.
    private static final int COUNT_BITS = 32;

    private final String target;
    private final UserRuns runs;
    private final List<KindCount> kinds;
    private final List<PackageCount> packages;

    /// What is counted of one kind.
    ///
    /// @param count references
    /// @param resourceCount resources that hold them
    public record KindCount(UseKind kind, int count, int resourceCount) {
        static KindCount of(UseKind kind, UserRuns runs) {
            return new KindCount(kind, runs.total(), documents(runs));
        }
    }

    /// What is counted of one package.
    ///
    /// @param of the package
    /// @param versionCount how many versions of it have references
    /// @param count references, over all those versions
    /// @param resourceCount resources that hold them
    public record PackageCount(PackageHistory of, int versionCount, int count, int resourceCount) {
        private PackageCount and(PackageCount other) {
            return new PackageCount(of, versionCount + other.versionCount, count + other.count, resourceCount + other.resourceCount);
        }
    }

    /// A resource and how many references it holds.
    public record UserCount(CanonicalResource resource, int count) {}

    /// @param runs the references of all kinds that were asked for
    /// @param kinds those that occur
    UsageSummary(Snapshot snapshot, String target, UserRuns runs, List<KindCount> kinds) {
        this.target = target;
        this.runs = runs;
        this.kinds = kinds.stream().sorted(MOST_FIRST).toList();
        this.packages = packages(snapshot, runs);
    }

    private static List<PackageCount> packages(Snapshot snapshot, UserRuns runs) {
        var counts = new TreeMap<String, PackageCount>();
        for (var at = 0; at < runs.size(); at++) {
            var name = snapshot.packages().versions().get(runs.origin(at)).id().name().text();
            var history = snapshot.packages().named(name).orElseThrow();
            counts.merge(name, new PackageCount(history, 1, runs.references(at), runs.end(at) - runs.first(at)), PackageCount::and);
        }
        return counts.values().stream().sorted(MOST_USING_FIRST).toList();
    }

    private static int documents(UserRuns runs) {
        return IntStream.range(0, runs.size()).map(at -> runs.end(at) - runs.first(at)).sum();
    }

    /// What was asked for, as it was asked.
    public String target() {
        return target;
    }

    /// How many references there are.
    public int totalCount() {
        return runs.total();
    }

    /// How many resources hold them.
    public int resourceCount() {
        return documents(runs);
    }

    /// How many package versions carry those.
    public int packageVersionCount() {
        return runs.size();
    }

    /// By kind, most first. Kinds that do not occur are left out.
    public List<KindCount> kinds() {
        return kinds;
    }

    /// How many packages there are that have references, in whichever version.
    public int packageCount() {
        return packages.size();
    }

    /// By package, most references first, then by name.
    ///
    /// @param first at most so many
    public List<PackageCount> packages(int first) {
        return packages.stream().limit(first).toList();
    }

    /// The resources with the most references, in the order of the log where they have as many.
    ///
    /// @param first at most so many
    public List<UserCount> topUsers(int first) {
        var users = runs.users();
        return IntStream.range(0, runs.size())
                .flatMap(at -> IntStream.range(runs.first(at), runs.end(at)))
                .mapToLong(document -> (long) -count(users, document) << COUNT_BITS | document)
                .sorted()
                .limit(first)
                .mapToInt(each -> (int) each)
                .mapToObj(document -> new UserCount(users.document(document), count(users, document)))
                .toList();
    }

    private static int count(Users users, int document) {
        return users.start(document + 1) - users.start(document);
    }
}
