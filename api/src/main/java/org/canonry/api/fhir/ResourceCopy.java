package org.canonry.api.fhir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.canonry.api.fhir.TypeTable.Elements;
import org.canonry.api.snapshot.CanonicalResource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Copies a resource from the bucket's line into an answer: byte for byte, but for its id, its meta, and the name of its file, which the line has
/// and a resource has not.
///
/// What is added to meta: the version and the time of the server's own counting, the package version that carries it as a tag, and the tag that
/// marks a part.
final class ResourceCopy {
    /// System of the tags that tell the package version, `name@version`.
    static final String PACKAGE = "urn:canonry:package";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SUBSET = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";
    private static final String SUBSET_STU3 = "http://hl7.org/fhir/v3/ObservationValue";

    private final FhirBase base;
    private final Presentation presentation;

    ResourceCopy(FhirBase base, Presentation presentation) {
        this.base = base;
        this.presentation = presentation;
    }

    /// A top-level member of a JSON object: where it stands, its name in front.
    ///
    /// @param to behind its value, and maybe behind the white space and the comma after that
    private record Member(String name, int from, int to) {}

    /// Writes a resource under an id.
    ///
    /// @param line as the bucket has it
    /// @throws IOException when it cannot be written
    void write(byte[] line, CanonicalResource resource, String id, OutputStream out) throws IOException {
        var members = members(line);
        var elements = base.elements(resource.resourceType()).orElseThrow();
        var head = JSON.writeValueAsBytes(head(line, members, resource, id));
        out.write(head, 0, head.length - 1);
        for (var member : members) {
            if (isCopied(member.name(), elements)) {
                out.write(',');
                out.write(line, member.from(), end(line, member) - member.from());
            }
        }
        out.write('}');
    }

    private boolean isCopied(String name, Elements elements) {
        return switch (name) {
            case "resourceType", "id", "_id", "meta", "_filename" -> false;
            default -> presentation.keeps(name, elements);
        };
    }

    private ObjectNode head(byte[] line, List<Member> members, CanonicalResource resource, String id) {
        var head = JSON.createObjectNode().put("resourceType", resource.resourceType()).put("id", id);
        var meta = head.putObject("meta");
        meta.put("versionId", ServerId.of(resource).digest());
        Optional.ofNullable(resource.packageVersion().publishedAt()).ifPresent(time -> meta.put("lastUpdated", time.toString()));
        members.stream().filter(member -> member.name().equals("meta")).forEach(member -> own(line, member).properties().stream()
                .filter(property -> !meta.has(property.getKey()))
                .forEach(property -> meta.set(property.getKey(), property.getValue())));
        var tags = meta.withArray("tag");
        tags.addObject().put("system", PACKAGE).put("code", resource.packageVersion().id().toString());
        if (presentation.isSubset()) {
            tags.addObject().put("system", base == FhirBase.STU3 ? SUBSET_STU3 : SUBSET).put("code", "SUBSETTED");
        }
        return head;
    }

    private static ObjectNode own(byte[] line, Member member) {
        var text = new String(line, member.from(), end(line, member) - member.from(), StandardCharsets.UTF_8);
        return JSON.readTree('{' + text + '}').path("meta") instanceof ObjectNode meta ? meta : JSON.createObjectNode();
    }

    /// White space and the comma behind a value do not belong to it.
    private static int end(byte[] line, Member member) {
        var end = member.to();
        while (line[end - 1] <= ' ' || line[end - 1] == ',') {
            end--;
        }
        return end;
    }

    private static List<Member> members(byte[] line) {
        var names = new ArrayList<String>();
        var starts = new ArrayList<Integer>();
        try (var parser = JSON.createParser(line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                names.add(Objects.requireNonNull(parser.currentName()));
                starts.add(Math.toIntExact(parser.currentTokenLocation().getByteOffset()));
                parser.nextToken();
                parser.skipChildren();
            }
            starts.add(closing(parser));
        }
        var members = new ArrayList<Member>();
        for (var at = 0; at < names.size(); at++) {
            members.add(new Member(names.get(at), starts.get(at), starts.get(at + 1)));
        }
        return members;
    }

    private static int closing(JsonParser parser) {
        return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    }
}
