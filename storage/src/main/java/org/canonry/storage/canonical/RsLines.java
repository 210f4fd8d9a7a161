package org.canonry.storage.canonical;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;

/// Reads one line again from the part of an rs file that its [Location] names.
public final class RsLines {
    private RsLines() {}

    /// The line's bytes, from the bytes of the file at `location.memberOffset()`, `location.memberBytes()` long.
    ///
    /// @throws IOException when the bytes are damaged or do not hold the line
    public static byte[] extract(byte[] range, Location location) throws IOException {
        try (var members = new GzipMembers(new ByteArrayInputStream(range))) {
            var line = new byte[location.lineBytes()];
            var skip = new byte[8 << 10];
            var before = location.lineOffset();
            var filled = 0;
            var inMember = members.nextMember();
            while (inMember && filled < line.length) {
                var read = before > 0
                        ? members.read(skip, 0, (int) Math.min(skip.length, before))
                        : members.read(line, filled, line.length - filled);
                if (read < 0) {
                    inMember = members.nextMember();
                } else if (before > 0) {
                    before -= read;
                } else {
                    filled += read;
                }
            }
            if (filled < line.length) {
                throw new EOFException("the rs file ends before its line does");
            }
            return line;
        }
    }
}
