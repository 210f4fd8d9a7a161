package org.canonry.api.query.language;

import java.util.ArrayList;
import java.util.List;
import org.canonry.api.query.language.Token.Form;
import org.canonry.api.query.language.Token.Mark;
import org.canonry.api.query.language.Token.Phrase;
import org.canonry.api.query.language.Token.Qualifier;
import org.canonry.api.query.language.Token.Symbol;
import org.canonry.api.query.language.Token.Word;

/// Cuts a search text into tokens. Never fails: what could be syntax but is not in the place of it is part of a word.
///
/// - `AND`, `OR` and `NOT` are operators in capitals only; `+` and `-` only right before what they are about.
/// - `(` groups at the start of a word, `)` where such a group is open; inside a word (`f(x)`) they are characters.
/// - `name:` is a field only when it is one of [QueryField] and its value follows at once.
/// - `"` opens a phrase only when another closes it, and no colon follows, as behind the name of a member in JSON.
/// - `*` and `~` mean something at the end of a word only.
/// - What ends a sentence or a part of one is no part of the word ahead of it.
public final class Tokens {
    private static final int LONGEST_FIELD = 20;
    private static final String ENDS = ",;:.!?…。、！？";
    private static final String BEGINNINGS = "¿¡";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokens(String text) {
        this.text = text;
    }

    static List<Token> of(String text) {
        var reading = new Tokens(text);
        while (reading.at < text.length()) {
            reading.next();
        }
        return reading.tokens;
    }

    private void next() {
        var character = text.charAt(at);
        if (Character.isWhitespace(character)) {
            at++;
        } else if (character == '"') {
            phrase();
        } else if (character == '(' || character == ')') {
            mark(character == '(' ? Symbol.OPEN : Symbol.CLOSE);
        } else if ((character == '+' || character == '-') && operandAt(at + 1)) {
            mark(character == '+' ? Symbol.REQUIRED : Symbol.EXCLUDED);
        } else if (!qualifier()) {
            word(false);
        }
    }

    private void mark(Symbol symbol) {
        tokens.add(new Mark(symbol, ++at));
    }

    private void phrase() {
        var end = text.indexOf('"', at + 1);
        if (end > 0 && hasLetterOrDigit(text.substring(at, end))) {
            var quoted = text.substring(at + 1, end);
            tokens.add(isMember(quoted, end + 1) ? new Word(quoted, Form.PLAIN, at + 2) : new Phrase(quoted, at + 1));
        }
        at = end < 0 ? at + 1 : end + 1;
    }

    /// `"url": "…"`, pasted from a resource: what is looked for is the value, not its name.
    private boolean isMember(String quoted, int behind) {
        return text.startsWith(":", behind) && quoted.codePoints().allMatch(Character::isLetterOrDigit);
    }

    private boolean qualifier() {
        var colon = text.indexOf(':', at);
        if (colon < 0 || colon - at > LONGEST_FIELD || !valueAt(colon + 1)) {
            return false;
        }
        var name = text.substring(at, colon);
        var field = QueryField.named(name);
        field.ifPresent(known -> {
            tokens.add(new Qualifier(known, name, at + 1));
            at = colon + 1;
            value();
        });
        return field.isPresent();
    }

    private void value() {
        if (text.charAt(at) != '"' && text.charAt(at) != '(') {
            word(true);
        }
    }

    private void word(boolean afterQualifier) {
        var end = wordEnd();
        var word = text.substring(at, end);
        var column = at + 1;
        at = end;
        if (afterQualifier) {
            tokens.add(formed(word, column));
        } else if (isOperator(word)) {
            tokens.add(new Mark(Symbol.valueOf(word), column));
        } else if (hasLetterOrDigit(word)) {
            unpunctuated(word, column);
        }
    }

    /// A word without the punctuation around it, unless what is left would be an operator.
    private void unpunctuated(String word, int column) {
        var start = BEGINNINGS.indexOf(word.charAt(0)) >= 0 && Character.isLetterOrDigit(word.codePointAt(1)) ? 1 : 0;
        var end = word.length();
        while (ENDS.indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        var said = word.substring(start, end);
        tokens.add(isOperator(said) ? formed(word, column) : formed(said, column + start));
    }

    /// White space, a quote, or a parenthesis that closes more than the word itself opened.
    private int wordEnd() {
        var open = 0;
        for (var end = at; end < text.length(); end++) {
            var character = text.charAt(end);
            open += character == '(' ? 1 : character == ')' ? -1 : 0;
            if (open < 0 || character == '"' || Character.isWhitespace(character)) {
                return end;
            }
        }
        return text.length();
    }

    private static Word formed(String word, int column) {
        var form = form(word);
        var end = form == Form.PLAIN ? word.length() : Math.max(word.lastIndexOf('~'), word.lastIndexOf('*'));
        return new Word(word.substring(0, end), form, column);
    }

    private static Form form(String word) {
        if (word.endsWith("*")) {
            return Form.PREFIX;
        }
        if (word.endsWith("~1")) {
            return Form.ONE_OFF;
        }
        return word.endsWith("~") || word.endsWith("~2") ? Form.TWO_OFF : Form.PLAIN;
    }

    private static boolean isOperator(String word) {
        return word.equals("AND") || word.equals("OR") || word.equals("NOT");
    }

    private boolean operandAt(int position) {
        return valueAt(position) && (Character.isLetterOrDigit(text.codePointAt(position)) || "\"(".indexOf(text.charAt(position)) >= 0);
    }

    private boolean valueAt(int position) {
        return position < text.length() && !Character.isWhitespace(text.charAt(position)) && text.charAt(position) != ')';
    }

    /// Whether there is anything in a text that could be a word.
    public static boolean hasLetterOrDigit(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
