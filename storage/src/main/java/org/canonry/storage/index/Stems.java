package org.canonry.storage.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tartarus.snowball.SnowballStemmer;

/// What is left of words without their endings, and the parts of compounds. Words are lower-case and without accents before and after.
///
/// Not thread-safe; remembers what it has seen, for words repeat.
public final class Stems {
    private static final int REMEMBERED = 50_000;
    private static final int SHORTEST = 3;
    private static final int SHORTEST_COMPOUND = 8;
    private static final int SHORTEST_PART = 4;

    /// An ü of people who lack the key, but not in Steuer, Treue or Quelle.
    private static final Pattern GERMAN_UE = Pattern.compile("(?<![aeq])ue");

    /// Words of German, Dutch, Danish and Swedish that others are put together from.
    private static final Map<Language, Set<String>> PARTS = readParts();

    private static final ThreadLocal<Map<Set<Language>, Stems>> OF_THREAD = ThreadLocal.withInitial(HashMap::new);

    private final Map<Language, SnowballStemmer> stemmers = new EnumMap<>(Language.class);
    private final Map<String, Forms> known = new HashMap<>();

    /// For words of any of these languages.
    public Stems(Collection<Language> languages) {
        languages.forEach(language -> stemmers.put(language, language.stemmer()));
    }

    /// Those that this thread shares.
    static Stems ofThread(Set<Language> languages) {
        return OF_THREAD.get().computeIfAbsent(languages, Stems::new);
    }

    /// What a word becomes.
    ///
    /// @param stems in each language, and of each part of a compound; the word itself where it has no endings to lose
    /// @param others of these those that are not the word
    /// @param isStopWord whether it says nothing by itself in one of the languages
    record Forms(List<String> stems, List<String> others, boolean isStopWord) {}

    /// The stem of a word in each of the languages, and of each part of a compound; the word itself where it has no endings to lose.
    public Set<String> of(String word) {
        return Set.copyOf(forms(word).stems);
    }

    /// A word and beside it its stems, where they differ; nothing where there is no word. Not remembered here, as [#telling] is not: who asks remembers.
    List<String> withOthers(String word) {
        return word.isEmpty() ? List.of() : Stream.concat(Stream.of(word), read(word).others.stream()).toList();
    }

    /// The stems that a text is found by where only words count that say something; nothing where there is no word.
    List<String> telling(String word) {
        if (word.isEmpty()) {
            return List.of();
        }
        var forms = read(word);
        return forms.isStopWord ? List.of() : forms.stems;
    }

    Forms forms(String word) {
        var forms = known.get(word);
        if (forms == null) {
            forms = read(word);
            if (known.size() > REMEMBERED) {
                known.clear();
            }
            known.put(word, forms);
        }
        return forms;
    }

    private Forms read(String word) {
        var stems = new ArrayList<String>();
        if (word.length() < SHORTEST || !isOfLetters(word)) {
            stems.add(word);
        } else {
            stemmers.keySet().forEach(language -> read(word, language, stems));
        }
        return new Forms(List.copyOf(stems), othersThan(word, stems), stemmers.keySet().stream().anyMatch(language -> language.isStopWord(word)));
    }

    private static List<String> othersThan(String word, List<String> stems) {
        return stems.size() == 1 && stems.getFirst().equals(word) ? List.of() : stems.stream().filter(stem -> !stem.equals(word)).toList();
    }

    private static boolean isOfLetters(String word) {
        for (var i = 0; i < word.length(); i++) {
            if (word.charAt(i) < 'a' || word.charAt(i) > 'z') {
                return false;
            }
        }
        return true;
    }

    private void read(String word, Language language, List<String> stems) {
        addOnce(stem(word, language), stems);
        parts(word, language).forEach(part -> addOnce(stem(part, language), stems));
    }

    /// They are a handful.
    private static void addOnce(String stem, List<String> stems) {
        if (!stems.contains(stem)) {
            stems.add(stem);
        }
    }

    private String stem(String word, Language language) {
        var stemmer = stemmers.computeIfAbsent(language, Language::stemmer);
        stemmer.setCurrent(spelled(word, language));
        stemmer.stem();
        return stemmer.getCurrent();
    }

    /// Two letters that stand for one with dots, a stroke or a ring, as people write it who lack the key: both become the plain letter.
    private static String spelled(String word, Language language) {
        return switch (language) {
            case GERMAN -> GERMAN_UE.matcher(word.replace("ae", "a").replace("oe", "o")).replaceAll("u");
            case DANISH, SWEDISH -> word.replace("aa", "a").replace("ae", "a").replace("oe", "o");
            case ENGLISH, FRENCH, SPANISH, PORTUGUESE, DUTCH -> word;
        };
    }

    /// The longest known part at each place of a long word.
    private static Set<String> parts(String word, Language language) {
        var known = PARTS.getOrDefault(language, Set.of());
        if (known.isEmpty() || word.length() < SHORTEST_COMPOUND) {
            return Set.of();
        }
        var parts = new LinkedHashSet<String>();
        for (var start = 0; start + SHORTEST_PART <= word.length(); start++) {
            for (var end = word.length(); end >= start + SHORTEST_PART; end--) {
                var part = word.substring(start, end);
                if (known.contains(part) && !part.equals(word)) {
                    parts.add(part);
                    start = end - 1;
                    break;
                }
            }
        }
        return parts;
    }

    private static Map<Language, Set<String>> readParts() {
        var parts = new EnumMap<Language, Set<String>>(Language.class);
        try (var list = Stems.class.getResourceAsStream("compound-parts.txt")) {
            if (list == null) {
                throw new IllegalStateException("compound-parts.txt is missing from the class path");
            }
            var lines = new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).collect(Collectors.toList());
            for (var language : Language.values()) {
                lines.stream()
                        .filter(line -> line.startsWith(language.code() + ":"))
                        .forEach(line -> parts.computeIfAbsent(language, absent -> new HashSet<>())
                                .addAll(Set.of(Folded.plain(line.substring(line.indexOf(':') + 1)).strip().split("\\s+"))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }
}
