package org.canonry.api.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.canonical.ContentHash;
import org.canonry.storage.canonical.Location;
import org.canonry.storage.canonical.Membership;
import org.canonry.storage.canonical.RsLines;
import org.canonry.storage.canonical.Use;
import org.canonry.storage.index.CanonicalColumns;
import org.canonry.storage.index.CanonicalDocument;
import org.canonry.storage.index.Column;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.UsesCodec;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// One canonical resource as one package version carries it: a document of a snapshot, whose columns are read when they are asked for.
///
/// Two are equal when they are the same document. Thread-safe. A damaged index surfaces as [UncheckedIOException].
public final class CanonicalResource {
    /// Decimals as written: in FHIR 1.10 is not 1.1.
    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final Snapshot snapshot;
    private final int document;
    private final Segment segment;
    private final CanonicalColumns columns;
    private final int doc;

    CanonicalResource(Snapshot snapshot, int document) {
        this.snapshot = snapshot;
        this.document = document;
        var inSegment = snapshot.inSegment(document);
        this.segment = inSegment.segment();
        this.columns = segment.columns();
        this.doc = inSegment.doc();
    }

    /// Number of the document in the snapshot.
    public int document() {
        return document;
    }

    /// The snapshot that it is of.
    public Snapshot snapshot() {
        return snapshot;
    }

    /// `name@version/filename`: which resource it is, in every snapshot.
    public String key() {
        return CanonicalDocument.key(required(Fields.PACKAGE_VERSION), filename());
    }

    /// The canonical url; for an R4 NamingSystem its preferred unique id.
    public String url() {
        return required(Column.URL.field());
    }

    /// Whether its type is canonical in the FHIR release of its package.
    public boolean isCanonical() {
        return Boolean.TRUE.equals(flag(Fields.IS_CANONICAL));
    }

    /// Whether it is an example.
    public boolean example() {
        return Boolean.TRUE.equals(flag(Fields.EXAMPLE));
    }

    /// Business version; null when it has none.
    public @Nullable String version() {
        return text(Column.VERSION);
    }

    /// Type of the resource.
    public String resourceType() {
        return required(Column.RESOURCE_TYPE.field());
    }

    /// Logical id; null when it has none.
    public @Nullable String resourceId() {
        return text(Column.RESOURCE_ID);
    }

    /// Name for machines; null when it has none.
    public @Nullable String name() {
        return text(Column.NAME);
    }

    /// Title for people; null when it has none.
    public @Nullable String title() {
        return text(Column.TITLE);
    }

    /// Description; null when it has none.
    public @Nullable String description() {
        return stored(Fields.DESCRIPTION).get(Fields.DESCRIPTION);
    }

    /// Publication status; null when it has none.
    public @Nullable String status() {
        return text(Column.STATUS);
    }

    /// Whether it is for testing only; null when it does not say.
    public @Nullable Boolean experimental() {
        return flag(Fields.EXPERIMENTAL);
    }

    /// Date as written; null when it has none.
    public @Nullable String date() {
        return text(Column.DATE);
    }

    /// Publisher; null when it has none.
    public @Nullable String publisher() {
        return text(Column.PUBLISHER);
    }

    /// Codes of jurisdictions.
    public List<String> jurisdictions() {
        return reading(() -> columns.texts(Fields.JURISDICTION, doc));
    }

    /// The resource's own FHIR version, else its package's; null when neither tells.
    public @Nullable String fhirVersion() {
        var own = text(Column.FHIR_VERSION);
        return own != null ? own : packageVersion().fhirVersions().stream().findFirst().orElse(null);
    }

    /// Kind; null when its type has none.
    public @Nullable String kind() {
        return text(Column.KIND);
    }

    /// Type that it constrains, or the code of its type; null when it has none.
    public @Nullable String type() {
        return text(Column.TYPE);
    }

    /// `specialization` or `constraint`; null when its type has none.
    public @Nullable String derivation() {
        return text(Column.DERIVATION);
    }

    /// What it derives from; null when it derives from nothing.
    public @Nullable String baseDefinition() {
        return text(Column.BASE_DEFINITION);
    }

    /// Content of a code system; null for anything else.
    public @Nullable String content() {
        return text(Column.CONTENT);
    }

    /// The package version that carries it.
    public PackageVersion packageVersion() {
        return snapshot.packages().version(lsn())
                .orElseThrow(() -> new IllegalStateException("no package version with lsn " + lsn()));
    }

    /// The event that brought it.
    public long lsn() {
        return reading(() -> columns.number(Fields.LSN, doc, -1));
    }

    /// Path inside the package.
    public String filename() {
        return required(Column.FILENAME.field());
    }

    /// Equal for equal content.
    public ContentHash contentHash() {
        return reading(() -> columns.hash(Fields.CONTENT_HASH, doc));
    }

    /// Equal for content that differs in version, date and meta alone.
    public ContentHash definitionHash() {
        return reading(() -> columns.hash(Fields.DEFINITION_HASH, doc));
    }

    /// How its carrier stands to the first one.
    public Membership membership() {
        return reading(() -> columns.membership(doc));
    }

    /// The references that it holds, in the order of their appearance.
    public List<Use> references() {
        return reading(() -> {
            var packed = stored(Fields.USES).getBinaryValue(Fields.USES);
            return packed == null ? List.of() : UsesCodec.decode(packed);
        });
    }

    /// The whole resource, without its narrative: one range read of the bucket.
    ///
    /// @throws IOException when the bucket cannot be read
    public Map<String, Object> resource() throws IOException {
        var resource = JSON.readValue(json(), OBJECT);
        resource.remove("_filename");
        return resource;
    }

    /// The line that holds it, as it stands in the bucket: its JSON without narrative, and its file name in `_filename`. One range read.
    ///
    /// @throws IOException when the bucket cannot be read
    public byte[] json() throws IOException {
        var location = location();
        var key = Key.of(packageVersion().tarball().rsKey());
        var range = snapshot.bucket().readRange(key, location.memberOffset(), Math.toIntExact(location.memberBytes()));
        return RsLines.extract(range, location);
    }

    /// How long [#json] is, in bytes. Reads the index alone.
    public int jsonBytes() {
        return location().lineBytes();
    }

    private Location location() {
        return reading(() -> columns.location(doc));
    }

    private Document stored(String field) {
        return reading(() -> snapshot.searcher().storedFields().document(document, Set.of(field)));
    }

    private @Nullable String text(Column column) {
        return segment.text(column.field(), doc);
    }

    private @Nullable Boolean flag(String field) {
        return CanonicalResource.<@Nullable Boolean>reading(() -> columns.flag(field, doc));
    }

    private String required(String field) {
        var text = segment.text(field, doc);
        // What is missing is told by those who know the format.
        return text != null ? text : reading(() -> columns.required(field, doc));
    }

    private static <T extends @Nullable Object> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Reading<T extends @Nullable Object> {
        T read() throws IOException;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CanonicalResource that && snapshot == that.snapshot && document == that.document;
    }

    @Override
    public int hashCode() {
        return document;
    }

    @Override
    public String toString() {
        return key();
    }
}
