package org.canonry.api.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/// The document that npm puts: to publish, with one version and its tarball in Base64; to deprecate, the packument as it was read, with other warnings in it.
///
/// Read once, as a stream: of what it says of versions only a few texts are kept, and a tarball goes where the caller wants it. Source: npm's registry
/// protocol as npm speaks it (`libnpmpublish`, `npm deprecate`).
///
/// @param name of the package, as the document says
/// @param lsn up to which event of the log the packument was that was read before; null in a publication
/// @param versions what it says of each
/// @param tarballs how many tarballs were attached
record NpmDocument(@Nullable String name, @Nullable Long lsn, Map<String, Said> versions, int tarballs) {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String TARBALL = ".tgz";
    /// What a version takes in memory beside its texts, about.
    private static final int VERSION_BYTES = 100;

    /// What the document says of a version.
    ///
    /// @param deprecated the warning; null when there is none
    /// @param integrity `sha512-…`; null when it does not say
    record Said(@Nullable String deprecated, @Nullable String integrity) {}

    /// Reads a document.
    ///
    /// @param tarball where the first tarball's bytes go
    /// @throws Denied when it is no JSON, or too long
    static NpmDocument read(InputStream body, OutputStream tarball, Limits limits) throws IOException, Denied {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), new Reading(body, limits))) {
            return new Scan(parser, tarball, limits).document();
        } catch (JacksonIOException e) {
            if (e.getCause() instanceof Bounded.TooLong tooLong) {
                throw tooLarge(limits, tooLong.limit);
            }
            throw new IOException(e.getMessage(), e);
        } catch (JacksonException e) {
            throw new Denied(400, "INVALID_JSON", "the body is not what npm sends: " + e.getOriginalMessage());
        } catch (Bounded.TooLong e) {
            throw tooLarge(limits, e.limit);
        }
    }

    static Denied tooLarge(Limits limits, Limit limit) {
        return new Denied(413, "REQUEST_TOO_LARGE", "that is more than %s: leave out of the package what nobody needs".formatted(limits.describe(limit)));
    }

    /// The only version that it is about; empty when there are several, or none.
    Optional<String> version() {
        return versions.size() == 1 ? Optional.of(versions.keySet().iterator().next()) : Optional.empty();
    }

    /// One reading of one document.
    private static final class Scan {
        private final JsonParser parser;
        private final OutputStream tarball;
        private final Limits limits;
        private final Map<String, Said> versions = new LinkedHashMap<>();
        private @Nullable String name;
        private @Nullable Long lsn;
        private int tarballs;
        private long kept;

        Scan(JsonParser parser, OutputStream tarball, Limits limits) {
            this.parser = parser;
            this.tarball = tarball;
            this.limits = limits;
        }

        NpmDocument document() throws IOException, Denied {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Denied(400, "INVALID_JSON", "the body is not what npm sends: it is no JSON object");
            }
            for (var member = parser.nextName(); member != null; member = parser.nextName()) {
                parser.nextToken();
                switch (member) {
                    case "name" -> name = text();
                    case "_lsn" -> lsn = parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? Long.valueOf(parser.getLongValue()) : null;
                    case "versions" -> versions();
                    case "_attachments" -> attachments();
                    default -> parser.skipChildren();
                }
            }
            return new NpmDocument(name, lsn, versions, tarballs);
        }

        private void versions() throws Bounded.TooLong {
            for (var version = member(); version != null; version = parser.nextName()) {
                parser.nextToken();
                var said = said();
                keep(version, said);
                versions.put(version, said);
            }
        }

        /// Versions without end would fill the memory where the rest of a document is only read over.
        private void keep(String version, Said said) throws Bounded.TooLong {
            kept += VERSION_BYTES + version.length() + length(said.deprecated) + length(said.integrity);
            if (kept > limits.of(Limit.PUBLISH_DOCUMENT_BYTES)) {
                throw new Bounded.TooLong(Limit.PUBLISH_DOCUMENT_BYTES);
            }
        }

        private static int length(@Nullable String text) {
            return text == null ? 0 : text.length();
        }

        private Said said() {
            @Nullable String deprecated = null;
            @Nullable String integrity = null;
            for (var member = member(); member != null; member = parser.nextName()) {
                parser.nextToken();
                switch (member) {
                    case "deprecated" -> deprecated = text();
                    case "dist" -> integrity = integrity();
                    default -> parser.skipChildren();
                }
            }
            return new Said(deprecated == null || deprecated.isEmpty() ? null : deprecated, integrity);
        }

        private @Nullable String integrity() {
            @Nullable String integrity = null;
            for (var member = member(); member != null; member = parser.nextName()) {
                parser.nextToken();
                if (member.equals("integrity")) {
                    integrity = text();
                } else {
                    parser.skipChildren();
                }
            }
            return integrity;
        }

        private void attachments() throws IOException {
            for (var file = member(); file != null; file = parser.nextName()) {
                parser.nextToken();
                if (file.endsWith(TARBALL)) {
                    tarballs++;
                    attachment();
                } else {
                    // A statement of provenance, which nobody here reads.
                    parser.skipChildren();
                }
            }
        }

        private void attachment() throws IOException {
            for (var member = member(); member != null; member = parser.nextName()) {
                parser.nextToken();
                if (member.equals("data") && tarballs == 1) {
                    parser.readBinaryValue(new Bounded(tarball, limits));
                } else {
                    parser.skipChildren();
                }
            }
        }

        /// The first member of an object; null when it is empty, or anything but an object, which is passed over.
        private @Nullable String member() {
            return parser.currentToken() == JsonToken.START_OBJECT ? parser.nextName() : skipped();
        }

        private @Nullable String skipped() {
            parser.skipChildren();
            return null;
        }

        private @Nullable String text() {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                return parser.getString();
            }
            parser.skipChildren();
            return null;
        }
    }

    /// Ends a body that is longer than the longest tarball in Base64 with a document around it.
    private static final class Reading extends FilterInputStream {
        private long left;

        Reading(InputStream body, Limits limits) {
            super(body);
            this.left = limits.of(Limit.PUBLISH_DOCUMENT_BYTES) + Math.ceilDiv(limits.of(Limit.PUBLISH_TARBALL_BYTES), 3) * 4;
        }

        @Override
        public int read() throws IOException {
            var read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var read = super.read(into, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws Bounded.TooLong {
            left -= read;
            if (left < 0) {
                throw new Bounded.TooLong(Limit.PUBLISH_DOCUMENT_BYTES);
            }
        }
    }
}
