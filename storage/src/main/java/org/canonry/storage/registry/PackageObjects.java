package org.canonry.storage.registry;

import java.io.IOException;
import java.util.Optional;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.packages.PackageId;

/// Puts the objects of package versions into the bucket, so that each can be put again after a crash and nothing changes.
final class PackageObjects {
    private final Bucket bucket;

    PackageObjects(Bucket bucket) {
        this.bucket = bucket;
    }

    /// Puts the tarball under the key that is its identity. False when other bytes have that name and version.
    boolean putTarball(PackageId id, Content tarball, Hashes hashes) throws IOException {
        var key = Layout.tarball(id);
        return bucket.putIfAbsent(key, tarball).isPresent() || holds(key, hashes);
    }

    /// Puts the tarball's public alias.
    ///
    /// Names and versions both may have dashes, so `a`@`1.0.0-2.0.0` and `a-1.0.0`@`2.0.0` have one flat name. Who comes second gets
    /// one with `@` in it, which no other package's flat name can have.
    ///
    /// @return the stem that the alias has, and the rs file shall have
    String putAlias(PackageId id, Hashes hashes) throws IOException {
        return putAlias(id, id.stem(), hashes) ? id.stem() : putDistinctAlias(id, hashes);
    }

    private String putDistinctAlias(PackageId id, Hashes hashes) throws IOException {
        var stem = id.toString();
        if (!putAlias(id, stem, hashes)) {
            throw new IOException("%s holds other bytes than %s: remove it, nothing of the log refers to it"
                    .formatted(Layout.flatTarball(stem), Layout.tarball(id)));
        }
        return stem;
    }

    private boolean putAlias(PackageId id, String stem, Hashes hashes) throws IOException {
        var key = Layout.flatTarball(stem);
        return bucket.copyIfAbsent(Layout.tarball(id), key).isPresent() || holds(key, hashes);
    }

    /// Puts the rs file. One that is there already was left by a run that broke off, perhaps of another release of this program:
    /// nothing refers to it yet, so it is replaced unless it is the same.
    void putResources(String stem, Content resources) throws IOException {
        var key = Layout.resources(stem);
        if (bucket.putIfAbsent(key, resources).isEmpty() && !holds(key, Hashes.of(resources))) {
            bucket.put(key, resources);
        }
    }

    private boolean holds(Key key, Hashes hashes) throws IOException {
        var stored = bucket.stat(key);
        return stored.isPresent() && stored.get().sizeBytes() == hashes.sizeBytes() && hashes(key).equals(Optional.of(hashes));
    }

    private Optional<Hashes> hashes(Key key) throws IOException {
        var object = bucket.read(key);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        try (var open = object.get()) {
            return Optional.of(Hashes.of(open.stream()));
        }
    }
}
