package org.canonry.storage.registry;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/// Turns JSON files of a package into lines of its rs file: one streaming pass that checks, and one that copies bytes.
///
/// What is copied is copied byte for byte, white space between tokens left out, so `1.10` stays `1.10` and no text changes.
/// Not thread-safe: one for each package.
final class ResourceFile {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int DECODED_CHARACTERS = 8 << 10;

    private final Limits limits;
    private final boolean namingSystemsNeedNoUrl;
    private final JsonFactory json;
    private final CharBuffer decoded = CharBuffer.allocate(DECODED_CHARACTERS);

    /// Under the limits `line_bytes` and `json_levels`.
    ///
    /// @param namingSystemsNeedNoUrl as in FHIR R4 and R4B, whose NamingSystem has no url
    ResourceFile(Limits limits, boolean namingSystemsNeedNoUrl) {
        this.limits = limits;
        this.namingSystemsNeedNoUrl = namingSystemsNeedNoUrl;
        this.json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(limits.intOf(Limit.LINE_BYTES))
                        .maxNestingDepth(limits.intOf(Limit.JSON_LEVELS))
                        .build())
                .build();
    }

    /// What a file turned out to be.
    sealed interface Outcome {}

    /// A resource that is listed by its url.
    ///
    /// @param json without narrative, with `_filename` last, without a line feed
    record Line(byte[] json) implements Outcome {}

    /// JSON of another kind.
    record Other() implements Outcome {}

    /// No JSON.
    record Unreadable(RegistryProblem problem, String detail) implements Outcome {}

    /// @param filename the path in the package, which becomes `_filename`
    Outcome read(String filename, byte[] file) {
        if (file.length > limits.of(Limit.LINE_BYTES)) {
            return new Unreadable(RegistryProblem.LINE_TOO_LONG, "the file has %d bytes, more than %s: split the resource"
                    .formatted(file.length, limits.describe(Limit.LINE_BYTES)));
        }
        int start = startsWithMark(file) ? MARK.length : 0;
        return hasZero(file, start) || !isUtf8(file)
                ? invalid("the file is not UTF-8, as JSON must be (RFC 8259, section 8.1): save it as UTF-8")
                : parse(filename, file, start);
    }

    private Outcome parse(String filename, byte[] file, int start) {
        try (var parser = json.createParser(ObjectReadContext.empty(), file, start, file.length - start)) {
            var members = Members.read(parser);
            return members.isListed(namingSystemsNeedNoUrl) ? new Line(members.line(filename, file, start)) : new Other();
        } catch (StreamConstraintsException e) {
            return invalid("the JSON exceeds a limit, the deepest nesting is %s: %s"
                    .formatted(limits.describe(Limit.JSON_LEVELS), e.getOriginalMessage()));
        } catch (StreamReadException e) {
            var where = e.getLocation();
            return invalid("line %d, column %d: %s".formatted(
                    where.getLineNr(), where.getColumnNr(),
                    Objects.requireNonNullElse(e.getOriginalMessage(), "no JSON").replaceAll("\\s+", " ")));
        }
    }

    /// The parser looks at bytes that it needs, and lets others pass; a database would not.
    private boolean isUtf8(byte[] file) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var bytes = ByteBuffer.wrap(file);
        while (true) {
            decoded.clear();
            var result = decoder.decode(bytes, decoded, true);
            if (!result.isOverflow()) {
                return !result.isError();
            }
        }
    }

    /// The parser takes a zero among the first four bytes for UTF-16 or UTF-32, and its offsets would then be other bytes'.
    private static boolean hasZero(byte[] file, int start) {
        for (int i = start; i < Math.min(file.length, start + Integer.BYTES); i++) {
            if (file[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWithMark(byte[] file) {
        return file.length >= MARK.length && file[0] == MARK[0] && file[1] == MARK[1] && file[2] == MARK[2];
    }

    private static Unreadable invalid(String detail) {
        return new Unreadable(RegistryProblem.INVALID_JSON, detail);
    }

    /// The top level of one file.
    private static final class Members {
        private final List<Member> kept = new ArrayList<>();
        private boolean isObject;
        private boolean isResource;
        private boolean isNamingSystem;
        private boolean hasUrl;

        /// A member from its name to where the next begins.
        private record Member(int from, int to) {}

        static Members read(JsonParser parser) {
            var members = new Members();
            var first = parser.nextToken();
            if (first == null) {
                throw new StreamReadException(parser, "the file is empty");
            }
            if (first == JsonToken.START_OBJECT) {
                members.object(parser);
            } else {
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new StreamReadException(parser, "more follows after the end of the JSON");
            }
            return members;
        }

        boolean isListed(boolean namingSystemsNeedNoUrl) {
            return isObject && isResource && (hasUrl || (isNamingSystem && namingSystemsNeedNoUrl));
        }

        private void object(JsonParser parser) {
            isObject = true;
            for (var name = parser.nextName(); name != null; ) {
                int from = offset(parser);
                value(name, parser);
                var next = parser.nextName();
                // Narrative is for people and half of many files; a foreign _filename would be taken for ours.
                if (!name.equals("text") && !name.equals("_filename")) {
                    kept.add(new Member(from, offset(parser)));
                }
                name = next;
            }
        }

        private void value(String name, JsonParser parser) {
            var value = parser.nextToken();
            if (name.equals("resourceType") && value == JsonToken.VALUE_STRING) {
                isResource = true;
                isNamingSystem = parser.getString().equals("NamingSystem");
            } else if (name.equals("url")) {
                hasUrl = value != JsonToken.VALUE_NULL;
            }
            parser.skipChildren();
        }

        private static int offset(JsonParser parser) {
            return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        }

        byte[] line(String filename, byte[] file, int start) {
            var name = JsonStringEncoder.getInstance().quoteAsUTF8(filename);
            var line = ByteBuffer.allocate(file.length - start + name.length + 32);
            line.put((byte) '{');
            for (var member : kept) {
                compact(file, start + member.from, start + member.to, line);
                endWithComma(line);
            }
            line.put("\"_filename\":\"".getBytes(StandardCharsets.UTF_8)).put(name).put((byte) '"').put((byte) '}');
            return Arrays.copyOf(line.array(), line.position());
        }

        private static void endWithComma(ByteBuffer line) {
            if (line.get(line.position() - 1) != ',') {
                line.put((byte) ',');
            }
        }

        private static void compact(byte[] file, int from, int to, ByteBuffer line) {
            var target = line.array();
            int at = line.position();
            boolean inText = false;
            for (int i = from; i < to; i++) {
                byte b = file[i];
                if (inText && b == '\\') {
                    target[at++] = b;
                    b = file[++i];
                } else if (b == '"') {
                    inText = !inText;
                } else if (!inText && (b == ' ' || b == '\n' || b == '\r' || b == '\t')) {
                    continue;
                }
                target[at++] = b;
            }
            line.position(at);
        }
    }
}
