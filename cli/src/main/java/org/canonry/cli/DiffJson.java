package org.canonry.cli;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.canonry.api.diff.ElementChange;
import org.canonry.api.diff.Impact;
import org.canonry.api.diff.Touch;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.cli.ComparedPackages.Changed;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What changed between two package versions, for programs. The names are those of the GraphQL API.
final class DiffJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DiffJson() {}

    static String of(ComparedPackages compared, List<Touch> touched) {
        var json = NODES.objectNode().put("from", compared.from().id().toString()).put("to", compared.to().id().toString());
        var dependencies = json.putArray("dependencies");
        compared.dependencies().forEach(change -> dependencies.addObject().put("name", change.name()).put("from", change.from()).put("to", change.to()));
        json.set("removed", resources(compared.removed()));
        json.set("added", resources(compared.added()));
        var changed = json.putArray("changed");
        compared.changed().forEach(each -> changed.add(changed(each)));
        var touches = json.putArray("touched");
        touched.forEach(touch -> touches.add(touched(touch)));
        var counts = json.putObject("counts");
        compared.counts().forEach((impact, count) -> counts.put(name(impact), count));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }

    private static ArrayNode resources(Collection<CanonicalResource> resources) {
        var list = NODES.arrayNode();
        resources.forEach(resource -> list.add(resource(resource)));
        return list;
    }

    private static ObjectNode resource(CanonicalResource resource) {
        return NODES.objectNode().put("url", resource.url()).put("version", resource.version()).put("resourceType", resource.resourceType())
                .put("packageVersion", resource.packageVersion().id().toString()).put("filename", resource.filename());
    }

    private static ObjectNode changed(Changed changed) {
        var differences = changed.differences();
        var json = NODES.objectNode();
        json.set("from", resource(changed.change().from()));
        json.set("to", resource(changed.change().to()));
        json.put("impact", differences.impact().map(Impact::name).orElse(null)).put("cut", differences.cut().orElse(null));
        var counts = json.putObject("counts");
        for (var impact : Impact.values()) {
            counts.put(name(impact), differences.counts().getOrDefault(impact, 0));
        }
        var elements = json.putArray("elements");
        differences.changes().forEach(change -> elements.add(element(change)));
        return json;
    }

    private static ObjectNode element(ElementChange change) {
        var json = NODES.objectNode().put("path", change.path()).put("kind", change.kind().toString());
        json.set("from", JSON.valueToTree(change.from()));
        json.set("to", JSON.valueToTree(change.to()));
        return json.put("impact", change.impact().name()).put("rule", change.rule().toString());
    }

    private static ObjectNode touched(Touch touch) {
        var json = NODES.objectNode();
        json.set("resource", resource(touch.resource()));
        var uses = json.putArray("uses");
        touch.uses().forEach(use -> uses.addObject().put("path", use.path()).put("kind", use.kind().name()).put("target", use.target()));
        json.set("changes", resources(touch.changes().stream().map(change -> change.to()).toList()));
        json.set("removed", resources(touch.removed()));
        return json;
    }

    private static String name(Impact impact) {
        return impact.name().toLowerCase(Locale.ROOT);
    }
}
