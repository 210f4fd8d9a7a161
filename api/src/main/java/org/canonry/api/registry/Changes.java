package org.canonry.api.registry;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.canonry.storage.access.Action;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageName;
import org.canonry.storage.packages.Parsed;
import org.canonry.storage.packages.Standing;
import org.canonry.storage.packages.Version;
import org.canonry.storage.registry.Hashes;
import org.canonry.storage.registry.Published;
import org.canonry.storage.registry.Registry;
import org.canonry.storage.registry.Turned;
import org.jspecify.annotations.Nullable;

/// Does what publishers want, for one request. Whoever asks may.
///
/// A tarball lies in a temporary file while it is looked at; nothing of it is in memory as a whole.
final class Changes {
    private final Publisher publisher;
    private final Limits limits;

    Changes(Publisher publisher, Limits limits) {
        this.publisher = publisher;
        this.limits = limits;
    }

    /// Publishes a tarball as it is sent.
    ///
    /// @param version empty where the address has none: package.json tells
    Answer publishRaw(PackageName name, Optional<Version> version, InputStream body) throws IOException, Denied {
        return withFile(file -> {
            try (var out = open(file)) {
                body.transferTo(new Bounded(out, limits));
            } catch (Bounded.TooLong e) {
                throw NpmDocument.tooLarge(limits, e.limit);
            }
            return publish(name, version, Content.of(file));
        });
    }

    /// Does what a document of npm's wants: publishes the tarball in it, or, without one, changes warnings.
    Answer put(PackageName name, InputStream body, Permission permission) throws IOException, Denied {
        return withFile(file -> {
            NpmDocument document;
            try (var out = open(file)) {
                document = NpmDocument.read(body, out, limits);
            }
            if (document.name() != null && !document.name().equals(name.text())) {
                throw new Denied(400, "INVALID_JSON", "the document is of %s, and it was put to %s".formatted(document.name(), name));
            }
            return document.tarballs() == 0 ? deprecate(name, document, permission) : publish(name, document, file, permission);
        });
    }

    /// Asked before anything is done.
    interface Permission {
        /// @throws Denied when it may not be done
        void require(Action action) throws IOException, Denied;
    }

    private Answer publish(PackageName name, NpmDocument document, Path file, Permission permission) throws IOException, Denied {
        permission.require(Action.PUBLISH);
        var text = document.version().filter(only -> document.tarballs() == 1)
                .orElseThrow(() -> new Denied(400, "INVALID_JSON", "one version and one tarball are published at a time"));
        var version = version(text);
        var integrity = Objects.requireNonNull(document.versions().get(text)).integrity();
        var content = Content.of(file);
        if (isDamaged(content, integrity)) {
            throw new Denied(400, "TARBALL_DAMAGED", "the tarball is not the one that its integrity says: send it again");
        }
        return publish(name, Optional.of(version), content);
    }

    /// Source: W3C, Subresource Integrity: hashes with space between them, any of which is met; options behind a question mark. Weaker ones than
    /// SHA-512 tell nothing here.
    private static boolean isDamaged(Content tarball, @Nullable String integrity) throws IOException {
        var promised = Stream.of((integrity == null ? "" : integrity).split("\\s+"))
                .filter(hash -> hash.startsWith("sha512-"))
                .map(hash -> hash.split("\\?", 2)[0])
                .toList();
        return !promised.isEmpty() && !promised.contains(Hashes.of(tarball).integrity());
    }

    private static Version version(String text) throws Denied {
        return switch (Version.parse(text)) {
            case Parsed.Valid<Version>(var version) -> version;
            case Parsed.Refused<Version>(var refusal) -> throw new Denied(422, "VERSION_NOT_ALLOWED", refusal.detail());
        };
    }

    private Answer publish(PackageName name, Optional<Version> version, Content tarball) throws IOException {
        return switch (publisher.registry().publish(name, version, tarball)) {
            case Published.Loaded(var event, var warnings) -> changed(201, Map.of("id", event.id().toString(), "lsn", event.lsn(), "integrity", event.integrity()), warnings);
            // Views may lack it still, when an earlier attempt broke off behind its commit.
            case Published.AlreadyThere(var id, var warnings) -> changed(200, Map.of("id", id.toString(), "alreadyThere", true), warnings);
            case Published.Different(var id, var there, var offered) -> different(id, there, offered);
            case Published.Refused(var reason, var detail) -> Answer.refused(422, reason, detail);
        };
    }

    private static Answer different(PackageId id, @Nullable String there, String offered) {
        var more = new LinkedHashMap<String, Object>();
        more.put("integrity", there == null ? "unknown" : there);
        more.put("offered", offered);
        return Answer.refused(409, "DIFFERENT_CONTENT", "%s is published with other content, %s, which never changes: publish this (%s) under another version"
                .formatted(id, there, offered), more);
    }

    private Answer deprecate(PackageName name, NpmDocument document, Permission permission) throws IOException, Denied {
        permission.require(Action.DEPRECATE);
        var lsns = new ArrayList<Long>();
        for (var entry : document.versions().entrySet()) {
            deprecate(new PackageId(name, version(entry.getKey())), entry.getValue().deprecated(), document.lsn()).ifPresent(lsns::add);
        }
        return changed(200, Map.of("id", name.text(), "changed", lsns.size()), List.of());
    }

    /// What the document says of most versions is what it was told of them before.
    private Optional<Long> deprecate(PackageId id, @Nullable String message, @Nullable Long readAt) throws IOException, Denied {
        var standing = publisher.registry().standing(id).orElseThrow(() -> unknown(id));
        if (Objects.equals(message, Registry.warning(standing).orElse(null))) {
            return Optional.empty();
        }
        if (readAt != null && standing.lsn() > readAt) {
            throw new Denied(409, "READ_AGAIN", "%s was changed with lsn %d, after what you read: read it and try again".formatted(id, standing.lsn()));
        }
        return switch (publisher.registry().turn(id, Standing.Kind.DEPRECATED, message)) {
            case Turned.Done(var event) -> Optional.of(event.lsn());
            case Turned.AlreadySo already -> Optional.empty();
            case Turned.Unknown unknown -> throw unknown(id);
            case Turned.Refused(var detail) -> throw new Denied(422, "MESSAGE_TOO_LONG", detail);
        };
    }

    /// Withdraws, restores or deprecates one version.
    Answer turn(PackageId id, Standing.Kind kind, @Nullable String message) throws IOException, Denied {
        return switch (publisher.registry().turn(id, kind, message)) {
            case Turned.Done(var event) -> changed(200, Map.of("id", id.toString(), "lsn", event.lsn(), "event", event.event().name()), List.of());
            case Turned.AlreadySo already -> changed(200, Map.of("id", id.toString(), "alreadySo", true), List.of());
            case Turned.Unknown unknown -> throw unknown(id);
            case Turned.Refused(var detail) -> throw new Denied(422, "MESSAGE_TOO_LONG", detail);
        };
    }

    private static Denied unknown(PackageId id) {
        return new Denied(404, "NOT_FOUND", "there is no %s: /pkgs/%s tells which versions there are".formatted(id, id.name()));
    }

    private Answer changed(int status, Map<String, ?> body, List<String> warnings) throws IOException {
        publisher.registry().publishViews((written, total) -> {});
        publisher.changed().run();
        return Answer.done(status, body, warnings);
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file));
    }

    private static Answer withFile(Work work) throws IOException, Denied {
        var file = Files.createTempFile("canonry-publish-", ".tgz");
        try {
            return work.on(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private interface Work {
        Answer on(Path file) throws IOException, Denied;
    }
}
