package org.canonry.api.lock;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.canonry.api.graph.Dependencies;
import org.canonry.api.graph.DependencyGraph;
import org.canonry.api.graph.DependencyGraph.Node;
import org.canonry.api.graph.GraphTooLarge;
import org.canonry.api.graph.Requirement;
import org.canonry.api.lock.NotLocked.Reason;
import org.canonry.api.resolve.ResolutionScope;
import org.canonry.api.resolve.Resolver;
import org.canonry.api.snapshot.Packages;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageSpec;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// What some packages need, fixed to versions as at an lsn. Immutable.
///
/// The same packages as at the same lsn give the same lock, whatever came later, as long as none of them is withdrawn.
public final class Lock implements LockAnswer {
    private final Snapshot snapshot;
    private final long lsn;
    private final DependencyGraph graph;
    private final Limits limits;

    private Lock(Snapshot snapshot, long lsn, DependencyGraph graph, Limits limits) {
        this.snapshot = snapshot;
        this.lsn = lsn;
        this.graph = graph;
        this.limits = limits;
    }

    /// Locks packages, with the limit `graph_nodes`.
    ///
    /// @param specs `name@version`, `name#version` or a name, as many as are to be locked together
    /// @param asOf the lsn as at which wildcards and tags mean something; null for that of the snapshot
    /// @throws org.canonry.api.snapshot.LsnAhead when the snapshot has not reached `asOf`
    public static LockAnswer of(Snapshot snapshot, List<String> specs, @Nullable Long asOf, Limits limits) {
        var dependencies = asOf == null ? Dependencies.of(snapshot) : Dependencies.of(snapshot, asOf);
        var lsn = asOf == null ? snapshot.lsn() : asOf;
        var missing = specs.stream().filter(spec -> version(spec, dependencies.packages()).isEmpty()).toList();
        if (specs.isEmpty() || !missing.isEmpty()) {
            return new NotLocked(Reason.NOT_THERE, missing(missing, lsn));
        }
        var roots = specs.stream().flatMap(spec -> version(spec, dependencies.packages()).stream()).toList();
        return switch (DependencyGraph.of(dependencies, roots, false, limits)) {
            case DependencyGraph graph -> new Lock(snapshot, lsn, graph, limits);
            case GraphTooLarge(var detail) -> new NotLocked(Reason.TOO_LARGE, detail);
        };
    }

    private static Optional<PackageVersion> version(String spec, Packages packages) {
        return PackageSpec.parse(spec).valid().flatMap(packages::version);
    }

    private static String missing(List<String> specs, long lsn) {
        return specs.isEmpty()
                ? "no package is named: name at least one, as name@version"
                : "the index had no %s as at lsn %d: take it in, or name a version that is there".formatted(String.join(", ", specs), lsn);
    }

    /// As at which lsn everything is told.
    public long lsn() {
        return lsn;
    }

    /// What was asked for, each once.
    public List<PackageVersion> roots() {
        return graph.roots();
    }

    /// What was asked for and everything that it needs, the nearest first.
    public List<PackageVersion> packages() {
        return graph.nodes().stream().map(Node::packageVersion).toList();
    }

    /// Dependencies that lead nowhere: what the lock lacks.
    public List<Requirement> unresolved() {
        return graph.unresolved();
    }

    /// How the packages hang together.
    public DependencyGraph graph() {
        return graph;
    }

    /// When the last of the packages was taken in; empty when the bucket, written by another program, tells of none.
    public Optional<Instant> updated() {
        return packages().stream().flatMap(version -> Stream.ofNullable(version.takenInAt())).max(Comparator.naturalOrder());
    }

    /// Says what references mean among these packages, as at the lock's lsn.
    Resolver resolver() {
        return new Resolver(snapshot, limits, ResolutionScope.of(roots().toArray(PackageVersion[]::new)).asOf(lsn));
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /// Writes the lock as a file: JSON, indented, with line feeds.
    ///
    /// @param addresses where the tarballs are fetched; part of the file only where its format has a place for it
    /// @throws IOException when the index cannot be read
    public String write(LockFormat format, Addresses addresses) throws IOException {
        return switch (format) {
            case FHIRPKG -> FhirpkgLock.write(this);
            case CRMI -> CrmiManifest.write(Pins.of(this));
            case CYCLONEDX -> new CycloneDx(this, addresses).write();
        };
    }
}
