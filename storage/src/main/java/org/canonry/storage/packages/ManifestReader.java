package org.canonry.storage.packages;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.Manifest.Note;
import org.canonry.storage.packages.ManifestRefused.Problem;
import org.canonry.storage.packages.Refusal.Reason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads the bytes of a `package.json` into a [Manifest], or says why not.
final class ManifestReader {
    private static final int APPLE_DOUBLE_MAGIC = 0x00051607;

    private final Limits limits;
    private final JsonMapper json;

    ManifestReader(Limits limits) {
        this.limits = limits;
        this.json = mapper(limits);
    }

    ManifestRead read(byte[] bytes) {
        if (bytes.length > limits.of(Limit.MANIFEST_BYTES)) {
            return refused(Problem.TOO_LARGE, "more than " + limits.describe(Limit.MANIFEST_BYTES));
        }
        if (isAppleDouble(bytes)) {
            return refused(Problem.INVALID_JSON, "line 1, column 1: an AppleDouble file of macOS, not JSON");
        }
        try {
            return identified(json.readTree(bytes), bytes);
        } catch (StreamConstraintsException tooLarge) {
            return refused(
                    Problem.TOO_LARGE, where(tooLarge) + "; the deepest is " + limits.describe(Limit.MANIFEST_LEVELS));
        } catch (JacksonException invalid) {
            return refused(Problem.INVALID_JSON, where(invalid));
        }
    }

    private ManifestRead identified(JsonNode root, byte[] bytes) {
        if (!(ManifestText.storable(root) instanceof ObjectNode object)) {
            return refused(Problem.NOT_AN_OBJECT, "package.json must be a JSON object");
        }
        if (isAbsent(object.get("name"))) {
            return refused(Problem.NO_NAME, "package.json has no name");
        }
        return switch (text(object.get("name")).then(PackageName::parse)) {
            case Parsed.Refused<PackageName>(var refusal) -> refused(Problem.INVALID_NAME, "name: " + refusal.detail());
            case Parsed.Valid<PackageName>(var name) -> versioned(name, object, notes(root, object, bytes));
        };
    }

    private ManifestRead versioned(PackageName name, ObjectNode object, Set<Note> notes) {
        if (isAbsent(object.get("version"))) {
            return refused(Problem.NO_VERSION, "package.json has no version");
        }
        return switch (text(object.get("version")).then(Version::parse)) {
            case Parsed.Refused<Version>(var refusal) ->
                refused(Problem.INVALID_VERSION, "version: " + refusal.detail());
            case Parsed.Valid<Version>(var version) -> new Manifest(new PackageId(name, version), object, notes);
        };
    }

    private Set<Note> notes(JsonNode root, ObjectNode storable, byte[] bytes) {
        var notes = EnumSet.noneOf(Note.class);
        if (startsWithByteOrderMark(bytes)) {
            notes.add(Note.BYTE_ORDER_MARK);
        }
        if (hasDuplicateKey(bytes)) {
            notes.add(Note.DUPLICATE_KEY);
        }
        if (!storable.equals(root)) {
            notes.add(Note.REPAIRED_TEXT);
        }
        return notes;
    }

    // The bytes are known to be good JSON, so all that a stricter reading can find is a key that occurs twice.
    private boolean hasDuplicateKey(byte[] bytes) {
        try {
            json.reader().with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).readTree(bytes);
            return false;
        } catch (JacksonException duplicate) {
            return true;
        }
    }

    // A number is no version: 1.10 would be read as 1.1.
    private static Parsed<String> text(@Nullable JsonNode node) {
        return node != null && node.isString()
                ? new Parsed.Valid<>(node.stringValue())
                : new Parsed.Refused<>(new Refusal(Reason.NOT_TEXT, 0, "must be text in quotes"));
    }

    private static boolean isAbsent(@Nullable JsonNode node) {
        return node == null || node.isNull() || (node.isString() && node.stringValue().isBlank());
    }

    private static boolean isAppleDouble(byte[] bytes) {
        return bytes.length >= Integer.BYTES && ByteBuffer.wrap(bytes).getInt() == APPLE_DOUBLE_MAGIC;
    }

    private static boolean startsWithByteOrderMark(byte[] bytes) {
        var start = HexFormat.of().formatHex(bytes, 0, Math.min(3, bytes.length));
        return start.equals("efbbbf") || start.startsWith("feff") || start.startsWith("fffe");
    }

    private static String where(JacksonException e) {
        var location = e.getLocation();
        var words = Objects.requireNonNullElse(e.getOriginalMessage(), "").replaceAll("\\s+", " ");
        return location == null
                ? words
                : "line %d, column %d: %s".formatted(location.getLineNr(), location.getColumnNr(), words);
    }

    private static ManifestRefused refused(Problem problem, String detail) {
        return new ManifestRefused(problem, detail);
    }

    private static JsonMapper mapper(Limits limits) {
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.intOf(Limit.MANIFEST_LEVELS))
                .maxStringLength(limits.intOf(Limit.MANIFEST_BYTES))
                .build();
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                // Numbers are handed on as they were written: 4.10 stays 4.10.
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }
}
