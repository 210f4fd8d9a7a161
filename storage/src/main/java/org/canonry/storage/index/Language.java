package org.canonry.storage.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.jspecify.annotations.Nullable;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;

/// A language whose words have endings that searches should not stumble over. Japanese and Chinese need no entry: their characters are searched in pairs,
/// whatever the language.
public enum Language {
    ENGLISH("en", "english", EnglishStemmer::new),
    GERMAN("de", "german", GermanStemmer::new, "DE", "AT", "CH", "LI"),
    FRENCH("fr", "french", FrenchStemmer::new, "FR", "BE", "LU"),
    SPANISH("es", "spanish", SpanishStemmer::new, "ES", "CL", "AR", "MX", "CO", "PE", "UY", "EC", "CR"),
    PORTUGUESE("pt", "portuguese", PortugueseStemmer::new, "PT", "BR"),
    DUTCH("nl", "dutch", DutchStemmer::new, "NL"),
    DANISH("da", "danish", DanishStemmer::new, "DK"),
    SWEDISH("sv", "swedish", SwedishStemmer::new, "SE");

    private static final List<Language> ALL = List.of(values());
    private static final Map<String, Set<Language>> BY_COUNTRY = byCountry();
    private static final Map<String, Set<Language>> BY_STOP_WORD = byStopWord();

    /// With an accent behind each letter.
    private static final int LONGEST_STOP_WORD = 2 * BY_STOP_WORD.keySet().stream().mapToInt(String::length).max().orElseThrow();

    /// Words of one language alone that a text needs before it counts as written in it.
    private static final int SURE = 2;

    private final String code;
    private final String stopWords;
    private final Supplier<SnowballStemmer> stemmer;
    private final Set<String> countries;

    Language(String code, String stopWords, Supplier<SnowballStemmer> stemmer, String... countries) {
        this.code = code;
        this.stopWords = stopWords + "_stop.txt";
        this.stemmer = stemmer;
        this.countries = Set.of(countries);
    }

    /// The code of BCP 47, in lower case.
    public String code() {
        return code;
    }

    SnowballStemmer stemmer() {
        return stemmer.get();
    }

    /// Whether the word, as [Folded#plain] has it, says nothing by itself in this language.
    public boolean isStopWord(String word) {
        return BY_STOP_WORD.getOrDefault(word, Set.of()).contains(this);
    }

    /// The languages of a text that is not cut into words yet: long ones say nothing about them.
    static Set<Language> of(String text, @Nullable String said, Iterable<String> countries) {
        return of(Words.of(text, LONGEST_STOP_WORD), said, countries);
    }

    /// The languages of a text: the one whose small words it has, and those that are said of it.
    ///
    /// @param words as [Folded#plain] has them
    /// @param said language tag of the text's owner; null when it has none
    /// @param countries that it is from: codes of ISO 3166
    public static Set<Language> of(Iterable<String> words, @Nullable String said, Iterable<String> countries) {
        var hints = EnumSet.noneOf(Language.class);
        ALL.stream().filter(language -> said != null && language != ENGLISH && said.toLowerCase(Locale.ROOT).startsWith(language.code)).forEach(hints::add);
        countries.forEach(country -> hints.addAll(BY_COUNTRY.getOrDefault(country, Set.of())));
        var found = EnumSet.copyOf(hints);
        found.addAll(spoken(words, hints));
        return found.isEmpty() ? EnumSet.of(ENGLISH) : found;
    }

    private static Set<Language> spoken(Iterable<String> words, Set<Language> hints) {
        var counts = new int[ALL.size()];
        for (var word : words) {
            var languages = BY_STOP_WORD.get(word);
            if (languages != null) {
                languages.forEach(language -> counts[language.ordinal()]++);
            }
        }
        var most = Arrays.stream(counts).max().orElse(0);
        var found = EnumSet.noneOf(Language.class);
        ALL.stream().filter(language -> most >= SURE && counts[language.ordinal()] == most).forEach(found::add);
        if (found.contains(ENGLISH) || found.isEmpty()) {
            return hints.isEmpty() || found.contains(ENGLISH) ? EnumSet.of(ENGLISH) : Set.of();
        }
        return found;
    }

    private static Map<String, Set<Language>> byCountry() {
        var languages = new HashMap<String, Set<Language>>();
        ALL.forEach(language -> language.countries.forEach(
                country -> languages.computeIfAbsent(country, absent -> EnumSet.noneOf(Language.class)).add(language)));
        languages.put("CH", EnumSet.of(GERMAN, FRENCH));
        languages.put("BE", EnumSet.of(FRENCH, DUTCH));
        return languages;
    }

    private static Map<String, Set<Language>> byStopWord() {
        var languages = new HashMap<String, Set<Language>>();
        ALL.forEach(language -> language.readStopWords().forEach(
                word -> languages.computeIfAbsent(word, absent -> EnumSet.noneOf(Language.class)).add(language)));
        return languages;
    }

    private Set<String> readStopWords() {
        try (var list = SnowballFilter.class.getResourceAsStream(stopWords)) {
            if (list == null) {
                throw new IllegalStateException("Lucene has no " + stopWords);
            }
            var words = new HashSet<String>();
            for (var word : WordlistLoader.getSnowballWordSet(list, StandardCharsets.UTF_8)) {
                words.add(Folded.plain(new String((char[]) word)));
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
