package org.canonry.storage.archive;

import java.io.IOException;
import java.util.Optional;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// Finds the package.json of a tarball, which may come anywhere in it, and with it the package's root folder.
///
/// npm takes away the first folder of every path whatever its name is; almost all packages call it `package`. So the root
/// is `package` when that has a package.json, else the one other folder of the first level that has. At most two are held.
final class ManifestSearch implements TarWalk.FileVisitor {
    private static final String USUAL = "package";

    private final Limits limits;
    private @Nullable Found usual;
    private @Nullable Found other;
    private Optional<String> secondRoot = Optional.empty();
    private Optional<String> deeper = Optional.empty();

    ManifestSearch(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void visit(EntryPath path, TarWalk.File file) throws IOException {
        if (path.isManifest()) {
            take(path, file.bytes());
        } else if (path.isNamedAsManifest() && deeper.isEmpty()) {
            deeper = Optional.of(path.text());
        }
    }

    /// What was found, once all files were seen.
    Found found() throws Refusal {
        if (usual != null) {
            return usual;
        }
        if (other == null) {
            throw new Refusal(TarballProblem.NO_MANIFEST, "no package/package.json%s".formatted(deeper.map(ManifestSearch::hint)
                    .orElse(": every package has one; pack the folder package/ with it")));
        }
        if (secondRoot.isPresent()) {
            var roots = EntryPath.show(other.root()) + " and " + EntryPath.show(secondRoot.get());
            throw new Refusal(TarballProblem.SEVERAL_ROOTS, "the folders " + roots
                    + " both have a package.json: publish each as its own package, in a folder package/");
        }
        return other;
    }

    /// A package.json, the last one when its folder has several.
    static final class Found {
        private final String root;
        private final byte[] manifest;

        private Found(String root, byte[] manifest) {
            this.root = root;
            this.manifest = manifest;
        }

        /// The folder of the first level that it is in.
        String root() {
            return root;
        }

        /// Its bytes, as they are.
        byte[] manifest() {
            return manifest;
        }
    }

    private static String hint(String path) {
        return ", but one at %s: pack each package by itself, in a folder package/".formatted(EntryPath.show(path));
    }

    private void take(EntryPath path, byte[] bytes) throws Refusal {
        if (bytes.length > limits.of(Limit.MANIFEST_BYTES)) {
            throw new Refusal(TarballProblem.MANIFEST_TOO_LARGE, "%s has %d bytes, more than %s: shorten it"
                    .formatted(EntryPath.show(path.text()), bytes.length, limits.describe(Limit.MANIFEST_BYTES)));
        }
        var found = new Found(path.firstFolder(), bytes);
        if (found.root().equals(USUAL)) {
            usual = found;
        } else if (other == null || other.root().equals(found.root())) {
            other = found;
        } else {
            secondRoot = Optional.of(found.root());
        }
    }
}
