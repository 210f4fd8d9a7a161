package org.canonry.storage.packages;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A release of the FHIR specification, with the numbers that belong to it (<http://hl7.org/fhir/history.html>).
public enum FhirRelease {
    /// DSTU2.
    R2("1.0.2", "1\\.0", "0\\.[45]"),
    /// The STU3 ballot of May 2016, which was used as a release.
    R2B("1.4.0", "1\\.4"),
    /// STU3.
    R3("3.0.2", "3\\.0", "1\\.[168]"),
    /// R4.
    R4("4.0.1", "4\\.0", "3\\.[2-5]a?"),
    /// R4B; 4.1 was its ballot.
    R4B("4.3.0", "4\\.[13]"),
    /// R5.
    R5("5.0.0", "5\\.0", "4\\.[2456]"),
    /// R6, in ballot.
    R6("6.0.0", "6\\.0");

    private final String number;
    private final Pattern own;
    private final Pattern draft;

    // No numbers of drafts: a pattern that nothing matches.
    FhirRelease(String number, String own) {
        this(number, own, "(?!)");
    }

    FhirRelease(String number, String own, String draft) {
        this.number = number;
        this.own = within(own);
        this.draft = within(draft);
    }

    /// The release that a word (`R4`, `STU3`, any case) or a number (`4.0.1`, `4.0`) means. Numbers of drafts mean the
    /// release they led to: `4.5.0` is R5. Empty for all else.
    public static Optional<FhirRelease> of(String text) {
        return ofWord(text)
                .or(() -> Arrays.stream(values()).filter(release -> release.isOf(text)).findFirst());
    }

    /// The last number published for this release, such as `4.0.1`.
    public String number() {
        return number;
    }

    /// Whether a number belongs to this release itself, such as `4.0.1` to R4; drafts do not.
    public boolean covers(String number) {
        return own.matcher(number).matches();
    }

    /// The release that a word means: `R4`, `STU3`, any case. Empty for all else, numbers too.
    public static Optional<FhirRelease> ofWord(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "R2", "DSTU2" -> Optional.of(R2);
            case "R2B" -> Optional.of(R2B);
            case "R3", "STU3" -> Optional.of(R3);
            case "R4" -> Optional.of(R4);
            case "R4B" -> Optional.of(R4B);
            case "R5" -> Optional.of(R5);
            case "R6" -> Optional.of(R6);
            default -> Optional.empty();
        };
    }

    private boolean isOf(String number) {
        return covers(number) || draft.matcher(number).matches();
    }

    /// A number that is the prefix, or goes on after it with a dot or a dash.
    private static Pattern within(String prefix) {
        return Pattern.compile("(?:%s)(?:[.-].*)?".formatted(prefix), Pattern.DOTALL);
    }
}
