package org.canonry.bench;

import java.util.List;
import java.util.stream.IntStream;

/// Tables for people.
public final class Columns {
    private static final int GAP = 2;

    private Columns() {}

    /// A line of text for each line of cells, these padded to the longest of their column; the last column is left as it is.
    ///
    /// @param lines of as many cells each
    public static String aligned(List<List<String>> lines) {
        var widths = IntStream.range(0, lines.getFirst().size())
                .map(column -> lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0))
                .toArray();
        var text = new StringBuilder();
        for (var line : lines) {
            for (var column = 0; column < line.size() - 1; column++) {
                text.append(line.get(column)).repeat(' ', widths[column] - line.get(column).length() + GAP);
            }
            text.append(line.getLast()).append('\n');
        }
        return text.toString();
    }
}
