package org.canonry.storage.canonical;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// Writes the lines of an rs file in many gzip members of whole lines, so that one line is one range read.
///
/// Any gzip reader reads the file as one text. Equal lines give equal bytes. Not thread-safe. Source: RFC 1952, section 2.2.
public final class RsWriter implements AutoCloseable {
    private final OutputStream file;
    private final int memberBytes;
    private final ByteArrayOutputStream lines;

    /// Onto an empty file. A member is closed once it holds `rs_member_bytes` of text.
    public RsWriter(OutputStream file, Limits limits) {
        this.file = file;
        this.memberBytes = limits.intOf(Limit.RS_MEMBER_BYTES);
        this.lines = new ByteArrayOutputStream(memberBytes * 2);
    }

    /// Adds one line, which must hold no line feed.
    public void line(byte[] json) throws IOException {
        if (lines.size() > 0 && lines.size() + json.length >= memberBytes) {
            member();
        }
        lines.write(json);
        lines.write('\n');
    }

    /// Closes the last member and the file. A file without lines has one empty member, since it must be valid gzip all the same.
    @Override
    public void close() throws IOException {
        member();
        file.close();
    }

    private void member() throws IOException {
        var member = new ByteArrayOutputStream(lines.size() / 4 + 64);
        try (var gzip = new GZIPOutputStream(member)) {
            lines.writeTo(gzip);
        }
        member.writeTo(file);
        lines.reset();
    }
}
