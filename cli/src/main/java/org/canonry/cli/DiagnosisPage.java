package org.canonry.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.canonry.api.doctor.DependencyLine;
import org.canonry.api.doctor.Diagnosis;
import org.canonry.api.doctor.Finding;
import org.canonry.api.doctor.FindingKind;
import org.canonry.api.doctor.Level;
import org.canonry.api.doctor.PackageFinding;
import org.canonry.api.doctor.Prescription.Addition;
import org.canonry.api.doctor.ReferenceFinding;
import org.canonry.storage.registry.Quarantined;

/// A diagnosis as people read it: the worst first, alike beside alike, and at the end what to do next.
final class DiagnosisPage {
    private static final Set<FindingKind> MISWRITTEN = Set.of(FindingKind.WRONG_FHIR_VERSION, FindingKind.DEPENDENCY_CORRECTED);

    private final Columns out;
    private final boolean all;

    /// @param all whether everything is listed; else long lists are cut, and notes only counted
    DiagnosisPage(PrintWriter out, boolean all) {
        this.out = new Columns(out);
        this.all = all;
    }

    /// @param unread files that are no JSON
    void print(Diagnosis diagnosis, List<Quarantined> unread) {
        head(diagnosis);
        unread(unread);
        for (var level : Level.values()) {
            var counts = diagnosis.counts().stream().filter(count -> count.level() == level).toList();
            counts.forEach(count -> group(diagnosis, count));
        }
        next(diagnosis);
        verdict(diagnosis, unread);
    }

    private void head(Diagnosis diagnosis) {
        var version = diagnosis.version();
        out.line("%s %s", version.id().name(), version.id().version());
        out.line("%s; %s with %s", version.fhirVersions().isEmpty() ? "no FHIR version stated" : "FHIR " + String.join(", ", version.fhirVersions()),
                count(diagnosis.resources(), "resource"), count(diagnosis.references(), "reference"));
        if (!diagnosis.elsewhere().isEmpty()) {
            var total = diagnosis.elsewhere().values().stream().mapToInt(Integer::intValue).sum();
            out.line("%s to what no package need carry: %s", count(total, "reference"), String.join(", ", diagnosis.elsewhere().keySet()));
        }
    }

    private void unread(List<Quarantined> files) {
        if (!files.isEmpty()) {
            out.line("");
            out.line("ERROR    Files that cannot be read (%,d)", files.size());
            files.forEach(file -> out.line("  %s  %s", file.source(), file.detail()));
        }
    }

    private void group(Diagnosis diagnosis, Diagnosis.Count count) {
        var findings = diagnosis.findings().stream()
                .filter(finding -> finding.level() == count.level() && finding.kind() == count.kind())
                .toList();
        out.line("");
        out.line("%-8s %s (%,d)", count.level(), Headings.of(count.kind()), count.count());
        if (count.level() == Level.NOTE && !all) {
            out.line("  such as %s", findings.stream().limit(2).map(Finding::about).collect(Collectors.joining(", ")));
            return;
        }
        new ReferenceLists(out, all).print(only(findings, ReferenceFinding.class));
        only(findings, PackageFinding.class).forEach(this::dependency);
    }

    private static <T> List<T> only(List<Finding> findings, Class<T> type) {
        return findings.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void dependency(PackageFinding finding) {
        out.line("  %s", finding.about());
        out.line("      %s", finding.summary());
        out.line("      %s", finding.advice());
    }

    private void next(Diagnosis diagnosis) {
        var prescription = diagnosis.prescription();
        lines(prescription.smallest()
                        ? "To \"dependencies\" in package.json add, since no fewer would do:"
                        : "To \"dependencies\" in package.json add (fewer might do; finding that out would take too long):",
                prescription.additions().stream().map(DiagnosisPage::row).toList());
        lines("There, put the right line in the place of the wrong one:", diagnosis, MISWRITTEN);
        lines("There, declare what is used:", diagnosis, Set.of(FindingKind.PACKAGE_UNDECLARED));
    }

    private void lines(String heading, Diagnosis diagnosis, Set<FindingKind> kinds) {
        lines(heading, only(diagnosis.findings(), PackageFinding.class).stream()
                .filter(finding -> kinds.contains(finding.kind()) && finding.level().isAtLeast(Level.WARNING))
                .flatMap(finding -> Stream.ofNullable(finding.line()).map(line -> row(line, finding)))
                .toList());
    }

    private static List<String> row(DependencyLine line, PackageFinding finding) {
        return finding.requirement() == null
                ? List.of(line.toString(), count(finding.references(), "reference"))
                : List.of(line.toString(), "instead of " + finding.about());
    }

    private static List<String> row(Addition addition) {
        var mends = "mends " + count(addition.references(), "reference");
        return List.of(addition.line().toString(), addition.instead() == null ? mends : "%s, instead of %s".formatted(mends, addition.instead()));
    }

    private void lines(String heading, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            out.line("");
            out.line("NEXT     %s", heading);
            out.rows("    ", rows);
        }
    }

    private void verdict(Diagnosis diagnosis, List<Quarantined> unread) {
        var totals = new ArrayList<String>();
        for (var level : Level.values()) {
            var total = diagnosis.findings().stream().filter(finding -> finding.level() == level).count();
            if (total > 0) {
                totals.add(count((int) total, level.name().toLowerCase(Locale.ROOT)));
            }
        }
        out.line("");
        out.line(totals.isEmpty() && unread.isEmpty() ? "Healthy." : String.join(", ", totals) + (all ? "." : ". (--all lists everything)"));
    }

    private static String count(int count, String noun) {
        return count == 1 ? "1 " + noun : String.format(Locale.ROOT, "%,d %ss", count, noun);
    }
}
