package org.canonry.api.fhir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.canonry.api.snapshot.CanonicalResource;
import tools.jackson.databind.json.JsonMapper;

/// What an operation gives.
sealed interface Answer {
    /// The resource itself.
    record One(CanonicalResource resource) implements Answer {}

    /// A Parameters resource with the parameter `result`, or without any.
    record Result(Optional<CanonicalResource> resource) implements Answer {}

    /// A Bundle of resources, the best first.
    record All(List<CanonicalResource> resources) implements Answer {}

    /// Writes it.
    ///
    /// @param base address of the base
    /// @throws IOException when it cannot be written
    default void write(ResourceCopy copy, Bundle.Lines lines, String base, OutputStream out) throws IOException {
        switch (this) {
            case One(var resource) -> copy.write(lines.of(resource), resource, ServerId.of(resource).toString(), out);
            case Result(var resource) -> Text.result(resource, copy, lines, out);
            case All(var resources) -> Text.all(resources, copy, lines, base, out);
        }
    }

    /// What is written around resources.
    final class Text {
        private static final JsonMapper JSON = JsonMapper.builder().build();

        private Text() {}

        private static void result(Optional<CanonicalResource> resource, ResourceCopy copy, Bundle.Lines lines, OutputStream out) throws IOException {
            if (resource.isEmpty()) {
                out.write(bytes("{\"resourceType\":\"Parameters\"}"));
                return;
            }
            var line = lines.of(resource.get());
            out.write(bytes("{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"result\",\"resource\":"));
            copy.write(line, resource.get(), ServerId.of(resource.get()).toString(), out);
            out.write(bytes("}]}"));
        }

        private static void all(List<CanonicalResource> resources, ResourceCopy copy, Bundle.Lines lines, String base, OutputStream out)
                throws IOException {
            var start = JSON.writeValueAsString(Map.of("type", "collection", "resourceType", "Bundle"));
            out.write(bytes(start.substring(0, start.length() - 1)));
            var separator = ",\"entry\":[";
            for (var resource : resources) {
                var line = lines.of(resource);
                var id = ServerId.of(resource).toString();
                out.write(bytes(separator + "{\"fullUrl\":" + JSON.writeValueAsString("%s/%s/%s".formatted(base, resource.resourceType(), id)) + ",\"resource\":"));
                copy.write(line, resource, id, out);
                out.write('}');
                separator = ",";
            }
            out.write(bytes(resources.isEmpty() ? "}" : "]}"));
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
