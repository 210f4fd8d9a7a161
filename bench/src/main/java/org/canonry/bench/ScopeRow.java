package org.canonry.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.BytesRef;
import org.canonry.api.resolve.ResolutionScope;
import org.canonry.api.resolve.Resolver;
import org.canonry.api.resolve.Strategy;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.Reference;
import org.canonry.storage.index.Fields;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;

/// Which resource a reference means in the scope of a package, by the strategy NEAREST.
///
/// @param from the package
/// @param references that its resources hold and that mean something in its scope, a thousand, in the order in which they stand there, from the
///     beginning again where there are fewer
record ScopeRow(Snapshot snapshot, PackageVersion from, List<String> references) {
    private static final int THOUSAND = 1_000;
    private static final int REPEATS = 20;
    private static final double NANOS_A_MICROSECOND = 1e3;
    private static final long WARM = 100_000;
    private static final long WARM_THOUSANDS = 500;
    private static final String SCOPE = "$scope: ResolutionScope!";
    private static final String ONE_SIGN = "{\"data\":{\"canonical\":{\"id\":";
    private static final String ONE = """
            query Resolve($reference: String!, %s) {
              canonical(reference: $reference, scope: $scope) {
                id url version resourceType name title status
                packageVersion { name version }
              }
            }""".formatted(SCOPE);
    private static final String ALL_SIGN = "{\"data\":{\"resolve\":[{\"outcome\":\"RESOLVED\"";
    private static final String ALL = """
            query Resolve($references: [String!]!, %s) {
              resolve(references: $references, scope: $scope) {
                outcome matchKind explanation
                resource { url version packageVersion { name version } }
              }
            }""".formatted(SCOPE);
    private static final String BOUND_AHEAD = "a look for each carrier whether its package is in the closure, and when it was met";
    private static final String BOUND_ANEW = "working out the scope: the closure, and the core definitions of its FHIR versions";
    private static final String BOUND_REASONS = "the reasons: words about every candidate, and the columns of the index that they tell of";
    private static final String BOUND_HTTP = "GraphQL's engine, as over the whole index; the scope is worked out for each request";
    private static final String BOUND_THOUSAND = "GraphQL's engine, field by field of a thousand answers, and the reasons";

    static ScopeRow of(Snapshot snapshot, PackageVersion from) throws IOException {
        var resolver = new Resolver(snapshot, Limits.defaults(), scope(from));
        var found = new ArrayList<String>();
        for (var document : snapshot.documents(Fields.PACKAGE_VERSION, from.id().toString())) {
            snapshot.resource(document).references().stream()
                    .map(use -> use.target())
                    .filter(target -> resolver.find(target).isPresent())
                    .forEach(found::add);
        }
        if (found.isEmpty()) {
            throw new IllegalStateException("no reference of " + from.id() + " means anything");
        }
        var thousand = new ArrayList<String>(THOUSAND);
        for (var index = 0; index < THOUSAND; index++) {
            thousand.add(found.get(index % found.size()));
        }
        return new ScopeRow(snapshot, from, thousand);
    }

    private static ResolutionScope scope(PackageVersion from) {
        return ResolutionScope.of(from).by(Strategy.NEAREST);
    }

    /// In this process.
    List<Measurement> run() throws IOException {
        var whole = new Resolver(snapshot, Limits.defaults());
        var ahead = new Resolver(snapshot, Limits.defaults(), scope(from));
        return List.of(
                measure(
                        "one reference in a scope that is worked out, in process", () -> repeat(() -> ResolveRow.find(ahead, references)), whole,
                        BOUND_AHEAD),
                measure("one reference and its scope, in process", () -> repeat(this::findAnew), whole, BOUND_ANEW),
                thousand());
    }

    private void findAnew() {
        for (var reference : references) {
            ResolveRow.find(new Resolver(snapshot, Limits.defaults(), scope(from)), List.of(reference));
        }
    }

    private Measurement measure(String what, Work work, Resolver whole, String bound) throws IOException {
        var count = REPEATS * THOUSAND;
        Work plain = () -> repeat(() -> ResolveRow.find(whole, references));
        var rounds = Rounds.of(work, count, plain, count);
        return measurement(what, "ns", rounds, "the same over the whole index", bound, work.allocatedBytes() / count, plain.allocatedBytes() / count);
    }

    private Measurement thousand() throws IOException {
        var urls = references.stream().map(Reference::url).map(BytesRef::new).toList();
        Work work = () -> repeat(this::resolveAll);
        Work plain = () -> repeat(() -> new Seek(snapshot).all(urls));
        var rounds = Rounds.of(work, REPEATS, plain, REPEATS).in(NANOS_A_MICROSECOND);
        return measurement(
                "a thousand references and their scope, with reasons, in process", "µs", rounds, "a thousand times seekExact alone", BOUND_REASONS,
                work.allocatedBytes() / REPEATS / THOUSAND, plain.allocatedBytes() / REPEATS / THOUSAND);
    }

    private void resolveAll() {
        var resolver = new Resolver(snapshot, Limits.defaults(), scope(from));
        for (var reference : references) {
            if (resolver.resolve(reference).resource() == null) {
                throw new IllegalStateException(reference + " means something, and then nothing");
            }
        }
    }

    private Measurement measurement(String what, String unit, Rounds rounds, String against, String bound, double allocated, double plainly) {
        var details = new LinkedHashMap<String, Double>();
        details.put("bytes allocated for one reference (%s)".formatted(what), allocated);
        details.put("bytes for one of the floor", plainly);
        details.put("distinct references", (double) references.stream().distinct().count());
        return new Measurement(Row.SCOPE, what, unit, rounds.measured(), against, rounds.floor(), null, bound).with(details);
    }

    private static void repeat(Work work) throws IOException {
        for (var time = 0; time < REPEATS; time++) {
            work.run();
        }
    }

    /// Over HTTP.
    List<HttpQuestion> questions() {
        Map<String, Object> scope = Map.of("packages", List.of(from.id().toString()), "strategy", Strategy.NEAREST);
        var ones = references.stream().map(reference -> HttpRow.body(ONE, Map.of("reference", reference, "scope", scope))).toList();
        var all = HttpRow.body(ALL, Map.of("references", references, "scope", scope));
        return List.of(
                new HttpQuestion(Row.SCOPE, "one reference in a scope by GraphQL", ones, ONE_SIGN, WARM, null, BOUND_HTTP),
                new HttpQuestion(
                        Row.SCOPE, "a thousand references in a scope by GraphQL", List.of(all), ALL_SIGN, WARM_THOUSANDS, null, BOUND_THOUSAND));
    }
}
