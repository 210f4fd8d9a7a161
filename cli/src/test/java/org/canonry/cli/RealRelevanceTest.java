package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.canonry.api.query.Weights;
import org.canonry.api.relevance.Judged;
import org.canonry.api.relevance.Run;
import org.canonry.api.relevance.Table;
import org.canonry.storage.SharedFiles;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

/// Holds the order of hits to judged queries: what people find is a quality that a change can lose without a test of code noticing.
@ExtendWith(RealInstallation.Shared.class)
class RealRelevanceTest {
    private static final double OVERALL = 0.85;
    private static final double ANY_CATEGORY = 0.65;
    private static final Map<String, Double> SURE = Map.of("url-exact", 0.95, "id-or-name", 0.95);

    private static Path judged() {
        return SharedFiles.packages().resolveSibling("relevance").resolve("dev.tsv");
    }

    @Test
    void peopleFindWhatTheyJudgedToBeRight(RealInstallation real) throws Exception {
        var queries = Judged.read(judged());
        try (var index = IndexAtHand.open(new Places(real.data()), Limits.defaults())) {
            var run = Run.of(queries, index.snapshot(), Weights.TUNED, Limits.defaults());
            var table = new Table(queries);
            var softly = new SoftAssertions();
            table.scores(run).forEach((category, score) -> softly.assertThat(score.gain())
                    .as("nDCG@10 of %s%n%s", category, String.join("\n", table.lines(run, Map.of())))
                    .isGreaterThanOrEqualTo(category.equals(Table.ALL) ? OVERALL : SURE.getOrDefault(category, ANY_CATEGORY)));
            softly.assertAll();
        }
    }

    @Test
    void theCommandPrintsTheTableAndWritesTheRun(RealInstallation real) throws Exception {
        var folder = real.scratch();
        var few = Files.write(folder.resolve("few.tsv"), Files.readAllLines(judged()).subList(0, 4));
        var run = folder.resolve("run.tsv");
        var exit = new CommandLine(new RelevanceCommand())
                .execute(few.toString(), "--data", real.data().toString(), "--run", run.toString());
        assertThat(exit).isZero();
        assertThat(Files.readAllLines(run)).isNotEmpty().allMatch(line -> line.matches("d00[1-3]\t\\d+\t\\S+"));
        assertThat(Run.read(run, Judged.read(few)).score(Judged.read(few)).gain()).isGreaterThan(0.9);
    }
}
