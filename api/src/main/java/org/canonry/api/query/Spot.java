package org.canonry.api.query;

import java.util.Map;
import java.util.Optional;
import org.canonry.api.query.language.QueryField;
import org.canonry.storage.index.Fields;

/// A field of the index as people know it.
///
/// @param name short, as a highlight or a query names it
/// @param words as a sentence names it
record Spot(String name, String words) {
    private static final Map<String, Spot> BY_FIELD = Map.ofEntries(
            Map.entry(Fields.NAME_TEXT, new Spot("name", "the name or id")),
            Map.entry(Fields.FOLDED_NAME, new Spot("name", "the name or id")),
            Map.entry(Fields.TITLE_TEXT, new Spot("title", "the title")),
            Map.entry(Fields.FOLDED_TITLE, new Spot("title", "the title")),
            Map.entry(Fields.URL_TEXT, new Spot("url", "the url")),
            Map.entry(Fields.FOLDED_URL, new Spot("url", "the url")),
            Map.entry(Fields.DESCRIPTION_TEXT, new Spot("description", "the description")),
            Map.entry(Fields.ELEMENT_TEXT, new Spot("element", "the names and paths inside")),
            Map.entry(Fields.PROSE_TEXT, new Spot("text", "the short texts inside")),
            Map.entry(Fields.CODE_TEXT, new Spot("code", "the codes inside")),
            Map.entry(Fields.CONCEPT_TEXT, new Spot("concept", "what concepts inside are called")),
            Map.entry(Fields.PACKAGE_VERSION, new Spot("package", "the package")));

    /// The field of that name in the index.
    static Spot of(String field) {
        return Optional.ofNullable(BY_FIELD.get(field)).orElseGet(() -> asked(field));
    }

    private static Spot asked(String field) {
        var name = QueryField.inIndex(field).map(QueryField::publicName).orElse(field);
        return new Spot(name, "the " + name);
    }
}
