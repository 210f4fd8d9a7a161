package org.canonry.api.query.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.canonry.api.query.Garbage;
import org.canonry.storage.Seed;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;

/// What was understood, written out and read again, is what was understood.
class WrittenTest {
    private static final QueryText TEXTS = new QueryText(Limits.defaults());

    /// Written out, a text can be longer than one may be.
    private static final QueryText LONG_TEXTS = new QueryText(Limits.defaults().with(Limit.QUERY_CHARACTERS, 100_000));

    private final Seed seed = Seed.ofThisRun();
    private final Random random = seed.random();
    private int understood;

    @Test
    void readAgainItMeansTheSameWhateverWasTyped() {
        var garbage = new Garbage(random);
        for (var i = 0; i < 5_000; i++) {
            check(garbage.next());
        }
    }

    @Test
    void readAgainItMeansTheSameWhateverWasAskedFor() {
        for (var i = 0; i < 5_000; i++) {
            check(query(3));
        }
        assertThat(understood).as("%s: texts that mean something", seed).isGreaterThan(2_500);
    }

    private void check(String text) {
        for (var clause : read(text).stream().toList()) {
            understood++;
            var written = Written.of(clause);
            var again = LONG_TEXTS.read(written);
            assertThat(again.map(WrittenTest::placeless)).as("%s: %s, written out %s", seed, text, written).contains(placeless(clause));
            assertThat(again.map(Written::of)).as("%s: %s", seed, text).contains(written);
        }
    }

    private static Optional<Clause> read(String text) {
        try {
            return TEXTS.read(text);
        } catch (InvalidQuery e) {
            return Optional.empty();
        }
    }

    /// Without columns, in which the two differ.
    private static Clause placeless(Clause clause) {
        return switch (clause) {
            case Clause.OneWord(var field, var text, var form, var column) -> new Clause.OneWord(field, text, form, 0);
            case Clause.InOrder(var field, var text, var column) -> new Clause.InOrder(field, text, 0);
            case Clause.All(var clauses) -> new Clause.All(placeless(clauses));
            case Clause.Any(var clauses) -> new Clause.Any(placeless(clauses));
            case Clause.Together(var clauses) -> new Clause.Together(placeless(clauses));
            case Clause.Must(var inner) -> new Clause.Must(placeless(inner));
            case Clause.MustNot(var inner) -> new Clause.MustNot(placeless(inner));
        };
    }

    private static List<Clause> placeless(List<Clause> clauses) {
        return clauses.stream().map(WrittenTest::placeless).toList();
    }

    private String query(int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return one(List.of("patient", "us-core", "f(x", "f(x)", ":odd", "--odd", "LOINC:1", "obs*", "near~", "near~1", "\"a b\"", "\"f(x\"", "title:x",
                    "url:http://x.y/z|1", "status:-", "title:f(x", "name:\"a b\"", "title:(a b)", "kind:(x OR y*)"));
        }
        var operator = one(List.of(" AND ", " OR ", " ", "  "));
        var several = IntStream.range(0, 1 + random.nextInt(3)).mapToObj(i -> modified(depth - 1)).collect(Collectors.toCollection(ArrayList::new));
        return String.join(operator, several);
    }

    private String modified(int depth) {
        var inner = query(depth);
        var grouped = random.nextBoolean() ? "(" + inner + " )" : inner;
        return one(List.of("", "", "", "NOT ", "-", "+")) + grouped;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
