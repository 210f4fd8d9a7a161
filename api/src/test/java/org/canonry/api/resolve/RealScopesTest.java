package org.canonry.api.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.SharedFiles;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.Manifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Real packages that carry the same urls in several versions; what is expected was read in them by hand.
class RealScopesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PATIENT = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient";

    private static @TempDir Path folder = Path.of("");
    private static SmallIndex index;

    @BeforeAll
    static void build() throws IOException {
        index = SmallIndex.in(folder);
        for (var id : new String[] {"hl7.fhir.us.core-3.1.1", "hl7.fhir.us.core-6.1.0", "hl7.fhir.us.core-8.0.0", "hl7.fhir.us.carin-bb-1.1.0"}) {
            index.with(read(SharedFiles.packages().resolve(id + ".tgz")));
        }
        index.publish();
    }

    @AfterAll
    static void close() throws IOException {
        index.close();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
        "'', none, MOST_RECENT_IN_CLOSURE, 8.0.0",
        "'', hl7.fhir.us.carin-bb@1.1.0, MOST_RECENT_IN_CLOSURE, 3.1.1",
        "'', hl7.fhir.us.carin-bb@1.1.0, NEAREST, 3.1.1",
        "'', hl7.fhir.us.carin-bb@1.1.0, HIGHEST_PACKAGE, 3.1.1",
        "'', hl7.fhir.us.carin-bb@1.1.0, LATEST, 8.0.0",
        "|3.1.0, hl7.fhir.us.carin-bb@1.1.0, MOST_RECENT_IN_CLOSURE, 3.1.1",
        "|6.1.0, hl7.fhir.us.carin-bb@1.1.0, MOST_RECENT_IN_CLOSURE, none",
        "|6.1.0, hl7.fhir.us.carin-bb@1.1.0, LATEST, 6.1.0",
        "'', hl7.fhir.us.core@6.1.0, MOST_RECENT_IN_CLOSURE, 6.1.0",
        "'', hl7.fhir.us.core, MOST_RECENT_IN_CLOSURE, 8.0.0",
    })
    void meansTheVersionThatThePackageDependsOn(String version, @Nullable String in, Strategy strategy, @Nullable String expected) {
        var scope = (in == null ? ResolutionScope.WHOLE_INDEX : ResolutionScope.WHOLE_INDEX.in(in)).by(strategy);
        var resource = new Resolver(index.snapshot(), Limits.defaults(), scope).resolve(PATIENT + version).resource();
        assertThat(resource == null ? null : resource.version()).isEqualTo(expected);
    }

    @Test
    void tellsHowItCameToThat() {
        var scope = ResolutionScope.of(index.version("hl7.fhir.us.carin-bb@1.1.0"));
        var resolution = new Resolver(index.snapshot(), Limits.defaults(), scope).resolve(PATIENT);
        assertThat(resolution.explanation()).endsWith("It comes by hl7.fhir.us.carin-bb@1.1.0 → hl7.fhir.us.core@3.1.1.");
        assertThat(resolution.candidates()).extracting(Candidate::reason).last().asString()
                .contains("outside the closure of hl7.fhir.us.carin-bb@1.1.0, which has 3.1.1 of that package");
        assertThat(resolution.ambiguous()).isFalse();
    }

    private static SmallPackage read(Path tarball) throws IOException {
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(Files.newInputStream(tarball))))) {
            SmallPackage read = null;
            var resources = new LinkedHashMap<String, ObjectNode>();
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var name = entry.getName().replaceFirst("^package/", "");
                if (name.equals("package.json")) {
                    read = of((Manifest) Manifest.read(tar.readAllBytes()));
                } else if (name.matches("StructureDefinition-[^/]*\\.json")) {
                    resources.put(name, (ObjectNode) JSON.readTree(tar.readAllBytes()));
                }
            }
            var found = Objects.requireNonNull(read);
            resources.forEach(found::holding);
            return found;
        }
    }

    private static SmallPackage of(Manifest manifest) {
        var read = SmallPackage.of(manifest.id().name().text(), manifest.id().version().text());
        manifest.dependencies().forEach(dependency -> read.dependsOn(dependency.name(), dependency.requirement()));
        return read;
    }
}
