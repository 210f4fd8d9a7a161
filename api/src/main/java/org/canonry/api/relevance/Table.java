package org.canonry.api.relevance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The scores of a run, a line for each category of queries and one for all, beside those of baselines.
public final class Table {
    /// The line of all queries together.
    public static final String ALL = "ALL";

    private static final int DIGITS = 3;

    private final Map<String, List<Judged>> groups = new LinkedHashMap<>();

    /// A table of these queries, categories in the order of their appearance.
    public Table(Collection<Judged> queries) {
        groups.putAll(queries.stream().collect(Collectors.groupingBy(Judged::category, LinkedHashMap::new, Collectors.toList())));
        groups.put(ALL, List.copyOf(queries));
    }

    /// The table as lines of text.
    ///
    /// @param baselines runs by the name that stands above their column
    public List<String> lines(Run run, Map<String, Run> baselines) {
        var lines = new ArrayList<String>();
        lines.add(line("category", "n", List.of("nDCG@10", "MRR@10", "S@1", "S@3", "S@10"), headings(baselines)));
        groups.forEach((category, queries) -> lines.add(line(category, Integer.toString(queries.size()), numbers(run.score(queries)), beside(baselines, queries))));
        return lines;
    }

    /// The scores by category; that of all together under [#ALL].
    public Map<String, Score> scores(Run run) {
        var scores = new LinkedHashMap<String, Score>();
        groups.forEach((category, queries) -> scores.put(category, run.score(queries)));
        return scores;
    }

    private static List<String> headings(Map<String, Run> baselines) {
        return baselines.keySet().stream().flatMap(name -> List.of(name, "S@1").stream()).toList();
    }

    private static List<String> beside(Map<String, Run> baselines, List<Judged> queries) {
        return baselines.values().stream()
                .map(run -> run.score(queries))
                .flatMap(score -> List.of(number(score.gain()), number(score.first())).stream())
                .toList();
    }

    private static List<String> numbers(Score score) {
        return List.of(score.gain(), score.reciprocalRank(), score.first(), score.firstThree(), score.firstTen()).stream().map(Table::number).toList();
    }

    private static String number(double number) {
        // As other programs round, so that tables can be compared.
        return BigDecimal.valueOf(number).setScale(DIGITS, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String line(String category, String count, List<String> numbers, List<String> beside) {
        Function<List<String>, String> columns = cells -> cells.stream().map("%10s"::formatted).collect(Collectors.joining());
        return "%-20s%5s%s%s".formatted(category, count, columns.apply(numbers), beside.isEmpty() ? "" : "   |" + columns.apply(beside));
    }
}
