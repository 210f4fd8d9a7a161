package org.canonry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.canonry.api.query.Weight;
import org.canonry.api.query.Weights;
import org.canonry.api.relevance.Judged;
import org.canonry.api.relevance.Run;
import org.canonry.api.relevance.Table;
import org.canonry.api.relevance.Tuning;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `canonry relevance`: searches for every query of a judged file, and prints how good the answers are.
@Command(
        name = "relevance",
        description = "Searches the index for judged queries, and prints how good the answers are.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RelevanceCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description = "Judged queries: lines of id, category, query, filters and relevant urls with grades, with tabs between.")
    private Path file = Path.of("");

    @Option(
            names = "--baseline",
            paramLabel = "NAME=RUN",
            description = "A run file of another search, whose nDCG@10 and S@1 are shown beside; may be given several times.")
    private Map<String, Path> baselines = new LinkedHashMap<>();

    @Option(names = "--run", paramLabel = "RUN", description = "Where to write what was found: lines of id, rank and url, with tabs between.")
    private @Nullable Path run;

    @Option(
            names = "--tune",
            paramLabel = "FOLDS",
            description = "Look for better weights, in so many folds of the queries: prints what that does to queries that were tuned on and to those that were not,"
                    + " and the weights for all of them. Takes a while.")
    private @Nullable Integer folds;

    @Option(names = "--passes", paramLabel = "N", description = "Passes over all weights when tuning (default: 1).")
    private int passes = 1;

    @Option(names = "--seed", paramLabel = "N", description = "Of the folds and the order of weights when tuning (default: 1).")
    private long seed = 1;

    @Mixin
    private Places places = new Places();

    private final Screen screen = Screen.standard();

    @Override
    public Integer call() throws IOException {
        var queries = Judged.read(file);
        var limits = Limits.defaults();
        try (var index = IndexAtHand.open(places, MeaningModel.find(), limits)) {
            report(queries, index.snapshot(), limits);
            if (folds != null) {
                tune(new Tuning(queries, index.snapshot(), limits, passes, seed), folds);
            }
        }
        return 0;
    }

    private void report(List<Judged> queries, Snapshot snapshot, Limits limits) throws IOException {
        var found = Run.of(queries, snapshot, Weights.TUNED, limits);
        var beside = new LinkedHashMap<String, Run>();
        if (snapshot.meaning().isPresent()) {
            beside.put("words", Run.of(queries, snapshot, Weights.TUNED.with(Weight.MEANING, 0), limits));
        }
        beside.putAll(beside(queries));
        new Table(queries).lines(found, beside).forEach(this::line);
        snapshot.meaning().ifPresent(meaning -> screen.line("words: the same without the meaning of %,d texts", meaning.texts()));
        if (run != null) {
            found.write(run);
        }
    }

    private void tune(Tuning tuning, int folds) {
        var number = 0;
        for (var fold : tuning.crossValidate(folds, this::line)) {
            screen.line("fold %d: nDCG@10 of the queries tuned on %.4f -> %.4f, of the others %.4f -> %.4f", ++number,
                    fold.train().before(), fold.train().after(), fold.heldOut().before(), fold.heldOut().after());
        }
        var best = tuning.best(this::line);
        for (var weight : Weight.values()) {
            screen.line("%-20s %10.3f%s", weight, best.of(weight), best.of(weight) == weight.tuned() ? "" : "   was " + weight.tuned());
        }
    }

    private void line(String text) {
        screen.line("%s", text);
    }

    private Map<String, Run> beside(Collection<Judged> queries) throws IOException {
        var beside = new LinkedHashMap<String, Run>();
        for (var baseline : baselines.entrySet()) {
            beside.put(baseline.getKey(), Run.read(baseline.getValue(), queries));
        }
        return beside;
    }
}
