package org.canonry.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import tools.jackson.databind.json.JsonMapper;

/// A package of a few resources for FHIR R4.
record TinyPackage(String name, String version, String type, Map<String, String> dependencies, List<Map<String, Object>> resources) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static TinyPackage of(String name, String version, String type) {
        return new TinyPackage(name, version, type, new LinkedHashMap<>(), new ArrayList<>());
    }

    static Map<String, Object> valueSet(String url, String version) {
        return Map.of("resourceType", "ValueSet", "id", tail(url), "url", url, "version", version, "status", "active");
    }

    /// A type of FHIR itself.
    static Map<String, Object> structure(String url, String version) {
        return Map.of(
                "resourceType", "StructureDefinition", "id", tail(url), "url", url, "version", version, "name", tail(url), "status", "active",
                "kind", "resource", "abstract", false, "type", tail(url), "derivation", "specialization");
    }

    private static String tail(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    TinyPackage needs(String name, String requirement) {
        dependencies.put(name, requirement);
        return this;
    }

    TinyPackage with(Map<String, Object> resource) {
        resources.add(resource);
        return this;
    }

    String id() {
        return name + "#" + version;
    }

    Path write(Path folder) throws IOException {
        var tarball = folder.resolve(id() + ".tgz");
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(tarball)))) {
            add(tar, "package.json", Map.of(
                    "name", name, "version", version, "type", type, "fhirVersions", List.of("4.0.1"), "canonical", "http://example.org/" + name,
                    "dependencies", dependencies));
            for (var resource : resources) {
                add(tar, resource.get("resourceType") + "-" + resource.get("id") + ".json", resource);
            }
        }
        return tarball;
    }

    private static void add(TarArchiveOutputStream tar, String file, Map<String, Object> content) throws IOException {
        var bytes = JSON.writeValueAsBytes(content);
        var entry = new TarArchiveEntry("package/" + file);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}
