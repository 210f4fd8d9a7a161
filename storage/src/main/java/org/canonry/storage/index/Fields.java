package org.canonry.storage.index;

import org.canonry.storage.canonical.ContentKind;
import org.canonry.storage.canonical.UseKind;

/// The names of the Lucene fields that are no [Column].
public final class Fields {
    /// `name@version/filename`: one document. Term.
    public static final String KEY = "key";

    /// `name@version` of the package version that carries the resource. Term and sorted column.
    public static final String PACKAGE_VERSION = "package_version";

    /// Name of the package. Term and sorted column.
    public static final String PACKAGE = "package";

    /// FHIR versions of the package, as numbers. Terms and sorted-set column.
    public static final String FHIR_VERSIONS = "fhir_versions";

    /// Codes of jurisdictions. Terms and sorted-set column.
    public static final String JURISDICTION = "jurisdiction";

    /// Log sequence number of the package version. Number.
    public static final String LSN = "lsn";

    /// Ordinal of [org.canonry.storage.canonical.Membership]. Number.
    public static final String MEMBERSHIP = "membership";

    /// `true` or `false`, absent when the resource does not say. Term and sorted column.
    public static final String EXPERIMENTAL = "experimental";

    /// `true` or `false`. Term and sorted column.
    public static final String IS_CANONICAL = "is_canonical";

    /// `true` or `false`. Term and sorted column.
    public static final String EXAMPLE = "example";

    /// First and last moment that the resource's date stands for, in milliseconds since 1970. Points and numbers.
    public static final String DATE_FROM = "date_from";

    /// See [#DATE_FROM].
    public static final String DATE_TO = "date_to";

    /// 16 bytes. Binary column.
    public static final String CONTENT_HASH = "content_hash";

    /// 16 bytes. Binary column.
    public static final String DEFINITION_HASH = "definition_hash";

    /// [MeantText#hash] of the resource's text. Sorted column.
    public static final String TEXT_HASH = "text_hash";

    /// Parts of the [org.canonry.storage.canonical.Location]. Numbers.
    public static final String MEMBER_OFFSET = "member_offset";

    /// See [#MEMBER_OFFSET].
    public static final String MEMBER_BYTES = "member_bytes";

    /// See [#MEMBER_OFFSET].
    public static final String LINE_OFFSET = "line_offset";

    /// See [#MEMBER_OFFSET].
    public static final String LINE_BYTES = "line_bytes";

    /// Description. Stored.
    public static final String DESCRIPTION = "description";

    /// The references of a resource, packed by [UsesCodec]. Stored.
    public static final String USES = "uses";

    /// Words of the url.
    public static final String URL_TEXT = "url_text";

    /// Words of name and id.
    public static final String NAME_TEXT = "name_text";

    /// Words of the title.
    public static final String TITLE_TEXT = "title_text";

    /// Words of the description.
    public static final String DESCRIPTION_TEXT = "description_text";

    /// Element paths and other names inside definitions: terms of [org.canonry.storage.canonical.ContentKind#ELEMENT].
    public static final String ELEMENT_TEXT = "element_text";

    /// Words of short texts inside definitions, as stems: [org.canonry.storage.canonical.ContentKind#PROSE].
    public static final String PROSE_TEXT = "prose_text";

    /// Codes, in lower case without accents: [org.canonry.storage.canonical.ContentKind#CODE].
    public static final String CODE_TEXT = "code_text";

    /// Words of what concepts are called, as stems: [org.canonry.storage.canonical.ContentKind#CONCEPT].
    public static final String CONCEPT_TEXT = "concept_text";

    /// The url as [Folded#url] has it. Term.
    public static final String FOLDED_URL = "folded_url";

    /// Name and id as [Folded#name] has them. Terms.
    public static final String FOLDED_NAME = "folded_name";

    /// The title as [Folded#name] has it. Term.
    public static final String FOLDED_TITLE = "folded_title";

    private Fields() {}

    /// Terms of the texts of one kind inside a resource.
    public static String contents(ContentKind kind) {
        return switch (kind) {
            case ELEMENT -> ELEMENT_TEXT;
            case PROSE -> PROSE_TEXT;
            case CODE -> CODE_TEXT;
            case CONCEPT -> CONCEPT_TEXT;
        };
    }

    /// Targets of the references of one kind: see [org.canonry.storage.canonical.Use#targetTerms]; a term's frequency is the number of references.
    public static String uses(UseKind kind) {
        return USE_FIELDS[kind.ordinal()];
    }

    private static final String[] USE_FIELDS = useFields();

    private static String[] useFields() {
        var kinds = UseKind.values();
        var fields = new String[kinds.length];
        for (var kind : kinds) {
            fields[kind.ordinal()] = "use_" + kind.name().toLowerCase(java.util.Locale.ROOT);
        }
        return fields;
    }
}
