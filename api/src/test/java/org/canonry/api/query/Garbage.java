package org.canonry.api.query;

import java.util.List;
import java.util.Random;

/// Texts that nobody should type, and some that everybody pastes.
public final class Garbage {
    private static final List<String> PIECES = List.of(
            "http://", "https://hl7.org/fhir", "urn:oid:2.16.840", "LOINC:1234", "|4.0.1", "/", "//", ":", "::", "\\", "\"", "'", "(", ")", "((", "))", "[", "]",
            "{", "}", "^2", "~", "~3", "~0.5", "*", "*a", "a*b", "?", "foo*", "fn:ordered(", "@2", "AND", "OR", "NOT", "&&", "||", "!", "+", "-", "+-", "TO",
            "[a TO b]", "{* TO 5}", "<=", ">", "name:", "title:", "status:active", "package:", "date:[", "publisher:*", "type:~2", "_exists_:", "/re.*x/",
            "patient", "Übergröße", "日本語", "🜁", "\u0000", "\uD800", "\t", "\n", "us-core-patient", "aBcDeF1G2h3", "0", "#", "%", "=", ";", ",", ".");

    private final Random random;

    public Garbage(Random random) {
        this.random = random;
    }

    public String next() {
        var text = new StringBuilder();
        for (var left = random.nextInt(14); left >= 0; left--) {
            text.append(random.nextInt(4) == 0 ? letters() : PIECES.get(random.nextInt(PIECES.size())));
            text.append(random.nextBoolean() ? " " : "");
        }
        return text.toString();
    }

    private String letters() {
        var letters = new StringBuilder();
        for (var left = random.nextInt(9); left >= 0; left--) {
            letters.append((char) (random.nextInt(8) == 0 ? random.nextInt(0x10000) : ' ' + random.nextInt(95)));
        }
        return letters.toString();
    }
}
