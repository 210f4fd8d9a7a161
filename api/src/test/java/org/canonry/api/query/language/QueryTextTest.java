package org.canonry.api.query.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.canonry.api.query.Garbage;
import org.canonry.storage.Seed;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;

class QueryTextTest {
    private static final QueryText TEXTS = new QueryText(Limits.defaults());

    @Test
    void plainTextIsNeverASyntaxError() {
        for (var text : List.of(
                "http://hl7.org/fhir/StructureDefinition/Patient|4.0.1",
                "urn:oid:2.16.840.1.113883.6.1",
                "LOINC:1234-5 (body weight",
                "what is this?",
                "[[a]] {b} ^c /d/",
                "an \"open quote",
                "title: of something",
                "f(x) + g(y) - 1",
                "C:\\temp\\x",
                "((a)",
                "a && b || !c",
                "fn:ordered(a b)",
                "[2020 TO 2021]",
                "*required",
                "OR")) {
            assertThat(TEXTS.read(text)).as(text).isPresent();
        }
    }

    @Test
    void whateverIsTypedIsReadOrRefusedAsAQuery() {
        var seed = Seed.ofThisRun();
        var garbage = new Garbage(seed.random());
        for (var i = 0; i < 2_000; i++) {
            var text = garbage.next();
            assertThatCode(() -> read(TEXTS, text)).as("%s, text %d: %s", seed, i, text).doesNotThrowAnyException();
        }
    }

    private static void read(QueryText texts, String text) {
        try {
            texts.read(text);
        } catch (InvalidQuery e) {
            assertThat(e.column()).isBetween(1, text.length() + 1);
        }
    }

    @Test
    void aTextThatIsMeantAsAQueryAndIsNoneIsRefusedWithItsColumn() {
        assertRefused("patient AND", 9);
        assertRefused("AND patient", 1);
        assertRefused("patient OR OR person", 12);
        assertRefused("(patient AND person", 1);
        assertRefused("name:patient)", 13);
        assertRefused("patient NOT", 9);
        assertRefused("a AND ()", 8);
        assertRefused("name:a*b", 7);
        assertRefused("name:*b", 6);
    }

    private static void assertRefused(String text, int column) {
        var refused = catchThrowableOfType(InvalidQuery.class, () -> TEXTS.read(text));
        assertThat(refused).as(text).isNotNull();
        assertThat(refused.column()).as(text + ": " + refused.detail()).isEqualTo(column);
    }

    @Test
    void whatGoesBeyondALimitIsRefusedWithItsName() {
        assertBeyond("(".repeat(900), Limit.QUERY_NESTING_LEVELS);
        assertBeyond("(".repeat(400) + "a" + ")".repeat(400), Limit.QUERY_NESTING_LEVELS);
        assertBeyond("(a AND ".repeat(100), Limit.QUERY_NESTING_LEVELS);
        assertBeyond("x".repeat(10_000_000), Limit.QUERY_CHARACTERS);
        assertBeyond("a ".repeat(100), Limit.QUERY_CLAUSES);
        assertBeyond("foo* ".repeat(9), Limit.QUERY_WILDCARDS);
        assertBeyond("a*", Limit.QUERY_PREFIX_CHARACTERS);
    }

    @Test
    void aHundredThousandParenthesesHarmNobody() {
        var many = 100_000;
        var texts = new QueryText(Limits.defaults().with(Limit.QUERY_CHARACTERS, 1_000_000));
        for (var text : List.of(
                "(".repeat(many), ")".repeat(many), "(".repeat(many) + "a" + ")".repeat(many), "(a AND ".repeat(many), "NOT (".repeat(many) + "a",
                "()".repeat(many), "f(".repeat(many), "title:(".repeat(many) + "a" + ")".repeat(many), "+(-(".repeat(many))) {
            assertThatCode(() -> read(texts, text)).as(text.substring(0, 20)).doesNotThrowAnyException();
        }
        assertBeyond(texts, "(".repeat(many) + "a" + ")".repeat(many), Limit.QUERY_NESTING_LEVELS);
    }

    @Test
    void whatBindsTooDeepIsRefusedHoweverFewParenthesesItHas() {
        var texts = new QueryText(Limits.defaults().with(Limit.QUERY_NESTING_LEVELS, 3));
        assertThat(texts.read("a OR b AND c")).isPresent();
        assertThat(texts.read("(((a)))")).isPresent();
        assertBeyond(texts, "x a OR b AND NOT c", Limit.QUERY_NESTING_LEVELS);
        assertThat(catchThrowableOfType(InvalidQuery.class, () -> texts.read("x a OR b AND NOT c")).column()).isEqualTo(18);
    }

    private static void assertBeyond(String text, Limit limit) {
        assertBeyond(TEXTS, text, limit);
    }

    private static void assertBeyond(QueryText texts, String text, Limit limit) {
        var refused = catchThrowableOfType(InvalidQuery.class, () -> texts.read(text));
        assertThat(refused).as(limit.label()).isNotNull();
        assertThat(refused.limit()).contains(limit);
        assertThat(refused.detail()).contains(limit.label());
    }

    @Test
    void aFieldIsOneOnlyWhenItIsKnownAndItsValueFollowsAtOnce() {
        assertThat(TEXTS.read("title:patient")).hasToString(
                "Optional[OneWord[field=Optional[TITLE], text=patient, form=PLAIN, column=7]]");
        assertThat(TEXTS.read("LOINC:1234")).hasToString("Optional[OneWord[field=Optional.empty, text=LOINC:1234, form=PLAIN, column=1]]");
        assertThat(TEXTS.read("url:http://x.y/z|1")).hasToString(
                "Optional[OneWord[field=Optional[URL], text=http://x.y/z|1, form=PLAIN, column=5]]");
    }
}
