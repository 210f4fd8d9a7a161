package org.canonry.storage.archive;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// One pass over the entries of a tarball, with every check that needs no knowledge of packages.
///
/// What is wrong with the tarball is thrown as [Refusal]; what is wrong with reading it as any other `IOException`.
final class TarWalk implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int RECORD_BYTES = 512;

    private final Limits limits;
    private final Source source;
    private final Meter meter;
    private final TarArchiveInputStream tar;
    private int entries;
    private int files;
    private int jsonFiles;
    private int appleDoubles;

    private TarWalk(Source source, Limits limits) throws IOException {
        this.limits = limits;
        this.source = source;
        var start = new BufferedInputStream(source, BUFFER_BYTES);
        GzipStart.require(start);
        this.meter = new Meter(attempt(() -> new GZIPInputStream(start, BUFFER_BYTES)), source, limits);
        this.tar = new TarArchiveInputStream(meter, StandardCharsets.UTF_8.name());
    }

    static TarWalk open(Content content, Limits limits) throws IOException {
        var source = new Source(content);
        try {
            return new TarWalk(source, limits);
        } catch (IOException | RuntimeException | Error e) {
            source.close();
            throw e;
        }
    }

    /// Hands every file to `visitor`, and returns once the last byte was read: only then is gzip's checksum known to hold.
    TarballSummary run(FileVisitor visitor) throws IOException {
        for (var entry = next(); entry.isPresent(); entry = next()) {
            take(entry.get(), visitor);
            attempt(() -> tar.transferTo(OutputStream.nullOutputStream()));
        }
        refuseNoTar();
        attempt(() -> meter.transferTo(OutputStream.nullOutputStream()));
        return new TarballSummary(entries, files, jsonFiles, appleDoubles, meter.count());
    }

    @Override
    public void close() throws IOException {
        tar.close();
        source.close();
    }

    /// Takes the files of a tar in their order.
    interface FileVisitor {
        void visit(EntryPath path, File file) throws IOException;
    }

    /// A file whose bytes come next. They are passed over when nobody asks for them.
    interface File {
        /// All of them, at most `archive_entry_bytes`; to be asked for once.
        byte[] bytes() throws IOException;
    }

    private Optional<TarArchiveEntry> next() throws IOException {
        meter.headerBegins();
        var entry = Optional.ofNullable(attempt(tar::getNextEntry));
        meter.headerEnds();
        if (entry.isPresent() && !entry.get().isCheckSumOK()) {
            throw corrupt("its checksum does not hold");
        }
        return entry;
    }

    private void take(TarArchiveEntry entry, FileVisitor visitor) throws IOException {
        entries++;
        refuseEntry(entry);
        var path = EntryPath.of(entry.getName(), limits);
        if (!entry.isDirectory() && !path.isRoot()) {
            takeFile(entry, path, visitor);
        }
    }

    private void takeFile(TarArchiveEntry entry, EntryPath path, FileVisitor visitor) throws IOException {
        if (path.isAppleDouble()) {
            appleDoubles++;
            return;
        }
        files++;
        jsonFiles += path.isJson() ? 1 : 0;
        visitor.visit(path, () -> bytes(entry));
    }

    /// Grows with what arrives. An array of the declared size would be a bomb of one header.
    private byte[] bytes(TarArchiveEntry entry) throws IOException {
        return attempt(() -> tar.readNBytes(Math.toIntExact(entry.getSize())));
    }

    private void refuseEntry(TarArchiveEntry entry) throws Refusal {
        var name = EntryPath.show(entry.getName());
        if (entries > limits.of(Limit.ARCHIVE_ENTRIES)) {
            throw new Refusal(TarballProblem.TOO_MANY_ENTRIES, "it has more entries than %s: split the package"
                    .formatted(limits.describe(Limit.ARCHIVE_ENTRIES)));
        }
        // A link's target is read by whoever unpacks the package; /etc/passwd would do.
        if (isLinkOrDevice(entry)) {
            throw new Refusal(TarballProblem.LINK_OR_DEVICE, name
                    + " is a link, a device or a pipe: pack again with plain files in its place");
        }
        // A file with holes is as long as it says, and costs its sender nothing.
        if (!isPlain(entry)) {
            throw new Refusal(TarballProblem.UNSUPPORTED_ENTRY, "%s is an entry of kind '%s': pack again with plain files"
                    .formatted(name, EntryPath.show(Character.toString(entry.getLinkFlag() & 0xff))));
        }
        if (entry.getSize() > limits.of(Limit.ARCHIVE_ENTRY_BYTES)) {
            throw new Refusal(TarballProblem.ENTRY_TOO_LARGE, "%s says it has %d bytes, more than %s: split the file"
                    .formatted(name, entry.getSize(), limits.describe(Limit.ARCHIVE_ENTRY_BYTES)));
        }
    }

    private static boolean isLinkOrDevice(TarArchiveEntry entry) {
        return entry.isSymbolicLink()
                || entry.isLink()
                || entry.isCharacterDevice()
                || entry.isBlockDevice()
                || entry.isFIFO();
    }

    private static boolean isPlain(TarArchiveEntry entry) {
        return !entry.isSparse()
                && switch (entry.getLinkFlag()) {
                    case TarConstants.LF_OLDNORM, TarConstants.LF_NORMAL, TarConstants.LF_CONTIG, TarConstants.LF_DIR -> true;
                    default -> false;
                };
    }

    private void refuseNoTar() throws Refusal {
        if (meter.count() % RECORD_BYTES != 0) {
            throw entries == 0 ? noTar() : truncated();
        }
        if (entries == 0) {
            throw noTar();
        }
    }

    private <T> T attempt(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (Refusal e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw source.failed() && e instanceof IOException trouble ? trouble : diagnose(e);
        }
    }

    /// The libraries tell bad input by messages alone; where in the file they were tells more.
    private Refusal diagnose(Exception e) {
        if (e instanceof EOFException || (meter != null && meter.ended())) {
            return truncated();
        }
        return corrupt(EntryPath.show(String.valueOf(e.getMessage())));
    }

    private Refusal corrupt(String why) {
        var detail = "unreadable after %d entries (%s): fetch it again, or pack it anew".formatted(entries, why);
        return entries == 0 ? noTar() : new Refusal(TarballProblem.CORRUPT, detail);
    }

    private Refusal truncated() {
        var detail = "it ends in the middle, after %d entries: fetch it again, or pack it anew".formatted(entries);
        return new Refusal(TarballProblem.TRUNCATED, detail);
    }

    private static Refusal noTar() {
        return new Refusal(TarballProblem.NOT_TAR, "there is no tar in the gzip file: pack the package again (npm pack does)");
    }

    private interface Reading<T> {
        T read() throws IOException;
    }
}
