package org.canonry.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Prints lines and aligned rows. What strangers wrote is shown without what would harm a terminal.
final class Columns {
    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\p{Cf}]");
    private static final String GAP = "  ";

    private final PrintWriter out;

    Columns(PrintWriter out) {
        this.out = out;
    }

    void line(String format, Object... values) {
        print(String.format(Locale.ROOT, format, values));
    }

    /// Rows of cells, each column as wide as its widest cell; the last one as it is.
    void rows(String indent, List<List<String>> rows) {
        for (var row : rows) {
            var line = new StringBuilder(indent);
            for (var column = 0; column < row.size(); column++) {
                line.append(row.get(column));
                if (column < row.size() - 1) {
                    line.repeat(' ', width(rows, column) - row.get(column).length()).append(GAP);
                }
            }
            print(line.toString());
        }
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().filter(row -> row.size() > column).mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private void print(String line) {
        out.println(HARMFUL.matcher(line).replaceAll("?").stripTrailing());
    }
}
