package org.canonry.bench.agreement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.canonry.bench.Columns;

/// What a run found, as text for people: how often the two agree, package by package, then each way in which they differ, with how it comes about.
record AgreementReport(List<PackageAgreement> packages) {
    private static final List<String> HEAD = List.of(
            "package", "scope", "missing", "references", "distinct", "same resource", "neither", "differ", "agree", "agree where either resolves");
    private static final double PERCENT = 100;

    /// @param all whether every reference about which the two differ is named, not one a package and kind of difference
    String text(boolean all) {
        var lines = new ArrayList<List<String>>();
        lines.add(HEAD);
        packages.forEach(one -> lines.add(cells(one.subject(), Integer.toString(one.reach()), Integer.toString(one.missing()), List.of(one))));
        lines.add(cells("all", "", "", packages));
        var text = new StringBuilder(Columns.aligned(lines));
        differences().forEach((difference, compared) -> append(text, difference, compared, all));
        return text.toString();
    }

    private static List<String> cells(String name, String reach, String missing, List<PackageAgreement> packages) {
        var references = count(packages, each -> true);
        var same = count(packages, Compared::isSame);
        var neither = count(packages, Compared::isNeither);
        var distinct = packages.stream().mapToLong(one -> one.compared().size()).sum();
        return List.of(
                name, reach, missing, number(references), number(distinct), number(same), number(neither), number(references - same - neither),
                percent(same + neither, references), percent(same, references - neither));
    }

    private static long count(List<PackageAgreement> packages, Predicate<Compared> test) {
        return packages.stream().mapToLong(one -> one.count(test)).sum();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "–" : String.format(Locale.ROOT, "%.2f %%", PERCENT * part / whole);
    }

    private Map<Difference, List<Compared>> differences() {
        var differences = new TreeMap<Difference, List<Compared>>();
        compared().filter(Compared::isDifferent)
                .forEach(each -> differences.computeIfAbsent(Difference.of(each), absent -> new ArrayList<>()).add(each));
        return differences;
    }

    private Stream<Compared> compared() {
        return packages.stream().flatMap(one -> one.compared().stream());
    }

    private static void append(StringBuilder text, Difference difference, List<Compared> compared, boolean all) {
        var references = compared.stream().mapToLong(Compared::count).sum();
        text.append("\n%s: %s references, %s distinct\n  %s\n".formatted(
                difference.name().toLowerCase(Locale.ROOT).replace('_', ' '), number(references), number(compared.size()), difference.explanation()));
        (all ? compared : examples(compared)).forEach(each -> text.append("  %s× %s\n".formatted(each.count(), each)));
    }

    private static List<Compared> examples(List<Compared> compared) {
        var first = new LinkedHashMap<String, Compared>();
        compared.forEach(each -> first.putIfAbsent(each.subject(), each));
        return List.copyOf(Collections.unmodifiableCollection(first.values()));
    }
}
