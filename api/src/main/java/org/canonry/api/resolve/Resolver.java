package org.canonry.api.resolve;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// Says which resource a canonical reference means, over the whole of one snapshot.
///
/// A reference is read, the carriers of its url are found, those that meet the asked version are kept, and the preferred one of these is taken
/// ([org.canonry.api.snapshot.Preference]): the most recent, not the first that carried it. Thread-safe; costs nothing to make.
/// Source: HL7's guidance on pinning canonicals, and what its validator does with versions.
public final class Resolver {
    private final Snapshot snapshot;
    private final Limits limits;

    /// Over one snapshot, with the limits `url_bytes` and `resolution_candidates`.
    public Resolver(Snapshot snapshot, Limits limits) {
        this.snapshot = snapshot;
        this.limits = limits;
    }

    /// The resource that a reference means; empty when it means none. The resource of [#resolve], without the reasons.
    public Optional<CanonicalResource> find(String reference) throws IOException {
        return switch (Asked.parse(reference, limits)) {
            case Asked.For asked -> {
                var choice = choose(asked);
                yield choice.isMade() ? Optional.of(snapshot.resource(choice.chosen())) : Optional.empty();
            }
            case Asked.Nothing nothing -> Optional.empty();
        };
    }

    /// What a reference means, with all carriers of its url and why each was chosen or passed over. Text that can be no reference is an outcome,
    /// not an error.
    public Resolution resolve(String reference) throws IOException {
        return switch (Asked.parse(reference, limits)) {
            case Asked.For asked -> resolution(reference, choose(asked));
            case Asked.Nothing(var reason) -> Resolution.none(reference, Outcome.INVALID_REFERENCE, List.of(), reason);
        };
    }

    /// The first reading that finds a resource, else the first whose url somebody carries: a bar may belong to the url after all.
    private Choice choose(Asked.For asked) throws IOException {
        Choice carried = null;
        for (var reading : asked.readings()) {
            var carriers = snapshot.documentsOf(reading.url());
            if (carriers.length > 0) {
                var choice = Choice.among(snapshot, reading, carriers);
                if (choice.isMade()) {
                    return choice;
                }
                carried = carried == null ? choice : carried;
            }
        }
        return carried != null ? carried : Choice.among(snapshot, likeliest(asked), new int[0]);
    }

    /// What to say when nobody carries any of the urls. A core url with a FHIR version in it is told by what it stands for.
    private static Asked.Reading likeliest(Asked.For asked) {
        return asked.readings().stream().filter(reading -> reading.core() != null).findFirst().orElse(asked.readings().getFirst());
    }

    private Resolution resolution(String reference, Choice choice) {
        var reasons = new Reasons(choice);
        var candidates = listed(choice).mapToObj(carrier -> candidate(choice, reasons, carrier)).toList();
        if (!choice.isMade()) {
            return Resolution.none(reference, Outcome.NOT_FOUND, candidates, reasons.whyNone());
        }
        return new Resolution(
                reference, Outcome.RESOLVED, snapshot.resource(choice.chosen()), choice.rule().kind(), Strategy.MOST_RECENT_IN_CLOSURE,
                List.of(), candidates, isAmbiguous(choice), reasons.whyChosen());
    }

    private IntStream listed(Choice choice) {
        return IntStream.of(choice.carriers())
                .boxed()
                .sorted(Comparator.comparingInt(carrier -> carrier == choice.chosen() ? -1 : choice.rank(carrier)))
                .limit(limits.of(Limit.RESOLUTION_CANDIDATES))
                .mapToInt(Integer::intValue);
    }

    private Candidate candidate(Choice choice, Reasons reasons, int carrier) {
        return carrier == choice.chosen()
                ? new Candidate(snapshot.resource(carrier), true, reasons.whyChosen())
                : new Candidate(snapshot.resource(carrier), false, reasons.whyNot(carrier));
    }

    private boolean isAmbiguous(Choice choice) {
        var content = snapshot.resource(choice.chosen()).contentHash();
        return IntStream.of(choice.carriers())
                .filter(carrier -> equalsInRank(choice, carrier))
                .anyMatch(carrier -> !snapshot.resource(carrier).contentHash().equals(content));
    }

    /// An example or a stub does not put a real definition in doubt.
    private boolean equalsInRank(Choice choice, int carrier) {
        var preference = snapshot.preference();
        return sameVersion(carrier, choice.chosen())
                && preference.usable(carrier) == preference.usable(choice.chosen())
                && choice.isInRange(carrier);
    }

    private boolean sameVersion(int one, int other) {
        return Objects.equals(version(one), version(other));
    }

    private @Nullable String version(int carrier) {
        var version = snapshot.preference().version(carrier);
        return version == null ? null : version.text();
    }
}
