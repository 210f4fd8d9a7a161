package org.canonry.storage.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.canonry.storage.SharedFiles;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.FhirRelease;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the rules find in real packages of each FHIR release, compared with a search for names that knows nothing of rules.
class UsesOfRealPackagesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource({
        "hl7.fhir.r2.core-1.0.2.tgz, R2", "hl7.fhir.r3.core-3.0.2.tgz, R3", "hl7.fhir.us.core-6.1.0.tgz, R4", "hl7.fhir.au.core.r4b-0.3.0.tgz, R4B",
        "ch.fhir.ig.ch-core-4.0.0-ballot.tgz, R4", "hl7.fhir.r5.core-5.0.0.tgz, R5",
    })
    void extensionsBindingsSystemsAndBasesAreAllFound(String tarball, FhirRelease release) throws IOException {
        var resources = resources(tarball);
        assertThat(resources).isNotEmpty();
        for (var resource : resources) {
            var uses = uses(resource, release);
            var as = "%s in %s".formatted(resource.path("url").asString(), tarball);
            assertThat(targets(uses, UseKind.EXTENSION)).as(as).containsAll(extensions(resource));
            assertThat(targets(uses, UseKind.BINDING)).as(as).containsAll(bindings(resource));
            assertThat(urls(uses, UseKind.CODE_SYSTEM)).as(as).containsAll(systems(resource));
            assertThat(targets(uses, UseKind.BASE_DEFINITION)).as(as).containsAll(texts(resource.path("baseDefinition")));
        }
    }

    private static List<ObjectNode> resources(String tarball) throws IOException {
        var resources = new ArrayList<ObjectNode>();
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(Files.newInputStream(SharedFiles.tarball(tarball)))))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile() && entry.getName().matches("package/([^.][^/]*/)?[^./][^/]*\\.json") && JSON.readTree(tar.readAllBytes()) instanceof ObjectNode file
                        && file.path("resourceType").isString() && file.path("url").isString()) {
                    resources.add(file.without("text"));
                }
            }
        }
        return resources;
    }

    private static List<Use> uses(ObjectNode resource, FhirRelease release) {
        var bytes = JSON.writeValueAsBytes(resource);
        return switch (new CanonicalParser(Limits.defaults()).parse(bytes, 0, bytes.length, List.of(release))) {
            case Canonical canonical -> canonical.uses();
            case LineRejected(var problem, var detail) -> throw new AssertionError(problem + ": " + detail);
        };
    }

    private static Set<String> targets(List<Use> uses, UseKind kind) {
        return uses.stream().filter(use -> use.kind() == kind).map(Use::target).collect(Collectors.toSet());
    }

    private static Set<String> urls(List<Use> uses, UseKind kind) {
        return uses.stream().filter(use -> use.kind() == kind).map(Use::targetUrl).collect(Collectors.toSet());
    }

    private static Set<String> extensions(JsonNode resource) {
        var found = new TreeSet<String>();
        for (var name : List.of("extension", "modifierExtension")) {
            forEach(resource, name, extension -> found.addAll(texts(extension.path("url"))));
        }
        found.removeIf(url -> !url.contains(":"));
        return found;
    }

    private static Set<String> bindings(JsonNode resource) {
        var found = new TreeSet<String>();
        for (var element : List.of("/snapshot/element", "/differential/element")) {
            resource.at(element).forEach(each -> {
                var binding = each.path("binding");
                found.addAll(texts(binding.path("valueSet")));
                found.addAll(texts(binding.path("valueSetUri")));
                found.addAll(texts(binding.at("/valueSetReference/reference")));
            });
        }
        return found;
    }

    private static Set<String> systems(JsonNode resource) {
        var found = new TreeSet<String>();
        for (var list : List.of("/compose/include", "/compose/exclude")) {
            resource.at(list).forEach(each -> found.addAll(texts(each.path("system"))));
        }
        return found.stream().map(Reference::url).collect(Collectors.toSet());
    }

    private static Set<String> texts(JsonNode text) {
        return text.isString() && !text.stringValue().startsWith("#") ? Set.of(text.stringValue()) : Set.of();
    }

    private static void forEach(JsonNode json, String name, Consumer<JsonNode> found) {
        if (json.isObject()) {
            json.path(name).forEach(found);
        }
        json.forEach(child -> forEach(child, name, found));
    }
}
