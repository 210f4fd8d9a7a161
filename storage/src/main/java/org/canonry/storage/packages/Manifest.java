package org.canonry.storage.packages;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.canonry.storage.limits.Limits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A package's `package.json`, as it was read.
///
/// Only name and version are demanded. Every other field may be absent or of a form that nobody expects: it is then empty,
/// and [#raw] still holds what was written. Immutable.
public final class Manifest implements ManifestRead {
    private static final List<String> FHIR_VERSIONS =
            List.of("fhirVersions", "fhir-version-list", "fhirVersion", "fhir-version");
    private static final ManifestReader READER = new ManifestReader(Limits.defaults());

    /// What was odd about the bytes, though they could be read.
    public enum Note {
        /// The file starts with a byte order mark.
        BYTE_ORDER_MARK,
        /// A key occurs twice in one object; the last one holds, as in JavaScript.
        DUPLICATE_KEY,
        /// Characters that cannot be stored were replaced by U+FFFD.
        REPAIRED_TEXT
    }

    private final PackageId id;
    private final ObjectNode raw;
    private final Set<Note> notes;

    Manifest(PackageId id, ObjectNode raw, Set<Note> notes) {
        this.id = id;
        this.raw = raw;
        this.notes = Set.copyOf(notes);
    }

    /// Reads the bytes of a `package.json`, in UTF-8, UTF-16 or UTF-32. Never throws.
    public static ManifestRead read(byte[] bytes) {
        return READER.read(bytes);
    }

    /// The same under other limits: `manifest_bytes` and `manifest_levels`.
    public static ManifestRead read(byte[] bytes, Limits limits) {
        return new ManifestReader(limits).read(bytes);
    }

    /// The package version that the manifest names.
    public PackageId id() {
        return id;
    }

    /// What was odd about the bytes.
    public Set<Note> notes() {
        return notes;
    }

    /// Everything that was written, in its order. A copy, which the caller may change.
    public ObjectNode raw() {
        return raw.deepCopy();
    }

    /// FHIR versions as numbers such as `4.0.1`, each once, in the order written; from the first of `fhirVersions`,
    /// `fhir-version-list`, `fhirVersion` and `fhir-version` that has any. Words such as `R4` become numbers.
    public List<String> fhirVersions() {
        return FHIR_VERSIONS.stream()
                .map(this::numbers)
                .filter(numbers -> !numbers.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /// `type`, such as `IG` or `fhir.core`.
    public Optional<String> type() {
        return text("type");
    }

    /// `canonical`: the base of the package's own canonical URLs.
    public Optional<String> canonical() {
        return text("canonical");
    }

    /// `url`: where the guide is published. May be a path on its author's machine.
    public Optional<String> url() {
        return text("url");
    }

    /// `homepage`.
    public Optional<String> homepage() {
        return text("homepage");
    }

    /// `title`.
    public Optional<String> title() {
        return text("title");
    }

    /// `description`.
    public Optional<String> description() {
        return text("description");
    }

    /// `author`: the text, or the name of an object.
    public Optional<String> author() {
        return textOrMember("author", "name");
    }

    /// `license`: the text, or the type of an object.
    public Optional<String> license() {
        return textOrMember("license", "type");
    }

    /// `date`: `yyyyMMddHHmmss` or ISO 8601; UTC where no offset is written. Empty when it is no date.
    public Optional<Instant> date() {
        return text("date").flatMap(ManifestDate::parse);
    }

    /// `keywords`.
    public List<String> keywords() {
        return texts("keywords").toList();
    }

    /// `jurisdiction`: codes such as `urn:iso:std:iso:3166#DK`.
    public List<String> jurisdictions() {
        return texts("jurisdiction").toList();
    }

    /// `dependencies`, in the order written; empty when there are none or the field is no object.
    public List<Dependency> dependencies() {
        return raw.path("dependencies").properties().stream()
                .map(entry -> Dependency.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// `maintainers`: objects, or texts, which are taken for names; entries that tell nothing are left out.
    public List<Person> maintainers() {
        return elements("maintainers").map(Manifest::person).filter(Person::isNamed).toList();
    }

    /// `directories`: purpose and folder.
    public Map<String, String> directories() {
        var directories = new LinkedHashMap<String, String>();
        raw.path("directories").properties().forEach(entry -> text(entry.getValue())
                .ifPresent(folder -> directories.put(entry.getKey(), folder)));
        return Map.copyOf(directories);
    }

    @Override
    public String toString() {
        return id.toString();
    }

    private List<String> numbers(String field) {
        return texts(field)
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(FhirVersion::asNumber)
                .distinct()
                .toList();
    }

    private Stream<String> texts(String field) {
        return elements(field).flatMap(element -> text(element).stream());
    }

    private Stream<JsonNode> elements(String field) {
        var node = raw.path(field);
        return node.isArray() ? node.valueStream() : Stream.of(node).filter(single -> !single.isMissingNode());
    }

    private Optional<String> textOrMember(String field, String member) {
        return text(field).or(() -> text(raw.path(field).path(member)));
    }

    private Optional<String> text(String field) {
        return text(raw.path(field));
    }

    private static Person person(JsonNode node) {
        return new Person(
                text(node).or(() -> text(node.path("name"))), text(node.path("email")), text(node.path("url")));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() && !node.stringValue().isBlank() ? Optional.of(node.stringValue()) : Optional.empty();
    }
}
