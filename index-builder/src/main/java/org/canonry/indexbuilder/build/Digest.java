package org.canonry.indexbuilder.build;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.canonry.storage.canonical.CanonicalLine;
import org.canonry.storage.canonical.ContentHash;
import org.canonry.storage.canonical.Location;
import org.canonry.storage.canonical.Membership;
import org.canonry.storage.index.CanonicalColumns;
import org.canonry.storage.index.Fields;

/// A digest over documents that does not depend on their order: the sum of each one's SHA-256, modulo 2^128, and their number.
///
/// A document counts with the line that it stands for, its content and its membership. What was meant to be written and what an index holds are
/// compared by it before a build becomes visible. Not thread-safe.
public final class Digest {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(2 * Long.SIZE);

    private final MessageDigest sha256;
    private final ByteBuffer line = ByteBuffer.allocate(3 * Long.BYTES + 1);

    /// The sum's halves, without sign.
    private long high;

    private long low;
    private long documents;

    /// Of nothing.
    public Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Of all documents of an index.
    public static Digest of(DirectoryReader index) throws IOException {
        var digest = new Digest();
        for (var leaf : index.leaves()) {
            digest.add(leaf.reader());
        }
        return digest;
    }

    private void add(LeafReader segment) throws IOException {
        var columns = new CanonicalColumns(segment);
        var live = segment.getLiveDocs();
        for (var doc = 0; doc < segment.maxDoc(); doc++) {
            if (live == null || live.get(doc)) {
                add(columns.number(Fields.LSN, doc, -1), columns.location(doc), columns.hash(Fields.CONTENT_HASH, doc), columns.membership(doc));
            }
        }
    }

    /// Adds what the document of a line must say.
    public void add(long lsn, CanonicalLine line, Membership membership) {
        add(lsn, line.location(), line.canonical().contentHash(), membership);
    }

    private void add(long lsn, Location location, ContentHash content, Membership membership) {
        line.clear().putLong(lsn).putLong(location.memberOffset()).putLong(location.lineOffset()).put((byte) membership.ordinal());
        sha256.update(line.flip());
        sha256.update(content.bytes());
        add(ByteBuffer.wrap(sha256.digest(), 2 * Long.BYTES, 2 * Long.BYTES));
        documents++;
    }

    /// Of a hash its last 128 bits count.
    private void add(ByteBuffer hash) {
        high += hash.getLong();
        var more = hash.getLong();
        low += more;
        if (Long.compareUnsigned(low, more) < 0) {
            high++;
        }
    }

    private BigInteger sum() {
        return new BigInteger(1, ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array());
    }

    /// How many documents it is of.
    public long documents() {
        return documents;
    }

    /// `number-hexadecimal sum`.
    @Override
    public String toString() {
        return documents + "-" + sum().toString(16);
    }

    /// The digest of these documents and those that `text`, written by [#toString], is of.
    public String plus(String text) {
        var dash = text.indexOf('-');
        var total = sum().add(new BigInteger(text.substring(dash + 1), 16)).mod(MODULUS);
        return (documents + Long.parseLong(text.substring(0, dash))) + "-" + total.toString(16);
    }
}
