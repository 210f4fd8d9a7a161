package org.canonry.storage.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import org.canonry.storage.SharedFiles;
import org.junit.jupiter.api.Test;

class LimitTest {
    @Test
    void docsLimitsListsEveryLimitWithItsValueAndUnit() throws IOException {
        var rows = Files.readAllLines(SharedFiles.repository().resolve("docs/limits.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        var expected = Arrays.stream(Limit.values())
                .map(limit -> String.format(
                        Locale.ROOT, "| `%s` | %,d | %s | %s |",
                        limit.label(), limit.defaultValue(), limit.unit().label(), limit.meaning()))
                .toList();
        assertThat(rows).containsExactlyElementsOf(expected);
    }
}
