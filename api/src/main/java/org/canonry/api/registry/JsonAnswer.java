package org.canonry.api.registry;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/// Writes answers that are JSON.
final class JsonAnswer {
    static final JsonMapper JSON = JsonMapper.builder().build();

    /// Shorter ones gain nothing.
    private static final int COMPRESSED_FROM_BYTES = 1_000;

    private JsonAnswer() {}

    /// Writes what can be written as JSON.
    static void send(HttpServletRequest request, HttpServletResponse response, int status, Object value) throws IOException {
        var bytes = JSON.writeValueAsBytes(value);
        response.setStatus(status);
        response.setContentType("application/json");
        response.addHeader("Vary", "Accept-Encoding");
        if (bytes.length >= COMPRESSED_FROM_BYTES && Accepted.isGzip(request)) {
            response.setHeader("Content-Encoding", "gzip");
            body(request, response, gzip(bytes));
        } else {
            body(request, response, bytes);
        }
    }

    /// Says why not, and what to do, as npm and FHIR clients show it.
    static void refuse(HttpServletRequest request, HttpServletResponse response, int status, String words) throws IOException {
        send(request, response, status, Map.of("error", words));
    }

    /// Writes bytes, or only how many they are.
    static void body(HttpServletRequest request, HttpServletResponse response, byte[] bytes) throws IOException {
        response.setContentLength(bytes.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(bytes);
        }
    }

    static byte[] gzip(byte[] bytes) {
        var compressed = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
