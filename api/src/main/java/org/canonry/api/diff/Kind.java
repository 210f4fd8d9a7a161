package org.canonry.api.diff;

import java.util.Locale;

/// What a change is about. The order is that of `docs/diff-rules.md`.
public enum Kind {
    CANONICAL("Whole resources"),
    METADATA("All resources"),
    DEFINITION("Structure definitions as a whole"),
    ELEMENT("Elements"),
    CARDINALITY("Cardinality"),
    TYPE("Types and profiles"),
    BINDING("Bindings"),
    VALUE("Fixed values, patterns and ranges"),
    SLICING("Slicing"),
    FLAG("Must-support and other flags"),
    INVARIANT("Invariants"),
    TEXT("Words about elements"),
    EXTENSION("Extensions"),
    CODE_SYSTEM("Code systems as a whole"),
    CODE("Codes"),
    DESIGNATION("Designations"),
    VALUE_SET("Value sets"),
    CONCEPT_MAP("Concept maps"),
    SEARCH("Search parameters"),
    OPERATION("Operations"),
    CAPABILITY("Capability statements"),
    NAMING_SYSTEM("Naming systems"),
    QUESTIONNAIRE("Questionnaires"),
    GUIDE("Implementation guides"),
    OTHER("Everything else");

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    /// What it is called on the page of rules.
    public String title() {
        return title;
    }

    /// The name as answers have it, such as `code-system`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
