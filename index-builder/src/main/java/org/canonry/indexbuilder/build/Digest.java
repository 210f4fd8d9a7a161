package org.canonry.indexbuilder.build;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.canonry.storage.canonical.Canonical;
import org.canonry.storage.canonical.ContentHash;
import org.canonry.storage.canonical.Membership;
import org.canonry.storage.index.CanonicalColumns;
import org.canonry.storage.index.CanonicalDocument;
import org.canonry.storage.index.Column;
import org.canonry.storage.index.Fields;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// A digest over documents that does not depend on their order: the sum of each one's SHA-256, modulo 2^128, and their number.
///
/// What was meant to be written and what an index holds are compared by it before a build becomes visible. Not thread-safe.
public final class Digest {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

    private final MessageDigest sha256;
    private BigInteger sum = BigInteger.ZERO;
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
            digest.add(leaf);
        }
        return digest;
    }

    private void add(LeafReaderContext leaf) throws IOException {
        var columns = new CanonicalColumns(leaf.reader());
        var live = leaf.reader().getLiveDocs();
        for (var doc = 0; doc < leaf.reader().maxDoc(); doc++) {
            if (live == null || live.get(doc)) {
                add(
                        CanonicalDocument.key(columns.required(Fields.PACKAGE_VERSION, doc), columns.required(Column.FILENAME.field(), doc)),
                        columns.required(Column.URL.field(), doc),
                        columns.text(Column.VERSION, doc),
                        columns.hash(Fields.CONTENT_HASH, doc),
                        columns.membership(doc));
            }
        }
    }

    /// Adds what the document of `canonical` must say.
    public void add(Canonical canonical, PackageVersion carrier, Membership membership) {
        add(
                CanonicalDocument.key(carrier.id().toString(), canonical.filename()),
                canonical.url(),
                canonical.version(),
                canonical.contentHash(),
                membership);
    }

    private void add(String key, String url, @Nullable String version, ContentHash content, Membership membership) {
        feed(key);
        feed(url);
        feed(version == null ? "" : version);
        sha256.update(content.bytes());
        sha256.update((byte) membership.ordinal());
        sum = sum.add(new BigInteger(1, sha256.digest())).mod(MODULUS);
        documents++;
    }

    private void feed(String text) {
        sha256.update(text.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
    }

    /// How many documents it is of.
    public long documents() {
        return documents;
    }

    /// `number-hexadecimal sum`.
    @Override
    public String toString() {
        return documents + "-" + sum.toString(16);
    }

    /// The digest of these documents and those that `text`, written by [#toString], is of.
    public String plus(String text) {
        var dash = text.indexOf('-');
        var total = sum.add(new BigInteger(text.substring(dash + 1), 16)).mod(MODULUS);
        return (documents + Long.parseLong(text.substring(0, dash))) + "-" + total.toString(16);
    }
}
