package org.canonry.api.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.canonry.api.query.language.Clause;
import org.canonry.api.query.language.QueryField;
import org.canonry.api.query.language.QueryField.Matching;
import org.canonry.api.query.language.Token;
import org.canonry.storage.index.Folded;

/// A text with its slips mended: what is unknown replaced by what is known and similar, all else as it was typed.
final class DidYouMean {
    private final Spelling spelling;
    private final WordForms forms;
    private final List<Mended> mends = new ArrayList<>();
    private long left;

    /// @param most so many words are tried as others: each takes a while
    DidYouMean(Spelling spelling, WordForms forms, long most) {
        this.spelling = spelling;
        this.forms = forms;
        this.left = most;
    }

    /// @param from the first character that is replaced
    /// @param to behind the last
    private record Mended(int from, int to, String text) {}

    /// The mended text; empty when there is nothing to mend. What something is called is no slip, however seldom.
    ///
    /// @param clause what `text` was understood as
    Optional<String> instead(String text, Clause clause) {
        if (spelling.isName(text)) {
            return Optional.empty();
        }
        mend(clause, clause instanceof Clause.Operand || clause instanceof Clause.Together);
        if (mends.isEmpty()) {
            return Optional.empty();
        }
        var mended = new StringBuilder(text);
        mends.reversed().forEach(one -> mended.replace(one.from, one.to, one.text));
        return Optional.of(mended.toString());
    }

    /// @param alone whether a word may become two without parentheses
    private void mend(Clause clause, boolean alone) {
        switch (clause) {
            case Clause.OneWord word -> mend(word, alone);
            case Clause.InOrder phrase -> mend(phrase);
            case Clause.All(var clauses) -> clauses.forEach(one -> mend(one, false));
            case Clause.Any(var clauses) -> clauses.forEach(one -> mend(one, false));
            case Clause.Together(var clauses) -> clauses.forEach(one -> mend(one, alone && one instanceof Clause.Operand));
            case Clause.Must(var inner) -> mend(inner, false);
            case Clause.MustNot(var inner) -> mend(inner, false);
        }
    }

    private void mend(Clause.OneWord word, boolean alone) {
        if (word.form() == Token.Form.PLAIN) {
            instead(word, alone)
                    .ifPresent(text -> mends.add(new Mended(word.column() - 1, word.column() - 1 + word.text().length(), text)));
        }
    }

    private Optional<String> instead(Clause.OneWord word, boolean alone) {
        if (isWords(word)) {
            return mended(word.text(), word.field().isEmpty(), alone);
        }
        return word.field().filter(field -> field.matching() == Matching.KEYWORD).flatMap(field -> value(field, word.text()));
    }

    private Optional<String> value(QueryField field, String value) {
        return left-- > 0 ? spelling.value(field.indexField(), value) : Optional.empty();
    }

    private void mend(Clause.InOrder phrase) {
        if (isWords(phrase)) {
            var text = Arrays.stream(phrase.text().strip().split("\\s+"))
                    .map(word -> mended(word, false, false).orElse(word))
                    .collect(Collectors.joining(" "));
            if (!text.equals(phrase.text().strip())) {
                mends.add(new Mended(phrase.column(), phrase.column() + phrase.text().length(), text));
            }
        }
    }

    private static boolean isWords(Clause.Operand operand) {
        return operand.field().map(field -> field.matching() == Matching.WORDS).orElse(true);
    }

    private Optional<String> mended(String word, boolean maybeTwo, boolean alone) {
        if (left <= 0 || spelling.isName(word)) {
            return Optional.empty();
        }
        if (word.indexOf('/') > 0) {
            left--;
            return spelling.urls().nearest(word);
        }
        var slip = Slips.in(List.of(word), Synonyms.covered(List.of(Folded.plain(word))), spelling, forms, left).words().getFirst();
        if (!slip.isUnknown()) {
            return Optional.empty();
        }
        left--;
        return slip.mended().equals(word) && maybeTwo ? apart(word, alone) : Optional.of(slip.mended()).filter(mended -> !mended.equals(word));
    }

    private Optional<String> apart(String word, boolean alone) {
        return spelling.apart(Folded.name(word)).map(pair -> String.join(" ", pair)).map(pair -> alone ? pair : '(' + pair + ')');
    }
}
