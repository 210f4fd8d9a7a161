package org.canonry.api.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.canonry.api.query.FacetField;
import org.canonry.api.query.Weight;
import org.canonry.api.query.Weights;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelevanceTest {
    private static final Comparator<Double> ABOUT = Comparator.comparingLong(gain -> Math.round(gain * 1e9));
    private static final String HEAD = "id\tcategory\tquery\tfilters\trelevant\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void scoresAreThoseOfTheirDefinitions() {
        var grades = Map.of("a", 3, "b", 2, "c", 1);
        assertThat(Score.of(List.of("a", "b", "c"), grades)).isEqualTo(new Score(1, 1, 1, 1, 1));
        assertThat(Score.of(List.of(), grades)).isEqualTo(new Score(0, 0, 0, 0, 0));
        var late = Score.of(List.of("c", "x", "b"), grades);
        assertThat(late.reciprocalRank()).isEqualTo(1.0 / 3);
        assertThat(late.first()).isZero();
        assertThat(late.firstThree()).isEqualTo(1);
        // (1 / log2 2 + 3 / log2 4) / (7 / log2 2 + 3 / log2 3 + 1 / log2 4)
        assertThat(late.gain()).isCloseTo(2.5 / (7 + 3 / (Math.log(3) / Math.log(2)) + 0.5), within(1e-12));
    }

    @Test
    void aGoodUrlBehindTheTenthIsNoAnswer() {
        var eleven = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "a");
        assertThat(Score.of(eleven, Map.of("a", 3))).isEqualTo(new Score(0, 0, 0, 0, 0));
    }

    @Test
    void aJudgedFileIsReadWithItsFilters() throws IOException {
        var queries = judged("q1\tkind\tsome \"words\"\tresourceType:ValueSet,package:a.b#1.0.0,fhirVersion:R4\thttp://x.org/?a=b=3;http://y=1\n");
        assertThat(queries).hasSize(1);
        var query = queries.getFirst();
        assertThat(query.text()).isEqualTo("some \"words\"");
        assertThat(query.grades()).containsExactlyInAnyOrderEntriesOf(Map.of("http://x.org/?a=b", 3, "http://y", 1));
        assertThat(query.filter().of(FacetField.RESOURCE_TYPE)).containsExactly("ValueSet");
        assertThat(query.filter().packageVersions()).containsExactly("a.b#1.0.0");
        assertThat(query.filter().of(FacetField.FHIR_VERSION)).containsExactly("R4");
    }

    @Test
    void whatIsNoJudgedFileIsRefusedWithItsLine() {
        assertThatThrownBy(() -> judged("q1\tkind\twords\n")).isInstanceOf(IOException.class).hasMessageContaining(":2 has 3 columns");
        assertThatThrownBy(() -> judged("q1\tk\tw\tcolour:red\thttp://x=3\n")).isInstanceOf(IOException.class).hasMessageContaining("no filter colour");
        assertThatThrownBy(() -> judged("q1\tk\tw\t\thttp://x\n")).isInstanceOf(IOException.class).hasMessageContaining("no url=grade");
        assertThatThrownBy(() -> judged("q1\tk\tw\t\thttp://x=3\nq1\tk\tw\t\thttp://x=3\n")).isInstanceOf(IOException.class).hasMessageContaining(":3 has the id q1");
        assertThatThrownBy(() -> Judged.read(Files.writeString(folder.resolve("other"), "hello\n"))).hasMessageContaining("no file of judged queries");
    }

    @Test
    void aRunIsReadAsTheEvaluatorReadsIt() throws IOException {
        var queries = judged("q1\tk\tw\t\thttp://a=3;http://b|2=2\n");
        var file = Files.writeString(folder.resolve("run"), "id\trank\turl\nq1\t2\thttp://a|1.0\tmore\nq1\t1\thttp://b|2\nq1\t3\thttp://a\nq9\t1\thttp://z\nnonsense\n");
        var run = Run.read(file, queries);
        assertThat(run.found()).containsExactly(Map.entry("q1", List.of("http://b|2", "http://a")));
        var written = folder.resolve("written");
        run.write(written);
        assertThat(Run.read(written, queries)).isEqualTo(run);
    }

    @Test
    void theTableHasALineForEachCategoryAndOneForAll() throws IOException {
        var queries = judged("q1\tone\tw\t\thttp://a=3\nq2\tother\tw\t\thttp://b=3\n");
        var run = new Run(Map.of("q1", List.of("http://a")));
        var lines = new Table(queries).lines(run, Map.of("none", new Run(Map.of())));
        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst()).contains("nDCG@10", "MRR@10", "S@1", "S@3", "S@10", "none");
        assertThat(lines.getLast()).startsWith("ALL").contains("0.500", "0.000");
    }

    @Test
    void tuningLeavesWeightsThatCannotBeBettered() throws IOException {
        try (var index = SmallIndex.in(folder.resolve("index"))) {
            index.with(SmallPackage.ofJson("{'name': 'a.b', 'version': '1.0.0', 'fhirVersions': ['4.0.1']}").holding(new String[] {
                    "{'resourceType': 'ValueSet', 'url': 'http://x.org/named', 'name': 'Zebra', 'status': 'active', '_filename': 'a.json'}",
                    "{'resourceType': 'ValueSet', 'url': 'http://x.org/retired', 'name': 'ZebraStripes', 'title': 'Zebra stripes', 'status': 'retired',"
                            + " '_filename': 'b.json'}"}));
            index.publish();
            var queries = judged("q1\tk\tstripes zebra\t\thttp://x.org/retired=3\n");
            var tuning = new Tuning(queries, index.snapshot(), Limits.defaults(), 1, 1);
            assertThat(tuning.best(change -> {})).isEqualTo(Weights.TUNED);
            assertThat(Run.of(queries, index.snapshot(), Weights.TUNED.with(Weight.NOT_CURRENT, 0.5f), Limits.defaults()).found().get("q1"))
                    .contains("http://x.org/retired");
        }
    }

    @Test
    void tuningFindsAWeightThatPutsTheWantedFirst() throws IOException {
        try (var index = zebras()) {
            var queries = judged("q1\tk\tzebra\t\thttp://x.org/named=3\n");
            var told = new ArrayList<String>();
            var best = new Tuning(queries, index.snapshot(), Limits.defaults(), 1, 1).best(told::add);
            assertThat(found(index, queries, Weights.TUNED)).containsExactly("http://x.org/titled", "http://x.org/named");
            assertThat(found(index, queries, best)).containsExactly("http://x.org/named", "http://x.org/titled");
            assertThat(told).hasSize(1);
        }
    }

    @Test
    void eachQueryIsHeldOutOnce() throws IOException {
        try (var index = zebras()) {
            var queries = judged("""
                    q1\tone\tzebra\t\thttp://x.org/titled=3
                    q2\tother\tzebra\t\thttp://x.org/named=3
                    q3\tother\tzebra\t\thttp://x.org/nowhere=3
                    """);
            var folds = new Tuning(queries, index.snapshot(), Limits.defaults(), 1, 1).crossValidate(3, words -> {});
            // The first, the second, and none: 1, 1 / log2 3, 0.
            var second = Math.log(2) / Math.log(3);
            assertThat(folds).extracting(fold -> fold.heldOut().before()).usingElementComparator(ABOUT).containsExactlyInAnyOrder(1.0, second, 0.0);
            assertThat(folds).allSatisfy(fold ->
                    assertThat(2 * fold.train().before() + fold.heldOut().before()).as("all three").isCloseTo(1 + second, within(1e-9)));
        }
    }

    /// One has the word in its title, which weighs a little more, and one in its name.
    private SmallIndex zebras() throws IOException {
        return SmallIndex.in(folder.resolve("index"))
                .with(SmallPackage.ofJson("{'name': 'a.b', 'version': '1.0.0', 'fhirVersions': ['4.0.1']}").holding(new String[] {
                    "{'resourceType': 'ValueSet', 'url': 'http://x.org/titled', 'name': 'Other', 'title': 'Striped zebra', 'status': 'active', '_filename': 'a.json'}",
                    "{'resourceType': 'ValueSet', 'url': 'http://x.org/named', 'name': 'StripedZebra', 'title': 'Other', 'status': 'active', '_filename': 'b.json'}"}))
                .publish();
    }

    private static List<String> found(SmallIndex index, List<Judged> queries, Weights weights) throws IOException {
        return Run.of(queries, index.snapshot(), weights, Limits.defaults()).found().getOrDefault("q1", List.of());
    }

    private List<Judged> judged(String lines) throws IOException {
        return Judged.read(Files.writeString(folder.resolve("judged.tsv"), HEAD + lines));
    }
}
