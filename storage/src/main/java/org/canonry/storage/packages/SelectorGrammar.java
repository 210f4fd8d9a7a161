package org.canonry.storage.packages;

import java.util.Optional;
import java.util.regex.Pattern;
import org.canonry.storage.packages.VersionSelector.Exact;
import org.canonry.storage.packages.VersionSelector.Tag;
import org.canonry.storage.packages.VersionSelector.Unsupported;
import org.canonry.storage.packages.VersionSelector.Unsupported.Reason;
import org.canonry.storage.packages.VersionSelector.Wildcard;

/// Tells the forms of a selector apart.
final class SelectorGrammar {
    private static final Pattern LOCAL_FILE =
            Pattern.compile("(file|link|workspace|portal):.*|\\.{0,2}[/\\\\].*|~/.*|[A-Za-z]:[/\\\\].*", Pattern.DOTALL);
    private static final Pattern RANGE =
            Pattern.compile("[~^<>=].*|.*(\\|\\||[<>]|\\s).*|[*xX]", Pattern.DOTALL);

    private SelectorGrammar() {}

    static VersionSelector parse(String text) {
        return unsupported(text).<VersionSelector>map(meaning -> meaning).orElseGet(() -> supported(text));
    }

    private static Optional<Unsupported> unsupported(String text) {
        return reason(text).map(reason -> new Unsupported(text, reason, words(reason)));
    }

    private static Optional<Reason> reason(String text) {
        if (text.isEmpty()) {
            return Optional.of(Reason.EMPTY);
        }
        if (text.equals("current") || text.startsWith("current$")) {
            return Optional.of(Reason.CONTINUOUS_BUILD);
        }
        if (text.equals("dev")) {
            return Optional.of(Reason.LOCAL_BUILD);
        }
        return elsewhere(text);
    }

    private static Optional<Reason> elsewhere(String text) {
        if (text.startsWith("npm:")) {
            return Optional.of(Reason.ALIAS);
        }
        if (LOCAL_FILE.matcher(text).matches()) {
            return Optional.of(Reason.LOCAL_FILE);
        }
        if (text.indexOf(':') >= 0 || text.indexOf('/') >= 0) {
            return Optional.of(Reason.URL);
        }
        return RANGE.matcher(text).matches() ? Optional.of(Reason.RANGE) : Optional.empty();
    }

    private static VersionSelector supported(String text) {
        return switch (Version.parse(text)) {
            case Parsed.Valid<Version>(var version) -> version.isNumeric() ? new Exact(version) : new Tag(version);
            case Parsed.Refused<Version>(var refusal) -> refused(text, refusal);
        };
    }

    private static VersionSelector refused(String text, Refusal refusal) {
        if (refusal.reason() != Refusal.Reason.WILDCARD) {
            return new Unsupported(text, Reason.MEANINGLESS, refusal.detail());
        }
        return switch (VersionPattern.parse(text)) {
            case Parsed.Valid<VersionPattern>(var pattern) -> new Wildcard(pattern);
            case Parsed.Refused<VersionPattern>(var bad) -> new Unsupported(text, Reason.MEANINGLESS, bad.detail());
        };
    }

    private static String words(Reason reason) {
        return switch (reason) {
            case EMPTY -> "no version is named; name one, or latest";
            case CONTINUOUS_BUILD -> "what a build server made last is no published version; name a version";
            case LOCAL_BUILD -> "what was built on one machine is no published version; name a version";
            case LOCAL_FILE -> "a path on one machine; name a published version";
            case URL -> "an address; name a published version";
            case RANGE -> "a range of npm's has no meaning in FHIR; name a version, or a wildcard such as 4.0.x";
            case ALIAS -> "an npm alias, where a version is needed";
            case MEANINGLESS -> "not a version";
        };
    }
}
