package org.canonry.api.query;

/// How a text, or a part of it, can reach a resource; each with the words that tell so to who asks why.
///
/// In the words, the first `%s` is what was typed, the second what it was taken for, the third where that was found.
enum Way {
    WORD("“%1$s” is in %3$s"),
    PRESENT("“%1$s” is there at all"),
    KIND_WORD("“%1$s”, which names a kind of definition, is in %3$s"),
    PACKAGE("“%1$s” belongs to the name, FHIR release or version of its package"),
    SYNONYM("“%2$s”, another word for “%1$s”, is in %3$s"),
    SYNONYM_OF_PACKAGE("“%2$s”, another word for “%1$s”, belongs to the name of its package"),
    WRITTEN_OTHERWISE("“%2$s”, as “%1$s” can be written, is in %3$s"),
    SIMILAR("“%2$s”, which is similar to “%1$s”, is in %3$s"),
    BEGINNING("a word that begins with “%1$s” is in %3$s"),
    BOUND("it is bound to the element “%1$s”"),
    HELD("“%1$s” is in %3$s, and it was asked who holds it"),
    INCLUDED("it includes the whole code system %2$s, where “%1$s” is"),
    TOGETHER("the words stand close together in %3$s"),
    WHOLE("“%1$s” is, as a whole, %3$s"),
    WHOLE_MENDED("“%2$s”, the text with its slips mended, is %3$s"),
    WHOLE_WITHOUT_KIND("“%2$s”, the text without the words that name a kind or a release, is %3$s"),
    WHOLE_BEGINS("%3$s begins with “%1$s”"),
    WHOLE_ENDS("the url ends with “%1$s”"),
    WHOLE_NEAR("“%1$s” is, but for a slip or two, %3$s"),
    NAME_AMONG_WORDS("“%1$s” is %3$s"),
    PHRASE("“%1$s” is, in this order, in %3$s"),
    SLIP("a word that differs from “%1$s” by a letter or two is in %3$s"),
    NEAR("what it is, in the words of its author, is near in meaning to “%1$s”"),
    VALUE("%3$s is what was asked for: “%1$s”"),
    NOT_EXCLUDED("it is none of what was excluded");

    private final String words;

    Way(String words) {
        this.words = words;
    }

    String words(String typed, String met, String place) {
        return words.formatted(typed, met, place);
    }
}
