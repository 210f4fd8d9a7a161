package org.canonry.bench;

import java.util.Map;
import org.canonry.storage.index.Fields;

/// What an index consists of, by what it is for. docs/index-format.md tells of each field.
enum Layer {
    NAMES("words of names, titles and urls"),
    DESCRIPTIONS("words of descriptions"),
    INSIDE("what is inside definitions"),
    REFERENCES("references"),
    STORED("stored texts"),
    COLUMNS("columns and keys");

    private static final String USE = "use_";

    private static final Map<String, Layer> BY_FIELD = Map.ofEntries(
            Map.entry(Fields.NAME_TEXT, NAMES),
            Map.entry(Fields.TITLE_TEXT, NAMES),
            Map.entry(Fields.URL_TEXT, NAMES),
            Map.entry(Fields.FOLDED_NAME, NAMES),
            Map.entry(Fields.FOLDED_TITLE, NAMES),
            Map.entry(Fields.FOLDED_URL, NAMES),
            Map.entry(Fields.DESCRIPTION_TEXT, DESCRIPTIONS),
            Map.entry(Fields.ELEMENT_TEXT, INSIDE),
            Map.entry(Fields.PROSE_TEXT, INSIDE),
            Map.entry(Fields.CODE_TEXT, INSIDE),
            Map.entry(Fields.CONCEPT_TEXT, INSIDE),
            Map.entry(FieldSizes.STORED, STORED));

    private final String words;

    Layer(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    static Layer of(String field) {
        return field.startsWith(USE) ? REFERENCES : BY_FIELD.getOrDefault(field, COLUMNS);
    }
}
