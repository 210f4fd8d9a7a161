package org.canonry.api.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.canonry.api.resolve.MatchKind;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.storage.canonical.Reference;

/// Looks up every reference of a subject, and says what is odd about those that do not lead where their author may think. For one examination.
final class ReferenceCheck {
    private final Surroundings surroundings;
    private final LostReferences lost;
    private final Usage usage = new Usage();

    ReferenceCheck(Surroundings surroundings, LostReferences lost) {
        this.surroundings = surroundings;
        this.lost = lost;
    }

    /// What is odd, in the order of the references.
    List<ReferenceFinding> check(Iterable<Mention> mentions) {
        var findings = new ArrayList<ReferenceFinding>();
        for (var mention : mentions) {
            check(mention).ifPresent(findings::add);
        }
        return findings;
    }

    /// Where the references that were checked lead.
    Usage usage() {
        return usage;
    }

    private Optional<ReferenceFinding> check(Mention mention) {
        return switch (surroundings.land(mention.target())) {
            case Landing.Own own -> Optional.empty();
            case Landing.In in -> {
                usage.lands(mention, in.resource().packageVersion());
                yield doubt(mention, in);
            }
            case Landing.Nowhere nowhere -> lost.explain(mention);
        };
    }

    private static Optional<ReferenceFinding> doubt(Mention mention, Landing.In in) {
        var taken = words(in.resource());
        if (in.matchKind() == MatchKind.FALLBACK) {
            return Optional.of(taken(mention, FindingKind.REFERENCE_BY_FALLBACK, in.resource(),
                    "Version %s is asked and is not there; most tools take %s.".formatted(Reference.version(mention.target()), taken),
                    "Ask for %s, or for no version.".formatted(in.resource().version())));
        }
        return in.ambiguous()
                ? Optional.of(taken(mention, FindingKind.REFERENCE_AMBIGUOUS, in.resource(),
                        "Several resources with this url and version differ in content; %s is taken.".formatted(taken),
                        "Ask `resolve` for the candidates; depending on one of their packages alone settles it."))
                : Optional.empty();
    }

    private static ReferenceFinding taken(Mention mention, FindingKind kind, CanonicalResource resource, String summary, String advice) {
        var level = mention.gravity().atMost(Level.WARNING);
        return new ReferenceFinding(level, kind, mention.target(), mention.places(), List.of(), resource, summary, advice);
    }

    private static String words(CanonicalResource resource) {
        return "%s of %s".formatted(resource.version() == null ? "the one" : resource.version(), resource.packageVersion().id());
    }
}
