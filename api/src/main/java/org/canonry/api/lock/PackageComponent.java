package org.canonry.api.lock;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.registry.Layout;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A package version as a component of a CycloneDX bill.
///
/// @param lock that it is of
/// @param addresses where its tarball is fetched
record PackageComponent(Lock lock, Addresses addresses) {
    /// As npm writes it, and as npm writes SHA-1. What another program's bucket tells otherwise is left out.
    private static final Pattern SHA512 = Pattern.compile("sha512-([A-Za-z0-9+/]{86}==)");
    private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");

    /// Licenses of the SPDX list that packages of FHIR declare; any other is written by the name that its author gave it.
    private static final Set<String> SPDX = Set.of(
            "0BSD", "AGPL-3.0-only", "AGPL-3.0-or-later", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-NC-4.0",
            "CC-BY-NC-ND-4.0", "CC-BY-NC-SA-4.0", "CC-BY-ND-4.0", "CC-BY-SA-3.0", "CC-BY-SA-4.0", "CC0-1.0", "EPL-2.0", "EUPL-1.2", "GPL-2.0-only",
            "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later", "ISC", "LGPL-2.1-only", "LGPL-3.0-only", "LGPL-3.0-or-later", "MIT", "MPL-2.0",
            "ODbL-1.0", "OGL-UK-3.0", "PDDL-1.0", "Unlicense", "etalab-2.0");

    /// What the bill calls a package version.
    static String ref(PackageVersion version) {
        return version.id().toString();
    }

    void write(PackageVersion version, ObjectNode component) {
        component.put("type", "library").put("bom-ref", ref(version));
        if (version.author() != null) {
            component.putArray("authors").addObject().put("name", version.author());
        }
        component.put("name", version.id().name().text()).put("version", version.id().version().text());
        if (version.description() != null) {
            component.put("description", version.description());
        }
        hashes(version.tarball(), component);
        if (version.license() != null) {
            license(version.license(), component.putArray("licenses").addObject().putObject("license"));
        }
        component.put("purl", PackageUrl.of(version.id(), addresses.of("pkgs")));
        references(version, component.putArray("externalReferences"));
        properties(version, component.putArray("properties"));
    }

    private static void hashes(PackageVersion.Tarball tarball, ObjectNode component) {
        var hashes = component.arrayNode();
        Stream.ofNullable(tarball.shasum())
                .filter(hex -> SHA1.matcher(hex).matches())
                .forEach(hex -> hashes.addObject().put("alg", "SHA-1").put("content", hex));
        sha512(tarball.integrity()).ifPresent(hex -> hashes.addObject().put("alg", "SHA-512").put("content", hex));
        if (!hashes.isEmpty()) {
            component.set("hashes", hashes);
        }
    }

    /// Integrity is base64, and a bill has hexadecimal.
    private static Optional<String> sha512(@Nullable String integrity) {
        return Stream.ofNullable(integrity)
                .map(SHA512::matcher)
                .filter(Matcher::matches)
                .map(matcher -> HexFormat.of().formatHex(Base64.getDecoder().decode(matcher.group(1))))
                .findFirst();
    }

    private static void license(String text, ObjectNode license) {
        license.put(SPDX.contains(text) ? "id" : "name", text);
    }

    private void references(PackageVersion version, ArrayNode references) {
        references.addObject().put("type", "distribution").put("url", addresses.of(Layout.tarball(version.id()).text()));
        Stream.ofNullable(version.url())
                .filter(PackageComponent::isWebAddress)
                .forEach(url -> references.addObject().put("type", "website").put("url", url));
    }

    /// Some packages were built with the address of a folder on somebody's disk.
    private static boolean isWebAddress(String text) {
        try {
            var scheme = new URI(text).getScheme();
            return "http".equals(scheme) || "https".equals(scheme);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void properties(PackageVersion version, ArrayNode properties) {
        version.fhirVersions().forEach(number -> property("fhir:version", number, properties));
        property("canonry:lsn", Long.toString(version.lsn()), properties);
        lock.unresolved().stream()
                .filter(requirement -> requirement.from().equals(version))
                .forEach(requirement -> property(
                        "canonry:unresolved",
                        "%s@%s: %s".formatted(requirement.name(), requirement.requirement(), requirement.problem()),
                        properties));
    }

    private static void property(String name, String value, ArrayNode properties) {
        properties.addObject().put("name", name).put("value", value);
    }
}
