package org.canonry.api.resolve;

import java.util.Objects;
import org.canonry.api.snapshot.CanonicalResource;

/// Puts into words why, of two resources that a reference might mean, the chosen one is preferred.
///
/// @param choice that is made
record Comparison(Choice choice) {

    /// Why another carrier was passed over, as one or two sentences.
    String whyNot(int carrier) {
        return "Passed over: " + switch (choice.range().ranking().decisive(choice.chosen(), carrier)) {
            case USABLE -> unusable(resource(carrier));
            case FOREIGN_CORE -> "it is a core definition of another FHIR version than the scope's.";
            case CORE -> "the chosen one is a core definition of the scope's FHIR version, and those come first for urls of FHIR itself.";
            case DECLARED -> "nothing that is declared leads to its package, %s; what is declared comes first.".formatted(id(carrier));
            case DEPTH -> "its package, %s, is %s, the chosen one's %s.".formatted(id(carrier), distance(carrier), distance(choice.chosen()));
            case ORDER -> "its package, %s, is %s like the chosen one's, %s, which is declared ahead of it.%s".formatted(
                    id(carrier), distance(carrier), id(choice.chosen()), content(carrier));
            case RELEASE -> "its package, %s, is a pre-release.".formatted(id(carrier));
            case PREFERENCE -> byPreference(resource(carrier), resource(choice.chosen())) + content(carrier);
        };
    }

    private String distance(int carrier) {
        var depth = choice.range().depth(choice.range().place(carrier));
        return switch (depth) {
            case 0 -> "in the scope itself";
            case 1 -> "one dependency away";
            default -> depth + " dependencies away";
        };
    }

    private static String unusable(CanonicalResource resource) {
        return resource.example()
                ? "it is an example."
                : "it is a code system without its codes (content not-present), which stands in for one that is elsewhere.";
    }

    private String byPreference(CanonicalResource other, CanonicalResource chosen) {
        return switch (choice.range().preference().decisive(chosen.document(), other.document())) {
            case USABLE -> unusable(other);
            case VERSION -> "it has %s, the chosen one %s, which is more recent.".formatted(Reasons.words(other), Reasons.words(chosen));
            case COMPLETENESS -> "it is only part of the code system (content %s); the chosen one has more.".formatted(other.content());
            case MATURITY -> "its status is %s, the chosen one's is %s.".formatted(other.status(), chosen.status());
            case PACKAGE -> byPackage(other, chosen);
        };
    }

    private static String byPackage(CanonicalResource other, CanonicalResource chosen) {
        var carrier = other.packageVersion();
        var chosenCarrier = chosen.packageVersion();
        if (carrier.lsn() == chosenCarrier.lsn()) {
            return "a second file of the same package with the same version; the first by name is taken.";
        }
        return Objects.equals(carrier.publishedAt(), chosenCarrier.publishedAt())
                ? "%s comes after %s by name, and nothing else tells them apart.".formatted(carrier.id(), chosenCarrier.id())
                : "the chosen one's package, %s, was published later than %s.".formatted(chosenCarrier.id(), carrier.id());
    }

    /// Told of the same version only: there, other content is a surprise.
    private String content(int carrier) {
        if (!sameVersion(carrier)) {
            return "";
        }
        return sameContent(carrier) ? " Its content is the same." : " Careful: the version is the same, but its content is another.";
    }

    /// Whether a carrier has the same content as the chosen one.
    boolean sameContent(int carrier) {
        return resource(carrier).contentHash().equals(resource(choice.chosen()).contentHash());
    }

    /// Whether a carrier has the same version as the chosen one, or none like it.
    boolean sameVersion(int carrier) {
        var preference = choice.range().preference();
        var version = preference.version(carrier);
        var chosen = preference.version(choice.chosen());
        return version == null || chosen == null ? version == chosen : version.text().equals(chosen.text());
    }

    private String id(int carrier) {
        return resource(carrier).packageVersion().id().toString();
    }

    private CanonicalResource resource(int carrier) {
        return choice.snapshot().resource(carrier);
    }
}
