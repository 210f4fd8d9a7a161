package org.canonry.storage.registry;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.canonry.storage.packages.PackageName;

/// Names that people take for one another: the same letters with other signs between them, letters that look alike, one letter more, less, other or
/// exchanged with the next.
///
/// Names that differ in one digit alone are not meant: `hl7.fhir.r4.core` and `hl7.fhir.r5.core` are what FHIR's packages are called.
final class LookAlikes {
    /// Of shorter names every one is near some other.
    private static final int SHORTEST = 6;

    private static final int MOST = 3;

    private LookAlikes() {}

    /// The names that one may be taken for, those with the most versions first; three at most.
    ///
    /// @param names of packages, each with the number of its versions
    static List<PackageName> of(PackageName name, Map<PackageName, Long> names) {
        return names.entrySet().stream()
                .filter(other -> !other.getKey().equals(name) && alike(name.text(), other.getKey().text()))
                .sorted(Map.Entry.<PackageName, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }

    static boolean alike(String one, String other) {
        return skeleton(one).equals(skeleton(other)) || (Math.min(one.length(), other.length()) >= SHORTEST && oneEdit(one, other));
    }

    private static String skeleton(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replaceAll("[._~-]", "")
                .replace('0', 'o')
                .replace('1', 'l')
                .replace('i', 'l')
                .replace("rn", "m")
                .replace("vv", "w");
    }

    /// Whether one insertion, deletion, substitution or transposition of neighbours leads from one to the other.
    private static boolean oneEdit(String one, String other) {
        if (one.length() > other.length()) {
            return oneEdit(other, one);
        }
        var at = 0;
        while (at < one.length() && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        if (one.length() < other.length()) {
            return other.length() == one.length() + 1 && one.regionMatches(at, other, at + 1, one.length() - at)
                    && !Character.isDigit(other.charAt(at));
        }
        return at < one.length() && (substituted(one, other, at) || transposed(one, other, at));
    }

    private static boolean substituted(String one, String other, int at) {
        return one.regionMatches(at + 1, other, at + 1, one.length() - at - 1)
                && !(Character.isDigit(one.charAt(at)) && Character.isDigit(other.charAt(at)));
    }

    private static boolean transposed(String one, String other, int at) {
        return at + 1 < one.length()
                && one.charAt(at) == other.charAt(at + 1)
                && one.charAt(at + 1) == other.charAt(at)
                && one.regionMatches(at + 2, other, at + 2, one.length() - at - 2);
    }
}
