package org.canonry.storage.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

/// Tells from the first bytes whether a file is gzip, and what it is when it is not: the usual mistakes are told apart,
/// since what to do about them differs.
final class GzipStart {
    private static final int BYTES = 265;
    private static final int TAR_MAGIC_AT = 257;

    private GzipStart() {}

    /// Looks at the start of `stream`, which stays where it was.
    static void require(BufferedInputStream stream) throws IOException {
        stream.mark(BYTES);
        var start = stream.readNBytes(BYTES);
        stream.reset();
        if (start.length < 2 || (start[0] & 0xff) != 0x1f || (start[1] & 0xff) != 0x8b) {
            throw new Refusal(TarballProblem.NOT_GZIP, describe(start));
        }
    }

    private static String describe(byte[] start) {
        var text = new String(start, ISO_8859_1);
        if (start.length == 0) {
            return "the file is empty (0 bytes): fetch it again";
        }
        if (text.startsWith("version https://git-lfs")) {
            return "this is a Git LFS pointer and not the file it points to: run git lfs pull and publish the file itself";
        }
        if (text.startsWith("ustar", TAR_MAGIC_AT)) {
            return "this is a tar that was never compressed: run gzip on it and publish the result";
        }
        if (text.startsWith("PK")) {
            return "this is a zip file: pack it as a gzipped tar (npm pack does)";
        }
        return "a gzip file starts with 1f 8b, this one with %s: publish a gzipped tar (npm pack makes one)"
                .formatted(hex(Arrays.copyOf(start, Math.min(start.length, 4))));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}
