package org.canonry.api.registry;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.BucketObject;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.bucket.ObjectInfo;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// Sends packuments and documents of versions, abbreviated and compressed as the client likes it.
///
/// What was made for one client is kept for the next, as long as the bucket's object stays the same; those that were asked for last stay longest.
/// Documents too long to be held in memory are sent as they lie in the bucket. Thread-safe.
final class Documents {
    private final Bucket bucket;
    private final BucketFiles files;
    private final Limits limits;
    private final Map<Made, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long keptBytes;

    /// @param generation of the bucket's object that it was made of
    private record Made(Key key, String generation, Instant lastModified, Form form, boolean compressed) {
        EntityTag tag() {
            return EntityTag.of(generation, form.mark(compressed));
        }
    }

    Documents(Bucket bucket, BucketFiles files, Limits limits) {
        this.bucket = bucket;
        this.files = files;
        this.limits = limits;
    }

    /// Sends a document. False, and nothing is sent, when it is not there.
    boolean send(Key key, Form form, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var info = files.stat(key);
        if (info.isEmpty()) {
            return false;
        }
        if (info.get().sizeBytes() > limits.of(Limit.REGISTRY_DOCUMENT_BYTES)) {
            return files.send(PublicFile.document(key), request, response);
        }
        return send(made(info.get(), form, Accepted.isGzip(request)), request, response);
    }

    private static Made made(ObjectInfo info, Form form, boolean compressed) {
        return new Made(info.key(), info.generation().token(), info.lastModified(), form, compressed);
    }

    private boolean send(Made asked, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (asked.tag().isHeldBy(request, asked.lastModified())) {
            headers(response, asked);
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return true;
        }
        var bytes = kept(asked);
        if (bytes != null) {
            headers(response, asked);
            JsonAnswer.body(request, response, bytes);
            return true;
        }
        return make(asked, request, response);
    }

    /// The object may have been replaced since it was looked at: what is sent is what was read, under its own tag.
    private boolean make(Made asked, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var object = bucket.read(asked.key());
        if (object.isEmpty()) {
            return false;
        }
        try (var open = object.get()) {
            var made = made(open.info(), asked.form(), asked.compressed());
            var bytes = bytes(open, made);
            keep(made, bytes);
            headers(response, made);
            JsonAnswer.body(request, response, bytes);
            return true;
        }
    }

    private static byte[] bytes(BucketObject object, Made made) throws IOException {
        var full = object.stream().readAllBytes();
        var formed = made.form() == Form.ABBREVIATED ? Abbreviated.of(full) : full;
        return made.compressed() ? JsonAnswer.gzip(formed) : formed;
    }

    private static void headers(HttpServletResponse response, Made made) {
        response.setContentType(made.form().contentType());
        response.setHeader("Cache-Control", PublicFile.REVALIDATE);
        response.setHeader("ETag", made.tag().text());
        response.setDateHeader("Last-Modified", made.lastModified().toEpochMilli());
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (made.compressed()) {
            response.setHeader("Content-Encoding", "gzip");
        }
    }

    private synchronized byte @Nullable [] kept(Made made) {
        return kept.get(made);
    }

    private synchronized void keep(Made made, byte[] bytes) {
        if (kept.putIfAbsent(made, bytes) == null) {
            keptBytes += bytes.length;
        }
        var oldest = kept.values().iterator();
        while (keptBytes > limits.of(Limit.REGISTRY_KEPT_BYTES) && oldest.hasNext()) {
            keptBytes -= oldest.next().length;
            oldest.remove();
        }
    }
}
