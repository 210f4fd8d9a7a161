package org.canonry.storage.packages;

import java.util.Optional;

/// A FHIR version as people ask for it or packages state it: a release (`R4`, `STU3`) or a number (`4.0.1`, `4.0`).
///
/// Text that is neither is a value like any other: it means no release and matches only itself.
public record FhirVersion(String text) {
    /// The value of that text. Never throws; white space around it is passed over.
    public static FhirVersion of(String text) {
        return new FhirVersion(text.strip());
    }

    /// The release that is meant, where one is; drafts count to the release they led to.
    public Optional<FhirRelease> release() {
        return FhirRelease.of(text);
    }

    /// Whether a package of that number is asked for: any number of the release, or the asked number itself or one below
    /// it (`4.0` matches `4.0.1`).
    public boolean matches(String number) {
        return FhirRelease.ofWord(text)
                .map(release -> release.covers(asNumber(number)))
                .orElseGet(() -> isWithin(asNumber(number), text));
    }

    /// The number for a release's word, such as `4.0.1` for `R4`; any other text as it is.
    public static String asNumber(String text) {
        return FhirRelease.ofWord(text).map(FhirRelease::number).orElse(text);
    }

    private static boolean isWithin(String number, String prefix) {
        return number.startsWith(prefix)
                && (number.length() == prefix.length()
                        || number.charAt(prefix.length()) == '.'
                        || number.charAt(prefix.length()) == '-');
    }

    @Override
    public String toString() {
        return text;
    }
}
