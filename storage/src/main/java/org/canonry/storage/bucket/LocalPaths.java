package org.canonry.storage.bucket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.canonry.storage.bucket.InvalidKey.Reason;

/// Where a bucket's objects are on disk, and whether they are really there: inside the root, and plain files.
///
/// @param root the bucket's folder, with no symbolic link in its path
record LocalPaths(Path root) {
    /// The bucket's own folder. Keys never lead there: a segment's leading dot is encoded.
    static final String HIDDEN = ".canonry-bucket";

    Path hidden(String folder) {
        return root.resolve(HIDDEN).resolve(folder);
    }

    /// Where the object is, or would be.
    ///
    /// @throws InvalidKey when a segment is too long for a file name
    Place place(Key key) {
        var segments = key.segments();
        int last = segments.size() - 1;
        var folder = folder(segments.subList(0, last));
        return new Place(key, within(folder), within(folder.resolve(LocalName.ofFile(segments.get(last)))));
    }

    /// The folder that holds the objects whose keys start with these segments; the root for none.
    Path folder(List<String> segments) {
        var path = root;
        for (int depth = 0; depth < segments.size(); depth++) {
            path = path.resolve(LocalName.ofFolder(segments.get(depth), depth));
        }
        return path;
    }

    /// What is known of the object there; empty when there is no plain file.
    ///
    /// Whoever can make a symbolic link in the root (by unpacking an archive there, say) could point `rs` at `/etc` and
    /// have any file of the machine served. So links are not followed: not at the end of the path, and not on the way.
    Optional<BasicFileAttributes> attributes(Place place) throws IOException {
        return isOwnFolder(place.folder())
                ? attributes(place.path()).filter(BasicFileAttributes::isRegularFile)
                : Optional.empty();
    }

    /// What a bucket tells of the object there; empty when there is none.
    Optional<ObjectInfo> stat(Place place) throws IOException {
        return attributes(place).map(found -> info(place.key(), found));
    }

    /// Whether there is a folder at `folder`, reached from the root through real folders alone.
    boolean isOwnFolder(Path folder) throws IOException {
        if (folder.equals(root)) {
            return true;
        }
        if (attributes(topOf(folder)).filter(BasicFileAttributes::isDirectory).isEmpty()) {
            return false;
        }
        try {
            return folder.toRealPath().equals(folder);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /// Makes sure that an object can be written there: its folders exist, durably, and lead nowhere else.
    ///
    /// @throws InvalidKey when the first segment is an object and a folder is needed, or the other way round
    void prepare(Place place) throws IOException {
        refuseTakenName(place);
        Durable.makeFolders(place.folder());
        if (!isOwnFolder(place.folder())) {
            throw new IOException("the folder of %s is reached through a symbolic link: put a real folder there"
                    .formatted(place.key()));
        }
    }

    ObjectInfo info(Key key, BasicFileAttributes attributes) {
        return new ObjectInfo(
                key, attributes.size(), generation(attributes), attributes.lastModifiedTime().toInstant());
    }

    /// The inode tells two files apart, but its number is used again once a file is gone; the time, which every overwrite
    /// moves on, tells the users of one number apart.
    private static Generation generation(BasicFileAttributes attributes) {
        return new Generation("%s-%d-%d".formatted(
                attributes.fileKey(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), attributes.size()));
    }

    private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path topOf(Path path) {
        return root.resolve(root.relativize(path).getName(0));
    }

    private void refuseTakenName(Place place) throws IOException {
        var top = attributes(topOf(place.path()));
        if (place.folder().equals(root) && top.filter(BasicFileAttributes::isDirectory).isPresent()) {
            throw taken(place, "its first segment is a folder here, so no object can have that name");
        }
        if (!place.folder().equals(root) && top.filter(BasicFileAttributes::isRegularFile).isPresent()) {
            throw taken(place, "its first segment is an object here, so nothing can be put below it");
        }
    }

    private static InvalidKey taken(Place place, String detail) {
        return new InvalidKey(Reason.TOP_LEVEL_TAKEN, place.key().text(), detail);
    }

    /// A key cannot climb out, by its construction. Should that ever break, this keeps the machine's files safe.
    private Path within(Path path) {
        if (!path.normalize().equals(path) || !path.startsWith(root)) {
            throw new IllegalStateException("a key led out of the bucket: " + path);
        }
        return path;
    }

    /// Where one object is, or would be.
    ///
    /// @param folder the folder that its file is in
    /// @param path its file
    record Place(Key key, Path folder, Path path) {}
}
