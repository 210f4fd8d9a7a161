package org.canonry.api.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.canonry.storage.SharedFiles;
import org.junit.jupiter.api.Test;

/// `docs/diff-rules.md` against the code.
class RulesPageTest {
    private static final String FIRST = "## Rules\n\n";

    @Test
    void listsEveryRuleWithItsImpactAndItsSentence() throws IOException {
        var page = page();
        assertThat(page.substring(page.indexOf(FIRST) + FIRST.length())).isEqualTo(Arrays.stream(Kind.values()).map(RulesPageTest::section).collect(Collectors.joining("\n")));
    }

    private static String section(Kind kind) {
        return "### %s (`%s`)\n\n| rule | impact | why |\n|---|---|---|\n".formatted(kind.title(), kind)
                + Arrays.stream(Rule.values()).filter(rule -> rule.kind() == kind).map(RulesPageTest::row).collect(Collectors.joining());
    }

    private static String row(Rule rule) {
        return "| `%s` | %s | %s |\n".formatted(rule, rule.impact(), rule.sentence());
    }

    @Test
    void namesAllNoise() throws IOException {
        var page = page();
        assertThat(Stream.of(Metadata.NOISE, Extensions.NOISE, Statements.COPIED).flatMap(names -> names.stream()))
                .allSatisfy(name -> assertThat(page).contains('`' + name + '`'));
    }

    private static String page() throws IOException {
        return Files.readString(SharedFiles.repository().resolve("docs/diff-rules.md"));
    }
}
