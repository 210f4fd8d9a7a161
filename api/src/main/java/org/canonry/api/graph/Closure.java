package org.canonry.api.graph;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedList;
import java.util.List;
import org.canonry.api.snapshot.Packages;
import org.canonry.storage.packages.PackageVersion;

/// The package versions that some package versions need, themselves included. Immutable.
///
/// Met breadth first, dependencies in the order of package.json: each version by its shortest way, and once however many ways lead to it. What only
/// the tools' own rules bring ([ImplicitPackages]) comes after all that is declared, when it is asked for.
///
/// Cheap: a set of bits for the members, and a few numbers for each of them.
public final class Closure {
    private static final int ORDER_BITS = 32;
    private static final int NONE = -1;

    private final Packages packages;
    private final BitSet members;

    /// Places in the order in which they were met, and for each the index of the one that led to it.
    private final int[] places;
    private final int[] ways;

    /// How many are declared; the others are implicit.
    private final int declared;
    private final boolean includesImplicit;

    /// Place in the high bits and index in the low ones, ascending.
    private final long[] indexes;

    private Closure(Packages packages, Walk walk, int declared, boolean includesImplicit) {
        this.packages = packages;
        this.members = walk.met;
        this.places = Arrays.copyOf(walk.places, walk.size);
        this.ways = Arrays.copyOf(walk.ways, walk.size);
        this.declared = declared;
        this.includesImplicit = includesImplicit;
        this.indexes = new long[walk.size];
        for (var index = 0; index < walk.size; index++) {
            indexes[index] = (long) places[index] << ORDER_BITS | index;
        }
        Arrays.sort(indexes);
    }

    /// What is declared.
    ///
    /// @throws IllegalArgumentException when a root is not of the snapshot
    public static Closure of(Dependencies dependencies, List<PackageVersion> roots) {
        return of(dependencies, roots, false);
    }

    /// What is declared, and, when it is asked for, what the tools add to the roots of their own accord.
    ///
    /// @throws IllegalArgumentException when a root is not of the snapshot
    public static Closure of(Dependencies dependencies, List<PackageVersion> roots, boolean includeImplicit) {
        var walk = new Walk(dependencies);
        for (var root : roots) {
            walk.meet(dependencies.packages().place(root), NONE);
        }
        var distinct = walk.size;
        walk.go();
        var declared = walk.size;
        for (var root = 0; includeImplicit && root < distinct; root++) {
            walk.meetImplicit(root);
        }
        walk.go();
        return new Closure(dependencies.packages(), walk, declared, includeImplicit);
    }

    /// Whether a version is in it.
    public boolean contains(PackageVersion version) {
        return packages.has(version) && contains(packages.place(version));
    }

    /// Whether the version at a place of the catalogue is in it.
    public boolean contains(int place) {
        return members.get(place);
    }

    /// How many versions are in it.
    public int size() {
        return places.length;
    }

    /// All that are in it, breadth first.
    public List<PackageVersion> versions() {
        return Arrays.stream(places).mapToObj(packages.versions()::get).toList();
    }

    /// When the version at a place was met, from 0: the nearer ones first, those of the same depth in the order of the dependencies that lead to
    /// them. -1 outside.
    public int order(int place) {
        if (!contains(place)) {
            return NONE;
        }
        // The key is the entry itself for index 0, and stands right ahead of it for any other.
        var found = Arrays.binarySearch(indexes, (long) place << ORDER_BITS);
        return (int) indexes[found < 0 ? -found - 1 : found];
    }

    /// The shortest distance from a root; -1 outside.
    public int depth(PackageVersion version) {
        return packages.has(version) ? depth(packages.place(version)) : NONE;
    }

    /// The shortest distance of the version at a place from a root; -1 outside.
    public int depth(int place) {
        var depth = NONE;
        for (var index = order(place); index != NONE; index = ways[index]) {
            depth++;
        }
        return depth;
    }

    /// The shortest way from a root, the version itself last. Empty outside.
    public List<PackageVersion> path(PackageVersion version) {
        return packages.has(version) ? path(packages.place(version)) : List.of();
    }

    private List<PackageVersion> path(int place) {
        var path = new LinkedList<PackageVersion>();
        for (var index = order(place); index != NONE; index = ways[index]) {
            path.addFirst(packages.versions().get(places[index]));
        }
        return List.copyOf(path);
    }

    /// Whether a version is in it by a rule of the tools alone.
    public boolean isImplicit(PackageVersion version) {
        return packages.has(version) && isImplicit(packages.place(version));
    }

    /// Whether the version at a place is in it by a rule of the tools alone.
    public boolean isImplicit(int place) {
        return order(place) >= declared;
    }

    /// Whether it was asked what the tools add of their own accord.
    boolean includesImplicit() {
        return includesImplicit;
    }

    /// For one walk.
    private static final class Walk {
        private final Dependencies dependencies;
        private final BitSet met = new BitSet();
        private int[] places = new int[16];
        private int[] ways = new int[16];
        private int size;
        private int next;

        Walk(Dependencies dependencies) {
            this.dependencies = dependencies;
        }

        void meet(int place, int way) {
            if (met.get(place)) {
                return;
            }
            met.set(place);
            if (size == places.length) {
                places = Arrays.copyOf(places, 2 * size);
                ways = Arrays.copyOf(ways, 2 * size);
            }
            places[size] = place;
            ways[size++] = way;
        }

        void meetImplicit(int root) {
            var packages = dependencies.packages();
            for (var requirement : new ImplicitPackages(packages).of(packages.versions().get(places[root]))) {
                if (requirement.resolved() != null) {
                    meet(packages.place(requirement.resolved()), root);
                }
            }
        }

        void go() {
            for (; next < size; next++) {
                for (var target : dependencies.targets(places[next])) {
                    meet(target, next);
                }
            }
        }
    }
}
