package org.canonry.bench;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.canonry.api.graph.Closure;
import org.canonry.api.graph.Dependencies;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.packages.PackageVersion;

/// Everything that the deepest package needs, asked in this process, against one recursive query over the tables that hold the same dependencies.
record ClosureRow(Prepared prepared, Snapshot snapshot) {
    private static final int CLOSURES = 20_000;
    private static final int QUERIES = 200;
    private static final double NANOS_A_MICROSECOND = 1e3;
    private static final double MOST_MICROSECONDS = 200;
    private static final String BOUND = "one look for each dependency of each member: what a dependency means is known from the first time on";

    /// Exact versions alone, as they are written: for wildcards, tags and corrections a query would have to know the rules of versions.
    private static final String QUERY = """
            with recursive closure (lsn) as (
              select lsn from package_version where name = ? and version = ?
              union
              select needed.lsn
              from closure
              join dependency on dependency.lsn = closure.lsn
              join package_version needed on needed.name = dependency.name and needed.version = dependency.requirement
            )
            select count(*) from closure""";

    Measurement run() throws IOException {
        try (var postgres = prepared.postgres();
                var connection = Prepared.connect(postgres);
                var query = connection.prepareStatement(QUERY)) {
            return measure(query);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private Measurement measure(PreparedStatement query) throws IOException, SQLException {
        var dependencies = Dependencies.of(snapshot);
        var deepest = deepest(snapshot);
        query.setString(1, deepest.id().name().text());
        query.setString(2, deepest.id().version().text());
        Work closures = () -> repeat(CLOSURES, () -> require(Closure.of(dependencies, List.of(deepest)).contains(deepest)));
        var rounds = Rounds.of(closures, CLOSURES, () -> repeat(QUERIES, () -> count(query)), QUERIES).in(NANOS_A_MICROSECOND);
        var details = new LinkedHashMap<String, Double>();
        details.put("package versions in it", (double) Closure.of(dependencies, List.of(deepest)).size());
        details.put("by the query", (double) count(query));
        details.put("bytes allocated for one", closures.allocatedBytes() / CLOSURES);
        details.put("µs the first time in a snapshot", firstTime(deepest) / NANOS_A_MICROSECOND);
        return new Measurement(
                Row.CLOSURE, "closure of %s, in process".formatted(deepest.id()), "µs", rounds.measured(), "one recursive SQL query", rounds.floor(),
                Target.figureAtMost(MOST_MICROSECONDS), BOUND)
                .with(details);
    }

    /// The one with the longest way, and of those the one that needs most.
    static PackageVersion deepest(Snapshot snapshot) {
        var dependencies = Dependencies.of(snapshot);
        return snapshot.packages().versions().stream()
                .max(Comparator.comparing((PackageVersion version) -> depth(Closure.of(dependencies, List.of(version))))
                        .thenComparing(version -> Closure.of(dependencies, List.of(version)).size()))
                .orElseThrow();
    }

    private static int depth(Closure closure) {
        return closure.depth(closure.versions().getLast());
    }

    /// Of several, since one alone is over before it can be timed well.
    private double firstTime(PackageVersion version) throws IOException {
        var times = new ArrayList<Double>();
        for (var round = 0; round < QUERIES; round++) {
            var fresh = new Dependencies(snapshot.packages());
            times.add(((Work) () -> Closure.of(fresh, List.of(version))).nanos());
        }
        return new Samples(times).median();
    }

    private static void repeat(int times, Work work) throws IOException {
        for (var time = 0; time < times; time++) {
            work.run();
        }
    }

    /// So that nothing is left out because nobody looks at what comes of it.
    private static void require(boolean isRight) {
        if (!isRight) {
            throw new IllegalStateException("a package needs itself");
        }
    }

    private static long count(PreparedStatement query) throws IOException {
        try (var counted = query.executeQuery()) {
            counted.next();
            return counted.getLong(1);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
