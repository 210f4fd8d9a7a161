package org.canonry.storage.packages;

import java.util.List;
import java.util.Optional;

/// A FHIR version wildcard such as `4.0.x`, by the rules of HL7's FHIR-52895.
///
/// Numbers, label and build are matched one by one. `*` stands for any one of them, `x` and `X` for a minor or patch number
/// only; after a wild number only wild ones follow. What the pattern does not have, the version must not have: `2.*` matches
/// `2.1` but not `2.0.0`, `2.0.*` matches `2.0.1` but not `2.0.1-ballot`, `2.0.0-*` any label without build, `2.0.0+*` any
/// build without label. A trailing `?` lets anything follow what is written: `2.0?` matches `2.0`, `2.0.1` and
/// `2.0.0-ballot`. Versions with a leading `v` and words match no pattern.
public final class VersionPattern {
    private static final String ANY = "*";

    private final String text;
    private final List<String> parts;
    private final Optional<String> label;
    private final Optional<String> build;
    private final boolean open;

    private VersionPattern(
            String text, List<String> parts, Optional<String> label, Optional<String> build, boolean open) {
        this.text = text;
        this.parts = parts;
        this.label = label;
        this.build = build;
        this.open = open;
    }

    /// The pattern that `text` stands for, or where it breaks the grammar. Never throws.
    public static Parsed<VersionPattern> parse(String text) {
        return WildcardGrammar.refusal(text)
                .<Parsed<VersionPattern>>map(Parsed.Refused::new)
                .orElseGet(() -> new Parsed.Valid<>(read(text)));
    }

    /// Whether the pattern stands for this version. Nothing is parsed anew: numbers are compared where they stand.
    public boolean matches(Version version) {
        var shape = version.shape();
        if (!shape.isNumeric() || shape.start() > 0 || !matchesNumbers(version.text(), shape)) {
            return false;
        }
        return isOpenAfterNumbers() || matchesRest(version.text(), shape);
    }

    /// The pattern as it was written.
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VersionPattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    private static VersionPattern read(String text) {
        var open = text.endsWith("?");
        var body = open ? text.substring(0, text.length() - 1) : text;
        var plus = body.indexOf('+') < 0 ? body.length() : body.indexOf('+');
        var dash = Math.min(body.indexOf('-') < 0 ? plus : body.indexOf('-'), plus);
        return new VersionPattern(
                text,
                List.of(body.substring(0, dash).replaceAll("[xX]", ANY).split("\\.")),
                dash < plus ? Optional.of(body.substring(dash + 1, plus)) : Optional.empty(),
                plus < body.length() ? Optional.of(body.substring(plus + 1)) : Optional.empty(),
                open);
    }

    private boolean isOpenAfterNumbers() {
        return open && label.isEmpty() && build.isEmpty();
    }

    private boolean matchesRest(String version, VersionShape shape) {
        return matchesPiece(label, shape.hasLabel(), shape.label(version))
                && ((open && build.isEmpty())
                        || matchesPiece(build, shape.hasBuild(version), shape.build(version)));
    }

    private static boolean matchesPiece(Optional<String> pattern, boolean present, String piece) {
        return pattern.map(wanted -> present && (wanted.equals(ANY) || wanted.equals(piece)))
                .orElse(!present);
    }

    private boolean matchesNumbers(String version, VersionShape shape) {
        if (isOpenAfterNumbers() ? shape.parts() < parts.size() : shape.parts() != parts.size()) {
            return false;
        }
        var from = 0;
        for (var part : parts) {
            var dot = version.indexOf('.', from);
            var to = dot < 0 || dot > shape.coreEnd() ? shape.coreEnd() : dot;
            if (!part.equals(ANY) && !(part.length() == to - from && version.startsWith(part, from))) {
                return false;
            }
            from = to + 1;
        }
        return true;
    }
}
