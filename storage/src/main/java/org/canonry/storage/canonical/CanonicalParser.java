package org.canonry.storage.canonical;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.FhirRelease;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// Turns one line of an rs file into a [Canonical], or into the reason why it is none: one streaming pass over the bytes, no tree.
///
/// Not thread-safe; one a thread, used for many lines.
public final class CanonicalParser {
    /// What the definition hash leaves out beside narrative and file name, so that a rebuilt but unchanged definition keeps its hash.
    private static final Set<String> EDITION = Set.of("version", "date", "meta");

    /// How nearly every line begins.
    private static final byte[] TYPE_FIRST = "{\"resourceType\":\"".getBytes(StandardCharsets.US_ASCII);

    private final Limits limits;
    private final JsonFactory json;
    private final UseCollector uses;
    private final ContentDigest digest = new ContentDigest();

    /// A parser that keeps the limits `line_bytes`, `url_bytes`, `column_characters`, `content_characters` and `json_levels`.
    public CanonicalParser(Limits limits) {
        this.limits = limits;
        this.uses = new UseCollector(new ContentCollector(limits.intOf(Limit.CONTENT_CHARACTERS)));
        this.json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(limits.intOf(Limit.LINE_BYTES))
                        .maxNestingDepth(limits.intOf(Limit.JSON_LEVELS))
                        .build())
                .build();
    }

    /// Reads `length` bytes from `offset` as one resource.
    ///
    /// @param releases the FHIR releases of the package that carries the line; empty when it does not say
    public ParsedLine parse(byte[] bytes, int offset, int length, Collection<FhirRelease> releases) {
        try (var parser = open(bytes, offset, length)) {
            var fields = new CanonicalFields(limits, uses, resourceType(bytes, offset, length), releases);
            digest.begin(bytes, offset);
            return parse(parser, fields);
        } catch (StreamConstraintsException e) {
            return rejected(LineProblem.INVALID_JSON, "the JSON exceeds a limit: " + e.getOriginalMessage());
        } catch (StreamReadException e) {
            return rejected(LineProblem.INVALID_JSON, "column %d: %s"
                    .formatted(e.getLocation().getColumnNr(), e.getOriginalMessage()));
        }
    }

    /// Looked up before the walk, since the rules for references depend on it and JSON properties have no order. Null when there is none.
    private @Nullable String resourceType(byte[] bytes, int offset, int length) {
        var first = typeWhereItMostlyIs(bytes, offset, length);
        return first == null ? typeAnywhere(bytes, offset, length) : first;
    }

    /// A parser for these few bytes alone would cost more than they do.
    private static @Nullable String typeWhereItMostlyIs(byte[] bytes, int offset, int length) {
        var start = offset + TYPE_FIRST.length;
        if (length <= TYPE_FIRST.length || !Arrays.equals(bytes, offset, start, TYPE_FIRST, 0, TYPE_FIRST.length)) {
            return null;
        }
        var end = start;
        while (end < offset + length && isLetter(bytes[end])) {
            end++;
        }
        return end < offset + length && bytes[end] == '"' ? new String(bytes, start, end - start, StandardCharsets.US_ASCII) : null;
    }

    private static boolean isLetter(byte character) {
        return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
    }

    private @Nullable String typeAnywhere(byte[] bytes, int offset, int length) {
        try (var parser = open(bytes, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (var name = parser.nextName(); name != null; name = parser.nextName()) {
                var value = parser.nextToken();
                if (name.equals("resourceType")) {
                    return value == JsonToken.VALUE_STRING ? parser.getString() : null;
                }
                parser.skipChildren();
            }
            return null;
        }
    }

    private JsonParser open(byte[] bytes, int offset, int length) {
        return json.createParser(ObjectReadContext.empty(), bytes, offset, length);
    }

    private ParsedLine parse(JsonParser parser, CanonicalFields fields) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return rejected(LineProblem.NOT_AN_OBJECT, "a resource is a JSON object");
        }
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            digest.property(part(name), parser.currentTokenLocation().getByteOffset());
            parser.nextToken();
            fields.read(name, parser);
        }
        digest.end(parser.currentTokenLocation().getByteOffset());
        if (parser.nextToken() != null) {
            return rejected(LineProblem.INVALID_JSON, "more than one JSON value on the line");
        }
        return fields.finish(digest);
    }

    private static ContentDigest.Part part(String name) {
        if (name.equals("text") || name.equals("_filename")) {
            return ContentDigest.Part.IGNORED;
        }
        return EDITION.contains(name) ? ContentDigest.Part.EDITION : ContentDigest.Part.DEFINITION;
    }

    static LineRejected rejected(LineProblem problem, String detail) {
        return new LineRejected(problem, detail);
    }
}
