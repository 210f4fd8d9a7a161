package org.canonry.api.fhir;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.canonry.api.snapshot.Snapshot;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a base says of itself: a CapabilityStatement of its own FHIR version.
final class Capabilities {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> OPERATIONS = Map.of(
            "current-canonical", "http://hl7.org/fhir/OperationDefinition/CanonicalResource-current-canonical",
            "resolve", "http://hl7.org/fhir/uv/crmi/OperationDefinition/crmi-resolve");

    private final FhirBase base;

    private Capabilities(FhirBase base) {
        this.base = base;
    }

    /// The statement, as JSON.
    ///
    /// @param address of the base
    static byte[] of(FhirBase base, String address, Snapshot snapshot) {
        return new Capabilities(base).statement(address, snapshot);
    }

    private byte[] statement(String address, Snapshot snapshot) {
        var statement = JSON.createObjectNode()
                .put("resourceType", "CapabilityStatement")
                .put("name", "Canonry")
                .put("title", "Canonical resources of FHIR packages")
                .put("status", "active")
                .put("date", snapshot.manifest().builtAt().toString())
                .put("kind", "instance");
        statement.putObject("software").put("name", "Canonry");
        statement.putObject("implementation")
                .put("description", "%d package versions, as at event %d of the log".formatted(snapshot.manifest().packageVersions(), snapshot.lsn()))
                .put("url", address);
        statement.put("fhirVersion", base.number());
        if (base == FhirBase.STU3) {
            statement.put("acceptUnknown", "no");
        }
        statement.putArray("format").add("json").add("application/fhir+json");
        rest(statement.putArray("rest").addObject());
        return JSON.writeValueAsBytes(statement);
    }

    private void rest(ObjectNode rest) {
        rest.put("mode", "server");
        rest.put("documentation", "Read only. Narratives are left out. `_package=name@version` looks in the closure of a package alone.");
        var resources = rest.putArray("resource");
        base.types().forEach(type -> resource(resources.addObject(), type));
        parameter(rest.putArray("searchParam").addObject(), "_package", "token", "Only resources of the closure of these packages: name@version");
        parameter(rest.withArray("searchParam").addObject(), "_implicit", "token", "true: with what tools add to the closure of their own accord");
        operations(rest);
    }

    private void resource(ObjectNode resource, String type) {
        resource.put("type", type);
        var interactions = resource.putArray("interaction");
        List.of("read", "vread", "search-type").forEach(code -> interactions.addObject().put("code", code));
        resource.put("versioning", "versioned");
        resource.put("conditionalRead", "not-match");
        var parameters = resource.putArray("searchParam");
        SearchParameter.of(type).forEach(each -> parameter(parameters.addObject(), each.code(), each.kind().code(), each.meaning()));
        if (base != FhirBase.STU3) {
            operations(resource);
        }
    }

    private static void parameter(ObjectNode parameter, String name, String type, String meaning) {
        parameter.put("name", name).put("type", type).put("documentation", meaning);
    }

    private void operations(ObjectNode holder) {
        var operations = holder.putArray("operation");
        new TreeMap<>(OPERATIONS).forEach((name, url) -> definition(operations.addObject().put("name", name), url));
    }

    private void definition(ObjectNode operation, String url) {
        if (base == FhirBase.STU3) {
            operation.putObject("definition").put("reference", url);
        } else {
            operation.put("definition", url);
        }
    }
}
