package org.canonry.storage.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.canonry.storage.canonical.Canonical;
import org.canonry.storage.canonical.ContentKind;
import org.canonry.storage.canonical.Location;
import org.canonry.storage.canonical.Membership;
import org.canonry.storage.canonical.Use;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// Writes a canonical, as one package version carries it, as a Lucene document. What it writes, [CanonicalColumns] reads.
public final class CanonicalDocument {
    private static final FieldType KEYWORD = keyword(DocValuesType.SORTED);
    private static final FieldType KEYWORDS = keyword(DocValuesType.SORTED_SET);
    private static final FieldType WORDS = words(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    private static final FieldType USE = uses();
    private static final FieldType CONTENTS = words(IndexOptions.DOCS);

    /// The beginning of a text tells its language.
    private static final int TELLING_CHARACTERS = 400;

    private final Document document = new Document();

    private CanonicalDocument() {}

    /// The document of `canonical`, to be indexed by any thread.
    ///
    /// @param location where its line stands in the carrier's rs file
    /// @param known what texts became before
    public static Document of(Canonical canonical, Carrier carrier, Membership membership, Location location, KnownTerms known) {
        var written = new CanonicalDocument();
        written.columns(canonical);
        written.carrier(canonical, carrier, membership);
        written.hashes(canonical);
        written.textHash(canonical);
        written.location(location);
        var languages = languages(canonical, carrier, known);
        written.words(canonical, languages, known);
        written.contents(canonical, languages, known);
        written.folded(canonical);
        written.uses(canonical.uses());
        return written.document;
    }

    /// What the documents of one package version have in common.
    ///
    /// @param version the package version that carries them
    /// @param id of the version, as text
    /// @param countries segments of its name, for some are codes of countries
    public record Carrier(PackageVersion version, String id, List<String> countries) {
        /// Of one package version.
        public static Carrier of(PackageVersion version) {
            var segments = version.id().name().text().toUpperCase(Locale.ROOT).split("\\.");
            return new Carrier(version, version.id().toString(), List.of(segments));
        }
    }

    /// The value of [Fields#KEY].
    public static String key(String packageVersion, String filename) {
        return packageVersion + '/' + filename;
    }

    private void columns(Canonical canonical) {
        for (var column : Column.ALL) {
            column(column, column.of(canonical));
        }
        canonical.jurisdictions().forEach(code -> keywords(Fields.JURISDICTION, code));
        keyword(Fields.EXPERIMENTAL, canonical.experimental() == null ? null : canonical.experimental().toString());
        keyword(Fields.IS_CANONICAL, Boolean.toString(canonical.isCanonical()));
        keyword(Fields.EXAMPLE, Boolean.toString(canonical.example()));
        if (canonical.date() != null) {
            FhirDate.parse(canonical.date()).ifPresent(this::date);
        }
    }

    private void date(FhirDate date) {
        document.add(new LongField(Fields.DATE_FROM, date.from(), Field.Store.NO));
        document.add(new LongField(Fields.DATE_TO, date.to(), Field.Store.NO));
    }

    private void carrier(Canonical canonical, Carrier carrier, Membership membership) {
        document.add(new StringField(Fields.KEY, Utf8.bytes(key(carrier.id, canonical.filename())), Field.Store.NO));
        keyword(Fields.PACKAGE_VERSION, carrier.id);
        keyword(Fields.PACKAGE, carrier.version.id().name().text());
        carrier.version.fhirVersions().forEach(version -> keywords(Fields.FHIR_VERSIONS, version));
        number(Fields.LSN, carrier.version.lsn());
        number(Fields.MEMBERSHIP, membership.ordinal());
    }

    private void hashes(Canonical canonical) {
        document.add(new BinaryDocValuesField(Fields.CONTENT_HASH, new BytesRef(canonical.contentHash().bytes())));
        document.add(new BinaryDocValuesField(Fields.DEFINITION_HASH, new BytesRef(canonical.definitionHash().bytes())));
    }

    private void textHash(Canonical canonical) {
        MeantText.of(canonical.title(), canonical.name(), canonical.description())
                .ifPresent(text -> document.add(new SortedDocValuesField(Fields.TEXT_HASH, MeantText.hash(text))));
    }

    private void location(Location location) {
        number(Fields.MEMBER_OFFSET, location.memberOffset());
        number(Fields.MEMBER_BYTES, location.memberBytes());
        number(Fields.LINE_OFFSET, location.lineOffset());
        number(Fields.LINE_BYTES, location.lineBytes());
    }

    private static Set<Language> languages(Canonical canonical, Carrier carrier, KnownTerms known) {
        var text = String.join(" ", Objects.requireNonNullElse(canonical.title(), ""), Objects.requireNonNullElse(canonical.description(), ""));
        var countries = new ArrayList<>(canonical.jurisdictions());
        countries.addAll(carrier.countries);
        return known.languages(text.substring(0, Math.min(TELLING_CHARACTERS, text.length())), canonical.language(), countries);
    }

    private void words(Canonical canonical, Set<Language> languages, KnownTerms known) {
        words(Fields.URL_TEXT, canonical.url(), known::name);
        words(Fields.NAME_TEXT, canonical.name(), known::name);
        words(Fields.NAME_TEXT, canonical.resourceId(), known::name);
        words(Fields.TITLE_TEXT, canonical.title(), (field, text) -> known.prose(field, text, languages));
        words(Fields.DESCRIPTION_TEXT, canonical.description(), (field, text) -> known.prose(field, text, languages));
        if (canonical.description() != null) {
            document.add(new StoredField(Fields.DESCRIPTION, canonical.description()));
        }
    }

    private void contents(Canonical canonical, Set<Language> languages, KnownTerms known) {
        for (var kind : ContentKind.values()) {
            var lines = canonical.contents().lines(kind);
            var terms = lines.isEmpty() ? Terms.NONE : known.contents(kind, lines, languages);
            if (!terms.isEmpty()) {
                document.add(new Inverted(Fields.contents(kind), CONTENTS, terms::tokens));
            }
        }
    }

    private void words(String field, @Nullable String text, BiFunction<String, String, Terms> reading) {
        if (text != null) {
            document.add(new Inverted(field, WORDS, reading.apply(field, text)::tokens));
        }
    }

    private void folded(Canonical canonical) {
        term(Fields.FOLDED_URL, Folded.url(canonical.url()));
        Stream.of(Folded.name(canonical.name()), Folded.name(canonical.resourceId()))
                .distinct()
                .forEach(name -> term(Fields.FOLDED_NAME, name));
        term(Fields.FOLDED_TITLE, Folded.name(canonical.title()));
    }

    private void term(String field, String value) {
        if (!value.isEmpty()) {
            document.add(new StringField(field, Utf8.bytes(value), Field.Store.NO));
        }
    }

    private void uses(List<Use> uses) {
        if (uses.isEmpty()) {
            return;
        }
        document.add(new StoredField(Fields.USES, UsesCodec.encode(uses)));
        UseTerms.counts(uses).forEach((kind, targets) -> document.add(new Inverted(Fields.uses(kind), USE, () -> new UseTerms(targets))));
    }

    private void column(Column column, @Nullable String value) {
        if (column.isTerm()) {
            keyword(column.field(), value);
        } else if (value != null) {
            document.add(new SortedDocValuesField(column.field(), Utf8.bytes(value)));
        }
    }

    private void keyword(String field, @Nullable String value) {
        if (value != null) {
            document.add(new Field(field, Utf8.bytes(value), KEYWORD));
        }
    }

    private void keywords(String field, String value) {
        document.add(new Field(field, Utf8.bytes(value), KEYWORDS));
    }

    private void number(String field, long value) {
        document.add(new NumericDocValuesField(field, value));
    }

    private static FieldType keyword(DocValuesType columns) {
        var type = new FieldType();
        type.setTokenized(false);
        type.setOmitNorms(true);
        type.setIndexOptions(IndexOptions.DOCS);
        type.setDocValuesType(columns);
        type.freeze();
        return type;
    }

    private static FieldType words(IndexOptions options) {
        var type = new FieldType();
        type.setTokenized(true);
        type.setIndexOptions(options);
        type.freeze();
        return type;
    }

    /// Terms with frequencies, for they are the numbers of references.
    private static FieldType uses() {
        var type = new FieldType();
        type.setTokenized(true);
        type.setOmitNorms(true);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.freeze();
        return type;
    }

    /// A field whose terms are known. What tells them to Lucene is made on the thread that asks, for it shares its attributes with the others of that thread.
    private static final class Inverted extends Field {
        private final Supplier<TokenStream> terms;

        Inverted(String name, FieldType type, Supplier<TokenStream> terms) {
            super(name, type);
            this.terms = terms;
        }

        @Override
        public TokenStream tokenStream(Analyzer analyzer, @Nullable TokenStream reuse) {
            return terms.get();
        }
    }
}
