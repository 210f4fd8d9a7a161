package org.canonry.api.resolve;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// Says which resource a canonical reference means, in a scope of one snapshot.
///
/// A reference is read, the carriers of its url are found, those of the scope that meet the asked version are kept, and of these one is taken by the
/// scope's strategy ([Ranking]): the most recent, unless another is asked for. The scope is worked out once, when the resolver is made; without
/// one that costs nothing. Thread-safe.
/// Source: HL7's guidance on pinning canonicals, and what its validator and Firely's tools do.
public final class Resolver {
    private final Range range;
    private final Limits limits;

    /// Over a whole snapshot, with the limits `url_bytes` and `resolution_candidates`.
    public Resolver(Snapshot snapshot, Limits limits) {
        this(snapshot, limits, ResolutionScope.WHOLE_INDEX);
    }

    /// In a scope of a snapshot.
    ///
    /// @throws org.canonry.api.snapshot.LsnAhead when the snapshot has not reached the scope's lsn
    public Resolver(Snapshot snapshot, Limits limits, ResolutionScope scope) {
        this(Range.of(snapshot, scope), limits);
    }

    /// In a scope that is worked out already.
    public Resolver(Range range, Limits limits) {
        this.range = range;
        this.limits = limits;
    }

    /// The resource that a reference means; empty when it means none. The resource of [#resolve], without the reasons.
    public Optional<CanonicalResource> find(String reference) {
        return switch (Asked.parse(reference, limits)) {
            case Asked.For asked -> {
                var choice = choose(asked);
                yield choice.isMade() ? Optional.of(range.snapshot().resource(choice.chosen())) : Optional.empty();
            }
            case Asked.Nothing nothing -> Optional.empty();
        };
    }

    /// Everything in the scope that a reference may mean, the resource of [#find] first, then as they are preferred.
    public Matches matches(String reference) {
        return switch (Asked.parse(reference, limits)) {
            case Asked.For asked -> matches(choose(asked));
            case Asked.Nothing nothing -> Matches.NONE;
        };
    }

    private Matches matches(Choice choice) {
        return choice.isMade()
                ? new Matches(choice.rule().kind(), IntStream.of(choice.carriers())
                        .filter(choice::fits)
                        .boxed()
                        .sorted(Comparator.comparingLong(choice::rank))
                        .map(range.snapshot()::resource)
                        .toList())
                : Matches.NONE;
    }

    /// What a reference may mean.
    ///
    /// @param kind how their versions stand to the one that was asked; null when there is none of them
    /// @param resources of one url, the preferred first
    public record Matches(@Nullable MatchKind kind, List<CanonicalResource> resources) {
        private static final Matches NONE = new Matches(null, List.of());
    }

    /// The snapshot that is looked in.
    public Snapshot snapshot() {
        return range.snapshot();
    }

    /// What a reference means, with all carriers of its url and why each was chosen or passed over. Text that can be no reference is an outcome,
    /// not an error.
    public Resolution resolve(String reference) {
        return switch (Asked.parse(reference, limits)) {
            case Asked.For asked -> resolution(reference, choose(asked));
            case Asked.Nothing(var reason) -> none(reference, Outcome.INVALID_REFERENCE, List.of(), reason);
        };
    }

    /// The first reading that finds a resource, else the first whose url somebody carries: a bar may belong to the url after all.
    private Choice choose(Asked.For asked) {
        Choice carried = null;
        for (var reading : asked.readings()) {
            var carriers = range.carriers(reading.url());
            if (carriers.length > 0) {
                var choice = Choice.among(range, reading, carriers);
                if (choice.isMade()) {
                    return choice;
                }
                carried = carried == null ? choice : carried;
            }
        }
        return carried != null ? carried : Choice.among(range, likeliest(asked), new int[0]);
    }

    /// What to say when nobody carries any of the urls. A core url with a FHIR version in it is told by what it stands for.
    private static Asked.Reading likeliest(Asked.For asked) {
        return asked.readings().stream().filter(reading -> reading.core() != null).findFirst().orElse(asked.readings().getFirst());
    }

    private Resolution resolution(String reference, Choice choice) {
        var reasons = new Reasons(choice);
        if (!choice.isMade()) {
            return none(reference, Outcome.NOT_FOUND, candidates(choice, reasons), reasons.whyNone());
        }
        return new Resolution(
                reference, Outcome.RESOLVED, range.snapshot().resource(choice.chosen()), choice.rule().kind(), range.scope().strategy(),
                new ScopeWords(range).path(choice.chosen()), candidates(choice, reasons), isAmbiguous(choice), reasons.whyChosen());
    }

    private Resolution none(String reference, Outcome outcome, List<Candidate> candidates, String explanation) {
        return new Resolution(reference, outcome, null, null, range.scope().strategy(), List.of(), candidates, false, explanation);
    }

    /// A scope that means nothing weighs nothing.
    private List<Candidate> candidates(Choice choice, Reasons reasons) {
        return range.problems().isEmpty() ? listed(choice).mapToObj(carrier -> candidate(choice, reasons, carrier)).toList() : List.of();
    }

    /// The chosen one, then what is in the scope, then what is not.
    private IntStream listed(Choice choice) {
        return IntStream.of(choice.carriers())
                .boxed()
                .sorted(Comparator.comparing((Integer carrier) -> carrier != choice.chosen())
                        .thenComparing(carrier -> !choice.isInRange(carrier))
                        .thenComparingLong(choice::rank))
                .limit(limits.of(Limit.RESOLUTION_CANDIDATES))
                .mapToInt(Integer::intValue);
    }

    private Candidate candidate(Choice choice, Reasons reasons, int carrier) {
        return carrier == choice.chosen()
                ? new Candidate(range.snapshot().resource(carrier), true, reasons.whyChosen())
                : new Candidate(range.snapshot().resource(carrier), false, reasons.whyNot(carrier));
    }

    /// An example or a stub does not put a real definition in doubt, and the same content twice is no doubt at all.
    private static boolean isAmbiguous(Choice choice) {
        var comparison = new Comparison(choice);
        return IntStream.of(choice.carriers())
                .filter(carrier -> carrier != choice.chosen() && choice.fits(carrier) && comparison.sameVersion(carrier))
                .filter(carrier -> choice.range().ranking().areEqual(choice.chosen(), carrier))
                .anyMatch(carrier -> !comparison.sameContent(carrier));
    }
}
