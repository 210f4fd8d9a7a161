package org.canonry.api.registry;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A packument with what installing needs alone. Source: npm's registry API, "Abbreviated metadata format".
///
/// It has `time` too, which the description leaves out: pnpm fetches the full document for that, and Yarn takes versions without for too young.
final class Abbreviated {
    private static final List<String> OF_PACKAGE = List.of("name", "dist-tags", "time");
    private static final List<String> OF_VERSION = List.of(
            "name", "version", "deprecated", "dependencies", "optionalDependencies", "devDependencies", "bundleDependencies", "peerDependencies",
            "peerDependenciesMeta", "bin", "directories", "dist", "engines", "os", "cpu", "gypfile");

    private Abbreviated() {}

    /// Of a packument's JSON.
    static byte[] of(byte[] packument) {
        var full = JsonAnswer.JSON.readTree(packument);
        var abbreviated = chosen(full, OF_PACKAGE);
        if (full.path("time").path("modified").isString()) {
            abbreviated.put("modified", full.path("time").path("modified").stringValue());
        }
        var versions = abbreviated.putObject("versions");
        full.path("versions").properties().forEach(version -> versions.set(version.getKey(), chosen(version.getValue(), OF_VERSION)));
        return JsonAnswer.JSON.writeValueAsBytes(abbreviated);
    }

    private static ObjectNode chosen(JsonNode from, List<String> members) {
        var chosen = JsonAnswer.JSON.createObjectNode();
        members.stream().filter(from::has).forEach(member -> chosen.set(member, from.path(member)));
        return chosen;
    }
}
