package org.canonry.storage.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// The path of one entry, checked: segments between single slashes, none of them `.` or `..`; empty for the tar's own root.
///
/// @param text such as `package/example/x.json`
record EntryPath(String text) {
    private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*", Pattern.DOTALL);
    private static final String MANIFEST = "package.json";

    /// Reads a path as a tar has it. Doubled slashes and `./`, which real packages have, are taken out.
    ///
    /// Nothing is unpacked here, but paths go into keys, file names and answers, and from there into other people's
    /// programs: `../../.ssh/authorized_keys` must not come out of this house.
    static EntryPath of(String raw, Limits limits) throws Refusal {
        refuseUnsafe(raw);
        var text = Arrays.stream(raw.split("/"))
                .filter(segment -> !segment.isEmpty() && !segment.equals("."))
                .collect(Collectors.joining("/"));
        if (text.getBytes(StandardCharsets.UTF_8).length > limits.of(Limit.ARCHIVE_PATH_BYTES)) {
            throw new Refusal(TarballProblem.PATH_TOO_LONG, "the path %s is longer than %s: shorten it and publish again"
                    .formatted(show(raw), limits.describe(Limit.ARCHIVE_PATH_BYTES)));
        }
        return new EntryPath(text);
    }

    /// A name as an error prints it: in quotes, not too long, and without what would harm a terminal or a log.
    static String show(String raw) {
        var cut = raw.length() > 120 ? raw.substring(0, 120) + "…" : raw;
        return '"' + cut.replaceAll("[\\p{Cntrl}\\p{Cs}\\p{Cf}]", "?") + '"';
    }

    boolean isRoot() {
        return text.isEmpty();
    }

    /// Whether it is a `._` companion (AppleDouble) or in the folder where macOS keeps them.
    boolean isAppleDouble() {
        return text.startsWith("__MACOSX/") || Arrays.stream(text.split("/")).anyMatch(part -> part.startsWith("._"));
    }

    boolean isJson() {
        return text.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    /// Whether it is named package.json, in whatever folder.
    boolean isNamedAsManifest() {
        return text.equals(MANIFEST) || text.endsWith("/" + MANIFEST);
    }

    /// Whether it is the package.json of a folder of the first level.
    boolean isManifest() {
        return text.equals(firstFolder() + "/" + MANIFEST) && !firstFolder().isEmpty();
    }

    /// Its first segment.
    String firstFolder() {
        return text.substring(0, Math.max(0, text.indexOf('/')));
    }

    private static void refuseUnsafe(String raw) throws Refusal {
        if (raw.startsWith("/") || DRIVE.matcher(raw).matches()) {
            throw unsafe(raw, "is absolute");
        }
        if (raw.indexOf('\\') >= 0 || raw.codePoints().anyMatch(Character::isISOControl)) {
            throw unsafe(raw, "has a backslash or a control character");
        }
        if (Arrays.asList(raw.split("/")).contains("..")) {
            throw unsafe(raw, "climbs out of the package with ..");
        }
    }

    private static Refusal unsafe(String raw, String why) {
        return new Refusal(TarballProblem.PATH_TRAVERSAL, "the path %s %s: pack again with paths inside package/"
                .formatted(show(raw), why));
    }
}
