package org.canonry.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.canonry.api.doctor.Place;
import org.canonry.api.doctor.ReferenceFinding;

/// Lists findings about references: those with the same beginning and the same trouble under one another.
final class ReferenceLists {
    private static final int FEW = 8;

    private final Columns out;
    private final boolean all;

    ReferenceLists(Columns out, boolean all) {
        this.out = out;
        this.all = all;
    }

    void print(List<ReferenceFinding> findings) {
        Map<Alike, List<ReferenceFinding>> lists =
                findings.stream().collect(Collectors.groupingBy(Alike::of, LinkedHashMap::new, Collectors.toList()));
        lists.forEach(this::print);
    }

    /// @param beginning of the target, up to its last slash
    private record Alike(String beginning, String summary, String advice) {
        static Alike of(ReferenceFinding finding) {
            return new Alike(finding.target().substring(0, end(finding)), finding.summary(), finding.advice());
        }

        /// Behind the last slash of the url; a version may have one too.
        private static int end(ReferenceFinding finding) {
            var bar = finding.target().indexOf('|');
            return finding.target().lastIndexOf('/', bar < 0 ? finding.target().length() : bar) + 1;
        }
    }

    private void print(Alike alike, List<ReferenceFinding> findings) {
        var shown = all ? findings.size() : Math.min(FEW, findings.size());
        out.line("  %s", alike.beginning().isEmpty() ? "(relative)" : alike.beginning());
        out.rows("    ", findings.subList(0, shown).stream().map(finding -> row(alike, finding)).toList());
        if (shown < findings.size()) {
            out.line("    … and %,d more", findings.size() - shown);
        }
        out.line("      %s", alike.summary());
        out.line("      %s", alike.advice());
    }

    private static List<String> row(Alike alike, ReferenceFinding finding) {
        var place = finding.places().getFirst();
        return List.of(finding.target().substring(alike.beginning().length()), place.filename(), where(place, finding.places().size() - 1));
    }

    private static String where(Place place, int more) {
        var words = place.inherited() ? place.path() + ", inherited" : place.path();
        return more == 0 ? words : "%s, and %,d more".formatted(words, more);
    }
}
