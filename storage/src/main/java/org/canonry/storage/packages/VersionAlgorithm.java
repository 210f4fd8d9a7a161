package org.canonry.storage.packages;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// How the versions of a resource are ordered. Source: FHIR R5, `versionAlgorithm[x]` and the code system
/// `http://hl7.org/fhir/version-algorithm`.
public enum VersionAlgorithm {
    /// Numbers with dots between them, then perhaps a label, as [Version] has it: `1.10.0` comes after `1.9.0`.
    SEMVER {
        @Override
        Optional<String> key(String text) {
            return number(text).map(Version::sortKey);
        }
    },
    /// One number: `10` comes after `9`.
    INTEGER {
        @Override
        Optional<String> key(String text) {
            return Ascii.isDigits(text) ? SEMVER.key(text) : Optional.empty();
        }
    },
    /// Character by character.
    ALPHA {
        @Override
        Optional<String> key(String text) {
            return Optional.of(text);
        }
    },
    /// A FHIR date, or the same without its dashes; a month comes before its days, a time of day does not count.
    DATE {
        @Override
        Optional<String> key(String text) {
            return DATE_FORM.matcher(text).matches() ? Optional.of(text.split("T", 2)[0].replace("-", "")) : Optional.empty();
        }
    },
    /// As people read it: digits that stand together are a number, all else is compared character by character. `Release 10` comes after `Release 9`.
    NATURAL {
        @Override
        Optional<String> key(String text) {
            return Optional.of(VersionOrder.natural(text));
        }
    };

    /// Four digits are a year only in the centuries in which versions are written.
    private static final Pattern DATE_FORM =
            Pattern.compile("(?:(?:19|20)\\d{2}|\\d{4}-?(?:0[1-9]|1[0-2])(?:-?(?:0[1-9]|[12]\\d|3[01]))?)(?:T.*)?", Pattern.DOTALL);

    /// Text whose order by code points is this order; empty for text that the algorithm has no order for.
    abstract Optional<String> key(String text);

    /// What a code such as `semver` stands for; empty for any other text.
    public static Optional<VersionAlgorithm> of(String code) {
        return Arrays.stream(values()).filter(algorithm -> algorithm.code().equals(code)).findFirst();
    }

    /// The code in FHIR's code system.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a version looks like when its author does not say: a date, a number, numbers with dots, or text.
    public static VersionAlgorithm guess(String text) {
        if (DATE.key(text).isPresent()) {
            return DATE;
        }
        if (INTEGER.key(text).isPresent()) {
            return INTEGER;
        }
        return SEMVER.key(text).isPresent() ? SEMVER : ALPHA;
    }

    private static Optional<Version> number(String text) {
        return Version.parse(text).valid().filter(Version::isNumeric);
    }
}
