package org.canonry.api.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// One request and its answer, as far as HTTP is concerned. Source: RFC 9110; FHIR R5, RESTful API.
final class Exchange {
    /// Good until there is another snapshot, which the tag tells.
    static final String REVALIDATE = "public, no-cache";
    /// What stands under a server's own id never changes; an hour, since how it is shown may.
    static final String AN_HOUR = "public, max-age=3600";

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Limits limits;

    Exchange(HttpServletRequest request, HttpServletResponse response, Limits limits) {
        this.request = request;
        this.response = response;
        this.limits = limits;
    }

    HttpServletRequest request() {
        return request;
    }

    boolean isPost() {
        return request.getMethod().equals("POST");
    }

    @Nullable String header(String name) {
        return request.getHeader(name);
    }

    /// Whether what nobody knows is an error. Source: FHIR R5, Search, "Handling Errors".
    boolean isStrict() {
        var prefer = header("Prefer");
        return prefer != null && prefer.toLowerCase(Locale.ROOT).replace(" ", "").contains("handling=strict");
    }

    /// The parameters of the address, and those of the body where one is posted.
    ///
    /// @throws Refused when the body is none of parameters
    Given given() throws IOException {
        var given = Given.ofForm(request.getQueryString());
        return isPost() ? given.and(posted()) : given;
    }

    private Given posted() throws IOException {
        var type = request.getContentType();
        var body = body();
        if (body.length == 0) {
            return Given.ofForm("");
        }
        if (Formats.isForm(type)) {
            return Given.ofForm(new String(body, StandardCharsets.UTF_8));
        }
        if (Formats.isJson(type)) {
            return Given.ofResource(body);
        }
        throw Refused.notSupported(
                HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "Post application/x-www-form-urlencoded, or a Parameters resource as application/fhir+json");
    }

    private byte[] body() throws IOException {
        var most = limits.intOf(Limit.FHIR_BODY_BYTES);
        var body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            throw new Refused(
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, Refused.Issue.TOO_LONG, "The body is longer than " + limits.describe(Limit.FHIR_BODY_BYTES));
        }
        return body;
    }

    /// Says which state the answer is of. True when the client has it already, and has been told so.
    boolean isKnown(String tag, String cacheControl) {
        var weak = "W/\"" + tag + '"';
        response.setHeader("ETag", weak);
        response.setHeader("Cache-Control", cacheControl);
        response.setHeader("Vary", "Accept, Accept-Encoding, Prefer");
        var condition = header("If-None-Match");
        var known = !isPost() && condition != null && Stream.of(condition.split(",")).map(String::strip).anyMatch(
                one -> one.equals("*") || one.equals(weak) || one.equals(weak.substring(2)));
        if (known) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        }
        return known;
    }

    void contentLocation(String address) {
        response.setHeader("Content-Location", address);
    }

    void lastModified(Optional<Instant> time) {
        time.ifPresent(instant -> response.setDateHeader("Last-Modified", instant.toEpochMilli()));
    }

    /// Writes the body of an answer.
    interface Body {
        void write(OutputStream out) throws IOException;
    }

    /// Sends an answer piece by piece, pressed where the client takes that.
    void send(Body body) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(Formats.JSON);
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        if (takesGzip()) {
            response.setHeader("Content-Encoding", "gzip");
            try (var pressed = new Quick(response.getOutputStream())) {
                body.write(pressed);
            }
        } else {
            body.write(response.getOutputStream());
        }
    }

    private boolean takesGzip() {
        var encodings = header("Accept-Encoding");
        return encodings != null && Stream.of(encodings.toLowerCase(Locale.ROOT).split(",")).map(String::strip).anyMatch(
                one -> one.equals("gzip") || (one.startsWith("gzip;") && !one.replace(" ", "").endsWith("q=0")));
    }

    /// Sends a refusal. Where part of an answer is under way already, the connection is broken instead: half a resource must not look like one.
    void refuse(Refused refused) throws IOException {
        if (response.isCommitted()) {
            throw new IOException("the answer cannot be completed: " + refused.getMessage());
        }
        response.reset();
        var outcome = refused.outcome();
        response.setStatus(refused.status());
        if (refused.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", "GET, HEAD");
        }
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(Formats.JSON);
        response.setContentLength(outcome.length);
        response.getOutputStream().write(outcome);
    }

    /// Resources shrink to a tenth however little effort is made.
    private static final class Quick extends GZIPOutputStream {
        private static final int PIECE = 32 << 10;

        Quick(OutputStream out) throws IOException {
            super(out, PIECE);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
