package org.canonry.storage.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.canonry.storage.packages.Dependency;
import org.canonry.storage.packages.Dependency.On;
import org.canonry.storage.packages.FhirVersion;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.Standing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What npm and FHIR clients are told of one package version: its package.json, made digestible for them, and where its tarball is.
///
/// Source: npm's registry API ("Package Metadata"), and what clients were seen to read and to crash on.
final class VersionDocument {
    private static final List<String> DEPENDENCIES = List.of("dependencies", "optionalDependencies", "peerDependencies");
    private static final List<String> TEXTS = List.of("url", "description", "canonical", "title", "homepage");

    /// npm believes the registry about scripts and programs, not the tarball. FHIR packages are data and need none, so nothing of a package
    /// from here is run when it is installed, whoever wrote it.
    private static final List<String> RUN_BY_NPM = List.of("scripts", "hasInstallScript", "bin", "_hasShrinkwrap");

    private static final String DEPRECATED = "deprecated";
    private static final String UNLISTED = "unlisted";

    private VersionDocument() {}

    /// @param base address of `pkgs/`, without a slash at its end
    static ObjectNode of(CatalogueLine line, String base) {
        var document = line.members();
        var dist = dist(line.id(), document, base);
        CatalogueLine.removeAdded(document);
        document.remove(RUN_BY_NPM);
        DEPENDENCIES.forEach(field -> dependencies(document, field));
        // Several clients read these without looking whether they are there.
        document.withObject("/dependencies");
        TEXTS.forEach(field -> keepText(document, field));
        fhirVersion(document);
        standing(document, line);
        // Without this, npm compiles what a file binding.gyp says, also for a package without scripts.
        document.put("gypfile", false);
        ExactJson.putLast(document, Map.of("_id", JsonNodeFactory.instance.stringNode(line.id().toString())));
        ExactJson.putLast(document, Map.of("dist", dist));
        return document;
    }

    /// Only the log says whether a version is deprecated, not its author's package.json.
    ///
    /// npm and pnpm take a deprecated version only where nothing else will do, and say why; Firely's client takes one that is unlisted only by its exact
    /// version. A withdrawn one is both.
    private static void standing(ObjectNode document, CatalogueLine line) {
        removeWarnings(document);
        document.remove(Packument.LSN);
        warning(line.standing()).ifPresent(words -> document.put(DEPRECATED, words));
        line.standing().withdrawal().ifPresent(withdrawal -> document.put(UNLISTED, "withdrawn"));
        if (line.standing().lsn() > 0) {
            document.put(Packument.LSN, line.standing().lsn());
        }
    }

    /// They are of one version, and stand at the top of nothing else.
    static void removeWarnings(ObjectNode document) {
        document.remove(List.of(DEPRECATED, UNLISTED));
    }

    /// What whoever takes the version is told.
    static Optional<String> warning(Standing standing) {
        return standing.withdrawal()
                .map(turn -> turn.message() == null ? "withdrawn" : "withdrawn: " + turn.message())
                .or(standing::deprecation);
    }

    private static ObjectNode dist(PackageId id, ObjectNode line, String base) {
        var dist = JsonNodeFactory.instance.objectNode();
        dist.put("tarball", base + Layout.tarball(id).text().substring("pkgs".length()));
        List.of("integrity", "shasum").forEach(field -> Optional.ofNullable(line.get(field)).ifPresent(value -> dist.set(field, value)));
        return dist;
    }

    /// FHIR's alias `"old@npm:pkg": "1.0.0"` would end npm with EINVALIDPACKAGENAME; npm writes it `"old": "npm:pkg@1.0.0"`. What names
    /// no package would end it too, and is left out.
    private static void dependencies(ObjectNode document, String field) {
        var written = document.remove(field);
        if (written == null || !written.isObject()) {
            return;
        }
        var requirements = document.putObject(field);
        written.properties().stream()
                .filter(entry -> entry.getValue().isString())
                .map(entry -> Dependency.of(entry.getKey(), entry.getValue().stringValue()))
                .forEach(dependency -> forNpm(dependency).ifPresent(entry -> requirements.put(entry.getKey(), entry.getValue())));
    }

    private static Optional<Map.Entry<String, String>> forNpm(Dependency dependency) {
        return switch (dependency.meaning()) {
            case On(var target, var selector, var alias) when alias.isPresent() ->
                Optional.of(Map.entry(alias.get().text(), "npm:%s@%s".formatted(target, selector.text())));
            case On on -> Optional.of(Map.entry(dependency.name(), dependency.requirement()));
            case Dependency.Unclear unclear -> Optional.empty();
        };
    }

    /// Clients take these for text without looking, and some crash on anything else.
    private static void keepText(ObjectNode document, String field) {
        if (document.has(field) && !document.path(field).isString()) {
            document.remove(field);
        }
    }

    /// HL7's client reads one text, `fhirVersion`; packages have a list, `fhirVersions`, and older ones other names.
    private static void fhirVersion(ObjectNode document) {
        var versions = new LinkedHashMap<String, JsonNode>();
        firstText(document, "fhirVersions")
                .or(() -> firstText(document, "fhir-version-list"))
                .or(() -> firstText(document, "fhirVersion"))
                .or(() -> firstText(document, "fhir-version"))
                .map(FhirVersion::asNumber)
                .ifPresent(number -> versions.put("fhirVersion", JsonNodeFactory.instance.stringNode(number)));
        document.remove("fhirVersion");
        document.setAll(versions);
    }

    private static Optional<String> firstText(ObjectNode document, String field) {
        var node = document.path(field);
        var first = node.isArray() ? node.path(0) : node;
        return first.isString() ? Optional.of(first.stringValue()) : Optional.empty();
    }
}
