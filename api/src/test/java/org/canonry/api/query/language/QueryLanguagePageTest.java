package org.canonry.api.query.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.canonry.storage.SharedFiles;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;

/// `docs/query-language.md`: what it shows is what happens.
class QueryLanguagePageTest {
    private static final QueryText TEXTS = new QueryText(Limits.defaults());

    @Test
    void everyExampleIsUnderstoodAsThePageSays() throws IOException {
        var examples = examples(" → ");
        assertThat(examples).hasSizeGreaterThan(20);
        for (var example : examples) {
            var clause = TEXTS.read(example[0]);
            assertThat(clause.map(Written::of)).as(example[0]).contains(example[1]);
            assertThat(TEXTS.read(example[1]).map(Written::of)).as(example[1]).contains(example[1]);
        }
    }

    @Test
    void everyExampleOfAnErrorIsRefusedAsThePageSays() throws IOException {
        var examples = examples(" ✗ ");
        assertThat(examples).hasSizeGreaterThan(4);
        for (var example : examples) {
            var refused = catchThrowableOfType(InvalidQuery.class, () -> TEXTS.read(example[0]));
            assertThat(refused).as(example[0]).isNotNull();
            assertThat(refused.column() + ": " + refused.detail()).as(example[0]).isEqualTo(example[1]);
        }
    }

    @Test
    void everyFieldIsOnThePage() throws IOException {
        var page = Files.readString(SharedFiles.repository().resolve("docs/query-language.md"));
        var table = page.substring(page.indexOf("| field | its value |"));
        assertThat(Arrays.stream(QueryField.values()).map(field -> "`%s`".formatted(field.publicName())))
                .allSatisfy(field -> assertThat(table.substring(0, table.indexOf("```"))).contains(field));
    }

    private static List<String[]> examples(String mark) throws IOException {
        var examples = new ArrayList<String[]>();
        var inside = false;
        for (var line : Files.readAllLines(SharedFiles.repository().resolve("docs/query-language.md"))) {
            inside = line.startsWith("```") ? line.equals("```query") : inside;
            if (inside && line.contains(mark)) {
                examples.add(Arrays.stream(line.split(mark, 2)).map(String::strip).toArray(String[]::new));
            }
        }
        return examples;
    }
}
