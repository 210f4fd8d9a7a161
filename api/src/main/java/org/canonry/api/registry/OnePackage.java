package org.canonry.api.registry;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.canonry.api.snapshot.NoSnapshot;
import org.canonry.api.snapshot.Snapshots;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageName;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.packages.Version;
import org.canonry.storage.packages.VersionSelector;
import org.canonry.storage.registry.Layout;
import tools.jackson.databind.JsonNode;

/// Answers what is told of one package, from the bucket: its packument, its tags, its versions as JSON or tarball.
///
/// A version is found by its exact text wherever the bucket has it. A tag means what the packument says. What else the text may mean, such as a
/// wildcard, is told by the snapshot, among the versions that are listed.
final class OnePackage {
    private static final String VARY_BY_VERSION = "Accept, Accept-Encoding, FHIR-Package-Download";

    private final Bucket bucket;
    private final BucketFiles files;
    private final Documents documents;
    private final Snapshots snapshots;
    private final Limits limits;

    OnePackage(Bucket bucket, BucketFiles files, Snapshots snapshots, Limits limits) {
        this.bucket = bucket;
        this.files = files;
        this.documents = new Documents(bucket, files, limits);
        this.snapshots = snapshots;
        this.limits = limits;
    }

    /// Sends the packument, full or abbreviated.
    void packument(PackageName name, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.addHeader("Vary", "Accept, Accept-Encoding");
        var form = Accepted.isAbbreviated(request) ? Form.ABBREVIATED : Form.FULL;
        if (!documents.send(Layout.packument(name), form, request, response)) {
            refuse(name, request, response);
        }
    }

    /// Sends what the tags stand for.
    void tags(PackageName name, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var tags = readTags(name);
        if (tags.isPresent()) {
            response.setHeader("Cache-Control", PublicFile.REVALIDATE);
            JsonAnswer.send(request, response, HttpServletResponse.SC_OK, tags.get());
        } else {
            refuse(name, request, response);
        }
    }

    /// Sends one version: its document, or its tarball where the client wants that.
    void version(PackageName name, String text, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.addHeader("Vary", VARY_BY_VERSION);
        var exact = id(name, text);
        var isExact = exact.isPresent() && isThere(Layout.version(exact.get()));
        var sent = isExact ? send(exact.get(), true, request, response) : sendMeant(name, text, request, response);
        if (!sent) {
            refuse(name, text, request, response);
        }
    }

    private boolean sendMeant(PackageName name, String text, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var meant = tagged(name, text).or(() -> selected(name, text));
        return meant.isPresent() && send(meant.get(), false, request, response);
    }

    private boolean isThere(Key key) throws IOException {
        return files.stat(key).isPresent();
    }

    private boolean send(PackageId id, boolean exact, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Accepted.isTarball(request)) {
            return documents.send(Layout.version(id), Form.FULL, request, response);
        }
        response.setHeader("Content-Disposition", "attachment; filename=\"%s-%s.tgz\"".formatted(id.name().segments().getLast(), id.version()));
        return send(Layout.tarball(id), exact, request, response) || sendFlat(id, exact, request, response);
    }

    private boolean send(Key tarball, boolean exact, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var file = PublicFile.tarball(tarball);
        return files.send(exact ? file : file.forNow(), request, response);
    }

    /// A bucket that another program wrote has the tarball in one place alone.
    private boolean sendFlat(PackageId id, boolean exact, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var listed = listed(id);
        return listed.isPresent() && send(Key.of(listed.get().tarball().key()), exact, request, response);
    }

    private Optional<PackageVersion> listed(PackageId id) {
        try (var borrowed = snapshots.borrow()) {
            return borrowed.snapshot().packages().version(id);
        } catch (NoSnapshot e) {
            return Optional.empty();
        }
    }

    private Optional<PackageId> tagged(PackageName name, String text) throws IOException {
        return VersionSelector.parse(text) instanceof VersionSelector.Tag
                ? readTags(name).map(tags -> tags.path(text)).filter(JsonNode::isString).flatMap(version -> id(name, version.stringValue()))
                : Optional.empty();
    }

    private static Optional<PackageId> id(PackageName name, String version) {
        return Version.parse(version).valid().map(valid -> new PackageId(name, valid));
    }

    private Optional<PackageId> selected(PackageName name, String text) {
        try (var borrowed = snapshots.borrow()) {
            return borrowed.snapshot().packages().named(name.text()).flatMap(history -> history.select(text)).map(PackageVersion::id);
        } catch (NoSnapshot e) {
            return Optional.empty();
        }
    }

    private Optional<JsonNode> readTags(PackageName name) throws IOException {
        return files.stat(Layout.packument(name)).isEmpty()
                ? Optional.empty()
                : bucket.readAll(Layout.packument(name), limits.intOf(Limit.UPSTREAM_PACKUMENT_BYTES))
                        .map(packument -> JsonAnswer.JSON.readTree(packument).path("dist-tags"));
    }

    private static void refuse(PackageName name, HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonAnswer.refuse(request, response, HttpServletResponse.SC_NOT_FOUND,
                "Package \"%s\" not found: names are told apart by case; look for it with /pkgs/-/v1/search?text=%s".formatted(name, name));
    }

    private void refuse(PackageName name, String text, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Disposition", null);
        if (!isThere(Layout.packument(name))) {
            refuse(name, request, response);
            return;
        }
        JsonAnswer.refuse(request, response, HttpServletResponse.SC_NOT_FOUND,
                "Version \"%s\" of package \"%s\" not found: /pkgs/%s tells which there are".formatted(text, name, name));
    }
}
