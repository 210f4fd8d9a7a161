package org.canonry.api.query;

/// Letters with dots, a stroke or a ring, as people write them who lack the key: `Überweisung` and `Ueberweisung`, `læge` and `laege`.
final class Umlauts {
    private Umlauts() {}

    /// A text with each such letter as two.
    static String spelledOut(String text) {
        return text.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("å", "aa").replace("æ", "ae").replace("ø", "oe");
    }

    /// A folded word whose two letters stand for one, as that one is folded; the word itself where it has none.
    static String folded(String word) {
        return word.replace("ae", "a").replace("oe", "o").replaceAll("(?<![aeq])ue", "u").replace("aa", "a");
    }
}
