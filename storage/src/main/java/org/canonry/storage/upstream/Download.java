package org.canonry.storage.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// GETs, bounded in size and in time.
final class Download {
    private static final int BUFFER_BYTES = 1 << 16;

    private final HttpClient client;
    private final Limits limits;
    private final Duration patience;

    Download(HttpClient client, Limits limits) {
        this.client = client;
        this.limits = limits;
        this.patience = Duration.ofSeconds(limits.of(Limit.UPSTREAM_ANSWER_SECONDS));
    }

    /// The server did not give a whole answer.
    static final class Failed extends IOException {
        private final String detail;

        Failed(String detail, Throwable cause) {
            super(detail, cause);
            this.detail = detail;
        }

        String detail() {
            return detail;
        }
    }

    /// The server gave an answer that is not used.
    static final class Rejected extends IOException {
        private final String detail;

        Rejected(String detail) {
            super(detail);
            this.detail = detail;
        }

        String detail() {
            return detail;
        }
    }

    /// Where `text` leads from `base`: an address of the web and nothing else. A registry that says `file:` would read this machine's files.
    static URI address(URI base, String text) throws Rejected {
        try {
            var address = base.resolve(text);
            if ("http".equals(address.getScheme()) || "https".equals(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Told below, with the others.
        }
        throw new Rejected("%s names a tarball that is not on the web".formatted(base));
    }

    /// The whole answer; empty when there is nothing under this address.
    Optional<byte[]> bytes(URI address, long mostBytes) throws IOException {
        var bytes = new ByteArrayOutputStream();
        return get(address, "application/json", mostBytes, bytes) ? Optional.of(bytes.toByteArray()) : Optional.empty();
    }

    /// Writes the answer to a file, and checks it. False when there is nothing under this address.
    boolean file(URI address, long mostBytes, Path target, Checksum expected) throws IOException {
        var seen = expected.digest();
        try (var file = Files.newOutputStream(target);
                var digested = new DigestOutputStream(file, seen)) {
            if (!get(address, "*/*", mostBytes, digested)) {
                return false;
            }
        }
        if (!expected.isOf(seen)) {
            throw new Rejected("%s is not what its registry says it is (%s): fetch it again later".formatted(address, expected.algorithm()));
        }
        return true;
    }

    private boolean get(URI address, String accept, long mostBytes, OutputStream target) throws IOException {
        var request = HttpRequest.newBuilder(address).header("Accept", accept).timeout(patience).build();
        var response = send(request);
        try (var body = response.body()) {
            if (response.statusCode() == 404 || response.statusCode() == 410) {
                return false;
            }
            if (response.statusCode() != 200) {
                throw new Rejected("%s answered with status %d".formatted(address, response.statusCode()));
            }
            copy(address, body, mostBytes, target);
            return true;
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws Failed {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted while asking " + request.uri(), e);
        } catch (IOException e) {
            throw failed(request.uri(), e);
        }
    }

    /// The client's timeout ends with the headers. A server that then gives one byte a minute is cut off by closing what is read from.
    private void copy(URI address, InputStream body, long mostBytes, OutputStream target) throws IOException {
        var cut = CompletableFuture.runAsync(
                () -> close(body), CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
        var buffer = new byte[BUFFER_BYTES];
        long copied = 0;
        try {
            for (int read = read(address, body, buffer); read >= 0; read = read(address, body, buffer)) {
                copied += read;
                if (copied > mostBytes) {
                    throw new Rejected("%s gave more than %s".formatted(address, describe(mostBytes)));
                }
                target.write(buffer, 0, read);
            }
        } finally {
            cut.cancel(false);
        }
    }

    private static int read(URI address, InputStream body, byte[] buffer) throws Failed {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw failed(address, e);
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // Whoever reads from it is told.
        }
    }

    private static Failed failed(URI address, IOException e) {
        return new Failed("%s does not answer (%s)".formatted(address, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()), e);
    }

    private String describe(long mostBytes) {
        return limits.describe(mostBytes == limits.of(Limit.UPSTREAM_TARBALL_BYTES) ? Limit.UPSTREAM_TARBALL_BYTES : Limit.UPSTREAM_PACKUMENT_BYTES);
    }
}
