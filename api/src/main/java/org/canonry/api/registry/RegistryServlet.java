package org.canonry.api.registry;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Generation;
import org.canonry.storage.bucket.InvalidKey;
import org.canonry.storage.bucket.ObjectInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves public files: GET and HEAD, whole or one range, unless the client has them already.
///
/// Sources: RFC 9110, sections 13 and 14; npm's registry protocol for the few addresses that `npm install` also calls.
final class RegistryServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RegistryServlet.class);
    private static final int PIECE = 64 << 10;
    private static final String WELCOME = "{\"registry\":\"npm install --registry <this address> NAME@VERSION\",\"catalogue\":\"/pkgs.ndjson.gz\"}";

    /// What is answered without a file: npm's ping, and the registry's own address for whoever opens it.
    private static final Map<String, String> OWN_ANSWERS = Map.of("/pkgs/-/ping", "{}", "/pkgs", WELCOME, "/pkgs/", WELCOME);

    private final transient Bucket bucket;

    RegistryServlet(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getMethod()) {
            case "GET", "HEAD" -> get(request, response);
            case "POST" -> post(request, response);
            default -> refuseMethod(response);
        }
    }

    private void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (OWN_ANSWERS.containsKey(request.getRequestURI())) {
            json(response, 200, OWN_ANSWERS.get(request.getRequestURI()));
            return;
        }
        var file = PublicFile.of(request.getRequestURI());
        var info = file.isEmpty() ? Optional.<ObjectInfo>empty() : stat(file.get());
        if (file.isEmpty() || info.isEmpty()) {
            json(response, 404, "{\"error\":\"not found\"}");
            return;
        }
        headers(response, file.get(), info.get());
        if (hasIt(request.getHeader("If-None-Match"), tag(info.get().generation()))) {
            response.setStatus(304);
            return;
        }
        send(request, response, info.get());
    }

    private Optional<ObjectInfo> stat(PublicFile file) throws IOException {
        try {
            return bucket.stat(file.key());
        } catch (InvalidKey e) {
            // A key that this kind of bucket cannot hold is a key of nothing.
            return Optional.empty();
        }
    }

    private static void headers(HttpServletResponse response, PublicFile file, ObjectInfo info) {
        response.setContentType(file.contentType());
        response.setHeader("Cache-Control", file.cacheControl());
        response.setHeader("ETag", tag(info.generation()));
        response.setDateHeader("Last-Modified", info.lastModified().toEpochMilli());
        response.setHeader("Accept-Ranges", "bytes");
        // A browser must not take a package's content for a page of ours.
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    private void send(HttpServletRequest request, HttpServletResponse response, ObjectInfo info) throws IOException {
        var condition = request.getHeader("If-Range");
        var unchanged = condition == null || condition.equals(tag(info.generation()));
        switch (ByteRange.of(unchanged ? request.getHeader("Range") : null, info.sizeBytes())) {
            case ByteRange.Whole whole -> copy(request, response, info, new ByteRange.Part(0, info.sizeBytes()));
            case ByteRange.Part part -> {
                response.setStatus(206);
                response.setHeader("Content-Range", "bytes %d-%d/%d".formatted(part.from(), part.from() + part.length() - 1, info.sizeBytes()));
                copy(request, response, info, part);
            }
            case ByteRange.Unsatisfiable none -> {
                response.setHeader("Content-Range", "bytes */" + info.sizeBytes());
                json(response, 416, "{\"error\":\"the file has no such bytes\"}");
            }
        }
    }

    private void copy(HttpServletRequest request, HttpServletResponse response, ObjectInfo info, ByteRange.Part part) throws IOException {
        response.setContentLengthLong(part.length());
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        var object = bucket.read(info.key());
        if (object.isEmpty() || !object.get().info().generation().equals(info.generation())) {
            if (object.isPresent()) {
                object.get().close();
            }
            response.reset();
            json(response, 503, "{\"error\":\"the file is being replaced: ask again\"}");
            return;
        }
        try (var open = object.get()) {
            open.stream().skipNBytes(part.from());
            copy(open.stream(), response.getOutputStream(), part.length());
        }
    }

    private static void copy(InputStream from, OutputStream to, long length) throws IOException {
        var piece = new byte[(int) Math.min(PIECE, Math.max(1, length))];
        for (var left = length; left > 0; ) {
            var read = from.readNBytes(piece, 0, (int) Math.min(piece.length, left));
            if (read == 0) {
                throw new IOException("the file ended %d bytes early".formatted(left));
            }
            to.write(piece, 0, read);
            left -= read;
        }
    }

    /// npm asks for known weaknesses after every install; it takes an empty answer for none.
    private static void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().equals("/pkgs/-/npm/v1/security/advisories/bulk")) {
            json(response, 200, "{}");
        } else {
            refuseMethod(response);
        }
    }

    private static void refuseMethod(HttpServletResponse response) throws IOException {
        response.setHeader("Allow", "GET, HEAD");
        json(response, 405, "{\"error\":\"this registry is read here, not written: use GET or HEAD\"}");
    }

    private static void json(HttpServletResponse response, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /// What a bucket's own token may hold is not known; its digest fits a header.
    private static String tag(Generation generation) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(generation.token().getBytes(StandardCharsets.UTF_8));
            return '"' + HexFormat.of().formatHex(Arrays.copyOf(digest, 12)) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static boolean hasIt(@Nullable String condition, String tag) {
        return condition != null
                && Stream.of(condition.split(","))
                        .map(String::strip)
                        .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
    }

    @Override
    public void log(String message, Throwable thrown) {
        LOG.warn(message, thrown);
    }
}
