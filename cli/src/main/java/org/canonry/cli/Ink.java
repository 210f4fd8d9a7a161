package org.canonry.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Prints lines, in colours where a terminal shows them. What strangers wrote is shown without what would harm a terminal.
final class Ink {
    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\p{Cf}]");
    private static final String RESET = "\033[0m";

    private final PrintWriter out;
    private final boolean colours;

    Ink(PrintWriter out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /// Whether the process's standard output is a terminal that wants colours (<https://no-color.org>).
    static boolean wanted() {
        var console = System.console();
        return console != null && console.isTerminal() && System.getenv("NO_COLOR") == null;
    }

    /// How something stands out.
    enum Colour {
        PLAIN(""),
        BOLD("\033[1m"),
        FAINT("\033[2m"),
        RED("\033[31m"),
        YELLOW("\033[33m"),
        GREEN("\033[32m");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    /// A part of a line.
    record Text(Colour colour, String words) {
        static Text plain(String words) {
            return new Text(Colour.PLAIN, words);
        }
    }

    void line(Text... texts) {
        line(List.of(texts));
    }

    void line(List<Text> texts) {
        var line = new StringBuilder();
        texts.forEach(text -> line.append(inked(text)));
        out.println(line.toString().stripTrailing());
    }

    void line(String format, Object... values) {
        line(Text.plain(String.format(Locale.ROOT, format, values)));
    }

    private String inked(Text text) {
        var words = HARMFUL.matcher(text.words).replaceAll("?");
        return colours && text.colour != Colour.PLAIN ? text.colour.code + words + RESET : words;
    }
}
