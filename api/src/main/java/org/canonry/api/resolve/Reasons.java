package org.canonry.api.resolve;

import java.util.Comparator;
import java.util.Objects;
import java.util.stream.IntStream;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// Puts a [Choice] into words, for people who look for a mistake late at night: short sentences, with the versions and packages that decide.
final class Reasons {
    private final Choice choice;
    private final ScopeWords scope;
    private final Comparison comparison;

    Reasons(Choice choice) {
        this.choice = choice;
        this.scope = new ScopeWords(choice.range());
        this.comparison = new Comparison(choice);
    }

    /// Why the reference means the chosen one.
    String whyChosen() {
        return match() + alike() + scope.origin(choice.chosen());
    }

    private String match() {
        var asked = choice.reading().version();
        var version = words(choice.chosen());
        return switch (choice.rule().kind()) {
            case EXACT -> "Chosen: it has the asked version, %s%s.".formatted(asked, rival() ? best() : "");
            case UNVERSIONED -> rival()
                    ? "Chosen: no version was asked%s (%s).".formatted(best(), version)
                    : "Chosen: the only carrier of this url%s; no version was asked.".formatted(where());
            case PARTIAL -> "Chosen: its version is within the asked %s%s (%s).".formatted(asked, best(), version);
            case WILDCARD -> "Chosen: its version matches %s%s (%s).".formatted(asked, best(), version);
            case FALLBACK -> "Chosen instead: nobody%s carries the asked version %s; the first two numbers are the same%s (%s)."
                    .formatted(where(), asked, best(), version);
        };
    }

    /// Whether another carrier might have been meant as well.
    private boolean rival() {
        return IntStream.of(choice.carriers()).anyMatch(carrier -> carrier != choice.chosen() && choice.fits(carrier));
    }

    private String best() {
        return ", and of all carriers%s it is %s".formatted(where(), superlative());
    }

    private String superlative() {
        var place = choice.range().place(choice.chosen());
        return switch (choice.range().scope().strategy()) {
            case MOST_RECENT_IN_CLOSURE -> "the most recent";
            case NEAREST -> choice.range().roots().isEmpty() ? "the most recent" : "the nearest";
            case HIGHEST_PACKAGE -> "the most recent of the highest version of each package";
            case LATEST -> choice.range().version(place).id().version().isRelease() ? "the latest released" : "the latest; none is released yet";
        };
    }

    private String where() {
        var core = choice.reading().core();
        return core == null ? scope.where() : " in %s, which the url names,".formatted(core.name());
    }

    private String alike() {
        var alike = IntStream.of(choice.carriers())
                .filter(carrier -> carrier != choice.chosen() && choice.fits(carrier) && comparison.sameVersion(carrier))
                .count();
        return alike == 0 ? "" : " %s the same version; this one is preferred.".formatted(
                alike == 1 ? "One other resource has" : alike + " other resources have");
    }

    /// Why the reference means none.
    String whyNone() {
        var url = choice.reading().url();
        if (!choice.range().problems().isEmpty()) {
            return scope.problems();
        }
        if (choice.carriers().length == 0) {
            return "No package in the index carries %s.".formatted(url);
        }
        if (IntStream.of(choice.carriers()).noneMatch(choice::isOfCore)) {
            return "The reference names %s by the FHIR version in its url, and no version of that package in the index carries %s."
                    .formatted(Objects.requireNonNull(choice.reading().core()).name(), url);
        }
        return IntStream.of(choice.carriers()).anyMatch(choice::isInRange) ? noVersion() : noCarrier();
    }

    private String noVersion() {
        return "The url is known, but nobody%s carries version %s%s. The candidates have the versions there are.%s".formatted(
                where(), choice.reading().version(), choice.range().scope().strict() ? " to the letter" : " or one that stands for it", elsewhere());
    }

    private String noCarrier() {
        return "No package%s carries %s, though %s.%s".formatted(
                where(), choice.reading().url(),
                choice.carriers().length == 1 ? "one outside does" : "%d resources outside do".formatted(choice.carriers().length), elsewhere());
    }

    /// The dependency that would bring what was asked for; empty where none would. Of several the likeliest: for the same FHIR version, released, and
    /// with the most recent resource.
    private String elsewhere() {
        return IntStream.of(choice.carriers())
                .filter(carrier -> choice.meets(carrier) && choice.range().outside(carrier) == Range.Outside.OUTSIDE_CLOSURE)
                .boxed()
                .sorted(Comparator.comparingInt(carrier -> choice.range().preference().rank(carrier)))
                .map(carrier -> choice.range().version(choice.range().place(carrier)))
                .sorted(Comparator.comparing((PackageVersion version) -> !choice.range().fhir().suits(version))
                        .thenComparing(version -> !version.id().version().isRelease()))
                .map(scope::remedy)
                .filter(remedy -> !remedy.isEmpty())
                .findFirst()
                .orElse("");
    }

    /// Why the reference does not mean this carrier.
    String whyNot(int carrier) {
        if (!choice.isOfCore(carrier)) {
            return "Passed over: the reference names %s by the FHIR version in its url.".formatted(
                    Objects.requireNonNull(choice.reading().core()).name());
        }
        var outside = choice.isInRange(carrier) ? null : choice.range().outside(carrier);
        if (outside != null) {
            return scope.whyOutside(carrier, outside);
        }
        return choice.meets(carrier)
                ? comparison.whyNot(carrier)
                : "Passed over: it has %s, and %s was asked.".formatted(words(carrier), choice.reading().version());
    }

    private String words(int carrier) {
        return words(choice.snapshot().resource(carrier));
    }

    static String words(CanonicalResource resource) {
        @Nullable String version = resource.version();
        return version == null ? "no version" : "version " + version;
    }
}
