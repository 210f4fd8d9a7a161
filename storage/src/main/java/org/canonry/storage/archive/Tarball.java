package org.canonry.storage.archive;

import java.io.IOException;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.limits.Limits;

/// A package's tarball that was read from end to end and found sound: gzip, tar, paths, kinds and sizes.
///
/// It is read twice: once to be vouched for and to find package.json, which may come last, and once more for its files, by
/// whoever then still wants them. Nothing is held in memory but package.json and one file at a time. Immutable, and safe
/// for many threads as far as its content is.
///
/// What is tolerated, because real packages have it: several gzip members, bytes after the last one and after the tar's
/// end mark, a missing end mark, folder entries, doubled slashes, extended headers, `._` files of macOS, files outside the
/// package's root, and one path twice.
public final class Tarball implements InspectedTarball {
    private final Content content;
    private final Limits limits;
    private final ManifestSearch.Found found;
    private final TarballSummary summary;

    private Tarball(Content content, Limits limits, ManifestSearch.Found found, TarballSummary summary) {
        this.content = content;
        this.limits = limits;
        this.found = found;
        this.summary = summary;
    }

    /// Reads a tarball through, and vouches for it or refuses it.
    ///
    /// @param content opened here, and again by [#forEachJsonFile]
    /// @param limits those named `archive_*`, and `manifest_bytes`
    /// @throws IOException when the content could not be read: that says nothing about the tarball
    public static InspectedTarball inspect(Content content, Limits limits) throws IOException {
        try (var walk = TarWalk.open(content, limits)) {
            var search = new ManifestSearch(limits);
            var summary = walk.run(search);
            return new Tarball(content, limits, search.found(), summary);
        } catch (Refusal refusal) {
            return refusal.refused();
        }
    }

    /// The bytes of package.json as they are, which may be no JSON at all; the last one where there are several.
    public byte[] manifest() {
        return found.manifest().clone();
    }

    /// The folder that is the package: `package`, or whatever other one holds package.json.
    public String root() {
        return found.root();
    }

    /// What was met in it.
    public TarballSummary summary() {
        return summary;
    }

    /// Hands over every file whose name ends in `.json`, in the tar's order, each whole.
    ///
    /// package.json is among them. One path may come twice; on disk the later one would win, and the caller decides.
    ///
    /// @throws IOException when the content could not be read or is no longer what was inspected, or from the visitor
    public void forEachJsonFile(JsonFileVisitor visitor) throws IOException {
        try (var walk = TarWalk.open(content, limits)) {
            var seen = walk.run((path, file) -> {
                if (path.isJson()) {
                    visitor.visit(pathInPackage(path.text()), file.bytes());
                }
            });
            requireSame(seen);
        } catch (Refusal refusal) {
            throw new IOException("the tarball changed since it was inspected", refusal);
        }
    }

    /// The path of an entry without the package's root folder, as `_filename` has it: `package/example/x.json` is
    /// `example/x.json`. What is outside the root keeps its whole path, so `other/x.json` and `package/other/x.json` meet.
    String pathInPackage(String path) {
        return path.startsWith(root() + "/") ? path.substring(root().length() + 1) : path;
    }

    private void requireSame(TarballSummary seen) throws IOException {
        if (!seen.equals(summary)) {
            throw new IOException("the tarball changed since it was inspected: %s, then %s".formatted(summary, seen));
        }
    }
}
