package org.canonry.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.upstream.OwnPackages;

/// The packages that everything is measured on.
///
/// @param name of the choice, for people
/// @param files tarballs, by what people call them
/// @param fingerprint of their names and lengths
public record Tarballs(String name, Map<String, Content> files, String fingerprint) {
    private static final int FINGERPRINT_CHARACTERS = 16;

    /// Those that were named; where none were, those of `usual`, and where there are none either, Canonry's own few.
    ///
    /// @param named folders of tarballs, or tarballs
    /// @throws NoSuchFileException when something named is not there
    public static Tarballs choose(List<Path> named, Path usual) throws IOException {
        if (!named.isEmpty()) {
            return in(named);
        }
        return Files.isDirectory(usual) ? in(List.of(usual)) : own();
    }

    /// A few small packages that the project wrote itself.
    static Tarballs own() throws IOException {
        return of("Canonry's own few packages: too small for the figures to mean much", OwnPackages.tarballs());
    }

    private static Tarballs in(List<Path> named) throws IOException {
        var files = new LinkedHashMap<String, Content>();
        for (var path : named) {
            for (var file : tarballs(path)) {
                files.put(file.getFileName().toString(), Content.of(file));
            }
        }
        if (files.isEmpty()) {
            throw new NoSuchFileException(named + " holds no .tgz: name a folder of tarballs, or a tarball");
        }
        return of("%d packages of %s".formatted(files.size(), named), files);
    }

    private static List<Path> tarballs(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path + " is not there: name a folder of tarballs, or a tarball");
        }
        try (var files = Files.walk(path)) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(".tgz")).sorted().toList());
        }
    }

    private static Tarballs of(String name, Map<String, Content> files) throws IOException {
        var text = new StringBuilder();
        for (var file : files.entrySet()) {
            text.append(file.getKey()).append(' ').append(file.getValue().sizeBytes()).append('\n');
        }
        return new Tarballs(name, files, fingerprint(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /// A short name for bytes.
    static String fingerprint(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)).substring(0, FINGERPRINT_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
