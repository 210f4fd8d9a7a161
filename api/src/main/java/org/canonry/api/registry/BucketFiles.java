package org.canonry.api.registry;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.InvalidKey;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.bucket.ObjectInfo;

/// Sends the bucket's files as they are: whole or one range, in pieces, unless the client has them already.
///
/// Source: RFC 9110, sections 13 and 14.
final class BucketFiles {
    private static final int PIECE = 64 << 10;

    private final Bucket bucket;

    BucketFiles(Bucket bucket) {
        this.bucket = bucket;
    }

    /// Whether there is an object of that key, and which.
    Optional<ObjectInfo> stat(Key key) throws IOException {
        try {
            return bucket.stat(key);
        } catch (InvalidKey e) {
            // A key that this kind of bucket cannot hold is a key of nothing.
            return Optional.empty();
        }
    }

    /// Sends a file. False, and nothing is sent, when it is not there.
    boolean send(PublicFile file, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var info = stat(file.key());
        if (info.isEmpty()) {
            return false;
        }
        var tag = tag(info.get());
        headers(response, file, info.get(), tag);
        if (tag.isHeldBy(request, info.get().lastModified())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            send(request, response, info.get(), tag);
        }
        return true;
    }

    private static EntityTag tag(ObjectInfo info) {
        return EntityTag.of(info.generation().token(), "");
    }

    private static void headers(HttpServletResponse response, PublicFile file, ObjectInfo info, EntityTag tag) {
        response.setContentType(file.contentType());
        response.setHeader("Cache-Control", file.cacheControl());
        response.setHeader("ETag", tag.text());
        response.setDateHeader("Last-Modified", info.lastModified().toEpochMilli());
        response.setHeader("Accept-Ranges", "bytes");
        // A browser must not take a package's content for a page of ours.
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    private void send(HttpServletRequest request, HttpServletResponse response, ObjectInfo info, EntityTag tag) throws IOException {
        var condition = request.getHeader("If-Range");
        var unchanged = condition == null || condition.equals(tag.text());
        switch (ByteRange.of(unchanged ? request.getHeader("Range") : null, info.sizeBytes())) {
            case ByteRange.Whole whole -> copy(request, response, info, new ByteRange.Part(0, info.sizeBytes()));
            case ByteRange.Part part -> {
                response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
                response.setHeader("Content-Range", "bytes %d-%d/%d".formatted(part.from(), part.from() + part.length() - 1, info.sizeBytes()));
                copy(request, response, info, part);
            }
            case ByteRange.Unsatisfiable none -> {
                response.setHeader("Content-Range", "bytes */" + info.sizeBytes());
                JsonAnswer.refuse(request, response, HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE,
                        "the file has no such bytes: it is %d bytes long".formatted(info.sizeBytes()));
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
            JsonAnswer.refuse(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "the file is being replaced: ask again");
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
}
