package org.canonry.api.snapshot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A package version for a [SmallIndex], put together by hand.
public final class SmallPackage {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectNode manifest = JSON.createObjectNode();
    private final Map<String, ObjectNode> files = new LinkedHashMap<>();

    private SmallPackage(String name, String version) {
        manifest.put("name", name).put("version", version).put("date", "20240101000000");
        manifest.putArray("fhirVersions").add("4.0.1");
    }

    /// An R4 package of nothing, published on 2024-01-01.
    public static SmallPackage of(String name, String version) {
        return new SmallPackage(name, version);
    }

    /// The package of that package.json and no other members; single quotes stand for double ones.
    public static SmallPackage ofJson(String json) {
        var given = new SmallPackage("", "");
        given.manifest.removeAll();
        given.manifest.setAll((ObjectNode) JSON.readTree(json.replace('\'', '"')));
        return given;
    }

    /// Declares a dependency.
    public SmallPackage dependsOn(String name, String requirement) {
        manifest.withObject("/dependencies").put(name, requirement);
        return this;
    }

    /// Published on another day, such as `20250131000000`.
    public SmallPackage date(String date) {
        manifest.put("date", date);
        return this;
    }

    /// Another member of package.json.
    public SmallPackage put(String member, String value) {
        manifest.put(member, value);
        return this;
    }

    /// A resource with url, version and id, in a file of its type and number.
    public SmallPackage holding(String resourceType, String url, @Nullable String version) {
        return holding("%s-%d.json".formatted(resourceType, files.size()), resource(resourceType, url, version));
    }

    /// A resource in a file.
    public SmallPackage holding(String filename, ObjectNode resource) {
        files.put(filename, resource.deepCopy().put("_filename", filename));
        return this;
    }

    /// A resource in a file, as JSON; single quotes stand for double ones.
    public SmallPackage holding(String filename, String json) {
        return holding(filename, (ObjectNode) JSON.readTree(json.replace('\'', '"')));
    }

    /// Resources in the files that their `_filename` names, as JSON; single quotes stand for double ones.
    public SmallPackage holding(String[] lines) {
        for (var line : lines) {
            var resource = (ObjectNode) JSON.readTree(line.replace('\'', '"'));
            files.put(resource.path("_filename").asString(), resource);
        }
        return this;
    }

    /// A profile that refers to others.
    ///
    /// @param targets of its type profiles, each in an element of its own
    public SmallPackage profile(String url, String base, String... targets) {
        var profile = resource("StructureDefinition", url, "1.0.0").put("baseDefinition", base);
        var elements = profile.putObject("differential").putArray("element");
        for (var at = 0; at < targets.length; at++) {
            var element = elements.addObject().put("id", "Patient.link:" + at).put("path", "Patient.link");
            element.putArray("type").addObject().put("code", "Reference").putArray("profile").add(targets[at]);
        }
        return holding("StructureDefinition-%d.json".formatted(files.size()), profile);
    }

    /// An active resource that a test may add to.
    public static ObjectNode resource(String resourceType, String url, @Nullable String version) {
        var resource = JSON.createObjectNode().put("resourceType", resourceType).put("url", url).put("status", "active");
        return version == null ? resource : resource.put("version", version);
    }

    /// The package version as a catalogue lists it.
    public PackageVersion version(long lsn) {
        return switch (PackageVersion.read(JSON.writeValueAsBytes(manifest), lsn)) {
            case PackageVersion.Line.Read(var version) -> version;
            case PackageVersion.Line.Rejected(var refused) -> throw new IllegalArgumentException(refused.toString());
        };
    }

    /// The lines of its rs file.
    public List<String> lines() {
        return files.values().stream().map(ObjectNode::toString).toList();
    }
}
