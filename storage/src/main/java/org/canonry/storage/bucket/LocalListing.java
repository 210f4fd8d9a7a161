package org.canonry.storage.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;

/// The objects under a prefix, in key order. A folder is read when the walk gets to it, a file is looked at when it is
/// handed out; what is gone by then is passed over.
final class LocalListing extends Spliterators.AbstractSpliterator<ObjectInfo> {
    private final LocalPaths paths;
    private final String prefix;
    private final Deque<Iterator<Child>> open = new ArrayDeque<>();

    private LocalListing(LocalPaths paths, String prefix) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL);
        this.paths = paths;
        this.prefix = prefix;
    }

    static LocalListing of(LocalPaths paths, String prefix) throws IOException {
        var listing = new LocalListing(paths, prefix);
        int slash = prefix.lastIndexOf('/');
        listing.start(slash < 0 ? "" : prefix.substring(0, slash));
        return listing;
    }

    @Override
    public boolean tryAdvance(Consumer<? super ObjectInfo> action) {
        try {
            var found = next();
            found.ifPresent(action);
            return found.isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Begins at the folder that the prefix names. One that is no key has nothing under it.
    private void start(String folder) throws IOException {
        try {
            var segments = folder.isEmpty() ? List.<String>of() : Key.of(folder).segments();
            enter(folder, segments.size(), paths.folder(segments));
        } catch (InvalidKey e) {
            open.clear();
        }
    }

    private Optional<ObjectInfo> next() throws IOException {
        Optional<ObjectInfo> found = Optional.empty();
        while (found.isEmpty() && !open.isEmpty()) {
            found = step(open.element());
        }
        return found;
    }

    private Optional<ObjectInfo> step(Iterator<Child> children) throws IOException {
        if (!children.hasNext()) {
            open.remove();
            return Optional.empty();
        }
        var child = children.next();
        if (child.folder()) {
            enter(child.text(), child.depth() + 1, child.path());
            return Optional.empty();
        }
        return paths.stat(paths.place(Key.of(child.text())));
    }

    private void enter(String text, int depth, Path folder) throws IOException {
        if (!paths.isOwnFolder(folder)) {
            return;
        }
        var children = new ArrayList<Child>();
        try (var names = Files.newDirectoryStream(folder)) {
            names.forEach(path -> add(children, text, depth, path));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return;
        }
        children.sort(Comparator.naturalOrder());
        open.push(children.iterator());
    }

    /// Names that no key has are somebody else's, and are passed over: hidden ones, and foreign spellings.
    private void add(List<Child> children, String parent, int depth, Path path) {
        var name = path.getFileName().toString();
        boolean folder = depth == 0 ? Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) : LocalName.isFolder(name);
        var segment = folder && depth > 0 ? LocalName.segmentOfFolder(name) : LocalName.segmentOfFile(name);
        segment.flatMap(last -> Child.of(parent.isEmpty() ? last : parent + "/" + last, depth, folder, path))
                .filter(child -> child.order().startsWith(prefix))
                .ifPresent(children::add);
    }

    /// A name in a folder.
    ///
    /// @param text the key of the object, or the part of its objects' keys before the next slash
    /// @param depth how many folders it is in
    private record Child(String text, int depth, boolean folder, Path path) implements Comparable<Child> {
        static Optional<Child> of(String text, int depth, boolean folder, Path path) {
            try {
                return Optional.of(new Child(Key.of(text).text(), depth, folder, path));
            } catch (InvalidKey e) {
                return Optional.empty();
            }
        }

        /// All keys below a folder go on with a slash, which sorts after `-` and `.` and before digits and letters.
        String order() {
            return folder ? text + "/" : text;
        }

        @Override
        public int compareTo(Child other) {
            return Key.compare(order(), other.order());
        }
    }
}
