package org.canonry.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.canonry.storage.SharedFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a tarball holds, read without Canonry's own code: what answers are compared with.
final class TarballFiles {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ROOT = "package/";

    private TarballFiles() {}

    /// The JSON objects in a real package, by their paths below `package/`.
    static Map<String, ObjectNode> of(String filename) throws IOException {
        var files = new TreeMap<String, ObjectNode>();
        try (var tar = open(SharedFiles.tarball(filename))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile() && entry.getName().startsWith(ROOT) && entry.getName().endsWith(".json")) {
                    keepObject(entry.getName().substring(ROOT.length()), JSON.readTree(tar.readAllBytes()), files);
                }
            }
        }
        return files;
    }

    private static void keepObject(String path, JsonNode json, Map<String, ObjectNode> files) {
        if (json instanceof ObjectNode object) {
            files.put(path, object);
        }
    }

    /// The resources of a real package that have a url, by their paths.
    static Map<String, ObjectNode> withUrl(String filename) throws IOException {
        var files = of(filename);
        files.values().removeIf(file -> !file.path("resourceType").isString() || !file.path("url").isString());
        return files;
    }

    private static TarArchiveInputStream open(Path tarball) throws IOException {
        return new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(Files.newInputStream(tarball))));
    }
}
