package org.canonry.api.lock;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.github.packageurl.PackageURL;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.storage.limits.Limits;
import org.cyclonedx.Version;
import org.cyclonedx.model.Component;
import org.cyclonedx.parsers.JsonParser;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the files of a lock look like, to the byte, and what the programs that others read them with make of them.
class LockFilesTest {
    private static final Addresses ADDRESSES = Addresses.below("https://packages.example.org/");

    private final SmallIndex index;

    LockFilesTest(@TempDir Path folder) throws IOException {
        index = LockedPackages.in(folder);
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachFileIsTheGoldenOneToTheByte(LockFormat format) throws IOException {
        assertThat(file(format, "guide.fhir@1.0.0")).isEqualTo(golden(format));
    }

    @ParameterizedTest
    @EnumSource
    void theSameLsnGivesTheSameBytesAfterMoreCame(LockFormat format) throws IOException {
        var before = write(format, index.snapshot().lsn(), "guide.fhir", "@odd/name@v.1");
        LockedPackages.addLater(index);
        assertThat(write(format, null, "guide.fhir", "@odd/name@v.1")).isNotEqualTo(before);
        assertThat(write(format, LockedPackages.LSN, "guide.fhir", "@odd/name@v.1")).isEqualTo(before);
    }

    @Test
    void theBillIsValidAgainstTheOfficialSchema() throws Exception {
        for (var roots : List.of(List.of("guide.fhir@1.0.0"), List.of("guide.fhir", "@odd/name@v.1"))) {
            var bill = file(LockFormat.CYCLONEDX, roots.toArray(String[]::new)).getBytes(StandardCharsets.UTF_8);
            assertThat(new JsonParser().validate(bill, Version.VERSION_16)).isEmpty();
        }
    }

    @Test
    void theBillNamesEachPackageAsPackageUrlsDo() throws Exception {
        var bill = new JsonParser().parse(file(LockFormat.CYCLONEDX, "guide.fhir", "@odd/name@v.1").getBytes(StandardCharsets.UTF_8));
        assertThat(bill.getComponents()).extracting(Component::getBomRef).contains("guide.fhir@1.0.0", "@odd/name@v.1", "base.fhir@1.0.1");
        for (var component : bill.getComponents()) {
            var purl = new PackageURL(component.getPurl());
            assertThat(purl.canonicalize()).isEqualTo(component.getPurl());
            assertThat(purl.getQualifiers()).containsEntry("repository_url", "https://packages.example.org/pkgs");
        }
    }

    @Test
    void theManifestIsAResourceOfR4WhosePinsAreCanonicals() throws IOException {
        var parser = FhirContext.forR4Cached().newJsonParser().setParserErrorHandler(new StrictErrorHandler());
        var manifest = parser.parseResource(Parameters.class, file(LockFormat.CRMI, "guide.fhir@1.0.0"));
        assertThat(manifest.getMeta().hasProfile("http://hl7.org/fhir/uv/crmi/StructureDefinition/crmi-manifestparameters")).isTrue();
        assertThat(manifest.getParameter()).isNotEmpty().allSatisfy(parameter -> {
            assertThat(parameter.getName()).isIn("system-version", "default-valueset-version", "default-canonical-version");
            assertThat(parameter.getValue()).isInstanceOf(CanonicalType.class);
            assertThat(parameter.getValue().primitiveValue()).matches("[^|]+\\|[^|]+");
        });
        assertThat(parser.parseResource(Parameters.class, file(LockFormat.CRMI, "tools.fhir@2.0.0")).getParameter()).isEmpty();
    }

    private String file(LockFormat format, String... specs) throws IOException {
        return write(format, null, specs);
    }

    private String write(LockFormat format, @Nullable Long asOf, String... specs) throws IOException {
        return switch (Lock.of(index.snapshot(), List.of(specs), asOf, Limits.defaults())) {
            case Lock lock -> lock.write(format, ADDRESSES);
            case NotLocked none -> throw new AssertionError(none);
        };
    }

    private static String golden(LockFormat format) throws IOException {
        try (var file = LockFilesTest.class.getResourceAsStream(name(format))) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String name(LockFormat format) {
        return switch (format) {
            case FHIRPKG -> "fhirpkg.lock.json";
            case CRMI -> "manifest.json";
            case CYCLONEDX -> "sbom.json";
        };
    }
}
