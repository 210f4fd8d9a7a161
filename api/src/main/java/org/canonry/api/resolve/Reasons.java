package org.canonry.api.resolve;

import java.util.Objects;
import java.util.stream.IntStream;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// Puts a [Choice] into words, for people who look for a mistake late at night: short sentences, with the versions and packages that decide.
final class Reasons {
    private final Choice choice;
    private final long alike;

    Reasons(Choice choice) {
        this.choice = choice;
        this.alike = IntStream.of(choice.carriers())
                .filter(carrier -> carrier != choice.chosen() && choice.fits(carrier) && sameVersion(carrier))
                .count();
    }

    /// Why the reference means the chosen one.
    String whyChosen() {
        var version = words(resource(choice.chosen()));
        var match = switch (choice.rule().kind()) {
            case EXACT -> "Chosen: it has the asked version, %s.".formatted(choice.reading().version());
            case UNVERSIONED -> choice.carriers().length == 1
                    ? "Chosen: the only carrier of this url; no version was asked."
                    : "Chosen: no version was asked, and of all carriers%s it is the most recent (%s).".formatted(range(), version);
            case PARTIAL -> "Chosen: it has the highest version within the asked %s (%s).".formatted(choice.reading().version(), version);
            case WILDCARD -> "Chosen: it has the highest version that matches %s (%s).".formatted(choice.reading().version(), version);
            case FALLBACK -> "Chosen instead: nobody carries the asked version %s; this one (%s) is the highest with the same first two numbers."
                    .formatted(choice.reading().version(), version);
        };
        return alike == 0 ? match : match + " %s the same version; this one is preferred.".formatted(others());
    }

    private String range() {
        var core = choice.reading().core();
        return core == null ? "" : " in %s, which the url names,".formatted(core.name());
    }

    private String others() {
        return alike == 1 ? "One other package carries" : alike + " other carriers have";
    }

    /// Why the reference means none.
    String whyNone() {
        if (choice.carriers().length == 0) {
            return "No package in the index carries %s.".formatted(choice.reading().url());
        }
        var core = choice.reading().core();
        if (core != null && IntStream.of(choice.carriers()).noneMatch(choice::isInRange)) {
            return "The reference names %s by the FHIR version in its url, and no version of that package in the index carries %s."
                    .formatted(core.name(), choice.reading().url());
        }
        return "The url is known, but nobody carries version %s or one that stands for it. The candidates have the versions there are."
                .formatted(choice.reading().version());
    }

    /// Why the reference does not mean this carrier.
    String whyNot(int carrier) {
        if (!choice.isInRange(carrier)) {
            return "Passed over: the reference names %s by the FHIR version in its url.".formatted(
                    Objects.requireNonNull(choice.reading().core()).name());
        }
        if (!choice.fits(carrier)) {
            return "Passed over: it has %s, and %s was asked.".formatted(words(resource(carrier)), choice.reading().version());
        }
        return switch (choice.snapshot().preference().decisive(choice.chosen(), carrier)) {
            case USABLE -> "Passed over: " + unusable(resource(carrier));
            case VERSION -> "Passed over: it has %s, the chosen one %s, which is higher.".formatted(
                    words(resource(carrier)), words(resource(choice.chosen())));
            case COMPLETENESS -> "Passed over: it is only part of the code system (content %s); the chosen one has more.%s".formatted(
                    resource(carrier).content(), content(carrier));
            case MATURITY -> "Passed over: its status is %s, the chosen one's is %s.%s".formatted(
                    resource(carrier).status(), resource(choice.chosen()).status(), content(carrier));
            case PACKAGE -> byPackage(resource(carrier), resource(choice.chosen())) + content(carrier);
        };
    }

    private static String unusable(CanonicalResource resource) {
        return resource.example()
                ? "it is an example."
                : "it is a code system without its codes (content not-present), which stands in for one that is elsewhere.";
    }

    private static String byPackage(CanonicalResource other, CanonicalResource chosen) {
        var published = other.packageVersion().publishedAt();
        var chosenPublished = chosen.packageVersion().publishedAt();
        if (other.packageVersion().lsn() == chosen.packageVersion().lsn()) {
            return "Passed over: a second file of the same package with the same version; the first by name is taken.";
        }
        if (Objects.equals(published, chosenPublished)) {
            return "Passed over: %s comes after %s by name, and nothing else tells them apart.".formatted(id(other), id(chosen));
        }
        return "Passed over: the chosen one's package, %s, was published later than %s.".formatted(id(chosen), id(other));
    }

    private static String id(CanonicalResource resource) {
        PackageVersion carrier = resource.packageVersion();
        return carrier.id().toString();
    }

    /// Told of the same version only: there, other content is a surprise.
    private String content(int carrier) {
        if (!sameVersion(carrier)) {
            return "";
        }
        return resource(carrier).contentHash().equals(resource(choice.chosen()).contentHash())
                ? " Its content is the same."
                : " Careful: the version is the same, but its content is another.";
    }

    private boolean sameVersion(int carrier) {
        return choice.isMade() && Objects.equals(resource(carrier).version(), resource(choice.chosen()).version());
    }

    private static String words(CanonicalResource resource) {
        return words(resource.version());
    }

    private static String words(@Nullable String version) {
        return version == null ? "no version" : "version " + version;
    }

    private CanonicalResource resource(int carrier) {
        return choice.snapshot().resource(carrier);
    }
}
