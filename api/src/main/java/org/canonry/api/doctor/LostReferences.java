package org.canonry.api.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.canonry.api.graph.Requirement;
import org.canonry.storage.canonical.Reference;
import org.canonry.storage.canonical.UseKind;
import org.canonry.storage.packages.PackageVersion;

/// Says why references lead nowhere: who carries them all the same, what the index lacks, what no package need carry, and what nobody has. For one
/// examination.
final class LostReferences {
    private static final String NAMED_ONLY = "code systems that packages only tell of";

    private final Surroundings surroundings;
    private final Providers providers;
    private final Map<String, Integer> elsewhere = new TreeMap<>();

    LostReferences(Surroundings surroundings, Providers providers) {
        this.surroundings = surroundings;
        this.providers = providers;
    }

    /// How many references lead out of the world of packages, by what they lead to.
    Map<String, Integer> elsewhere() {
        return elsewhere;
    }

    /// What is odd about a reference that leads nowhere; empty when nothing is, since no package need carry it.
    Optional<ReferenceFinding> explain(Mention mention) {
        var carriers = providers.of(mention.target(), surroundings.subject());
        var beyond = Elsewhere.of(mention.target()).or(() -> named(mention, carriers));
        beyond.ifPresent(name -> elsewhere.merge(name, 1, Integer::sum));
        return beyond.isPresent() ? Optional.empty() : Optional.of(explain(mention, carriers));
    }

    /// A NamingSystem and a stub without codes say that there is a code system, and that it is in no package.
    private Optional<String> named(Mention mention, List<PackageVersion> carriers) {
        return carriers.isEmpty() && mention.namesOnlyCodes() && !providers.ofUrl(mention.target()).isEmpty()
                ? Optional.of(NAMED_ONLY)
                : Optional.empty();
    }

    private ReferenceFinding explain(Mention mention, List<PackageVersion> carriers) {
        var awaited = surroundings.awaited().leadingTo(providers.ofUrl(mention.target()));
        if (!awaited.isEmpty()) {
            return unchecked(mention, carriers, awaited);
        }
        if (surroundings.reaches(mention.target())) {
            return otherVersion(mention, carriers);
        }
        return carriers.isEmpty() ? nowhere(mention) : outside(mention, carriers);
    }

    private static ReferenceFinding unchecked(Mention mention, List<PackageVersion> carriers, List<Requirement> awaited) {
        return finding(Level.NOTE, FindingKind.REFERENCE_UNCHECKED, mention, carriers,
                "It may be in %s, which the index has not got.".formatted(inFull(awaited)),
                "Take that package in to have it checked.");
    }

    private static ReferenceFinding otherVersion(Mention mention, List<PackageVersion> carriers) {
        var advice = carriers.isEmpty() ? "Nobody carries it: ask for another version." : "Packages that carry it: %s.".formatted(ids(carriers));
        return finding(mention.gravity().atMost(Level.WARNING), FindingKind.REFERENCE_TO_MISSING_VERSION, mention, carriers,
                "The url resolves, but not in version %s.".formatted(Reference.version(mention.target())), advice);
    }

    private ReferenceFinding outside(Mention mention, List<PackageVersion> carriers) {
        var fitting = carriers.stream().filter(surroundings.releases()::fits).toList();
        return fitting.isEmpty()
                ? finding(gravity(mention), FindingKind.REFERENCE_OUTSIDE_CLOSURE, mention, carriers,
                        "Only packages for another FHIR version carry it: %s.".formatted(ids(carriers)),
                        "Depend on a version of it for %s, which the index has not got, or refer to something else."
                                .formatted(surroundings.releases()))
                : outside(mention, carriers, surroundings.awaited().unknown(), "Depend on one that does: %s.".formatted(ids(fitting)));
    }

    private static ReferenceFinding outside(Mention mention, List<PackageVersion> carriers, List<Requirement> unknown, String advice) {
        return unknown.isEmpty()
                ? finding(mention.gravity(), FindingKind.REFERENCE_OUTSIDE_CLOSURE, mention, carriers,
                        "No dependency leads to a package that carries it.", advice)
                : finding(mention.gravity().milder(), FindingKind.REFERENCE_OUTSIDE_CLOSURE, mention, carriers,
                        "No dependency leads to a package that carries it, unless one does that the index has not got: %s."
                                .formatted(inFull(unknown)),
                        advice);
    }

    private ReferenceFinding nowhere(Mention mention) {
        var target = mention.target();
        var awaited = surroundings.awaited().mayHold(target);
        if (!awaited.isEmpty()) {
            return unchecked(mention, List.of(), awaited);
        }
        if (Targets.isRelative(target)) {
            return toNothing(Level.NOTE, mention, "It is relative, and the package has no such resource.", "Write the whole canonical url.");
        }
        if (surroundings.awaited().isAtHome(target)) {
            return missing(mention, surroundings.awaited().unknown());
        }
        return toNothing(gravity(mention).atMost(Level.WARNING), mention, "No package in the index carries it.",
                "Look for a slip in the url; where another package defines it, take that in and depend on it.");
    }

    private static ReferenceFinding missing(Mention mention, List<Requirement> unknown) {
        var summary = "No package carries it, though others with the beginning of its url are here";
        var advice = "Look for a slip in the url, or for a resource that was left out.";
        return unknown.isEmpty()
                ? toNothing(gravity(mention), mention, summary + ".", advice)
                : toNothing(gravity(mention).atMost(Level.WARNING), mention,
                        "%s. It might be in %s, which the index has not got.".formatted(summary, inFull(unknown)), advice);
    }

    private static String inFull(List<Requirement> requirements) {
        return Names.few(requirements.stream().map(Names::inFull).toList());
    }

    /// A code system may well be in no package, and an unknown extension harms nobody.
    private static Level gravity(Mention mention) {
        var harmless = mention.namesOnlyCodes() || mention.places().stream().allMatch(place -> place.kind() == UseKind.EXTENSION);
        return harmless ? Level.NOTE : mention.gravity();
    }

    private static ReferenceFinding toNothing(Level level, Mention mention, String summary, String advice) {
        return finding(level, FindingKind.REFERENCE_TO_NOTHING, mention, List.of(), summary, advice);
    }

    private static ReferenceFinding finding(
            Level level, FindingKind kind, Mention mention, List<PackageVersion> carriers, String summary, String advice) {
        return new ReferenceFinding(level, kind, mention.target(), mention.places(), carriers, null, summary, advice);
    }

    private static String ids(List<PackageVersion> versions) {
        return Names.few(versions.stream().map(PackageVersion::id).toList());
    }
}
