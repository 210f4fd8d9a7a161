package org.canonry.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.canonry.oracle.Task.Question;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What HL7's library does with versions, on packages of our own: what is written down of it is true of the version that we compare with.
class OracleTest {
    private static final String URL = "http://example.org/fhir/ValueSet/colours";

    @TempDir
    private Path folder;

    private final Map<String, Path> tarballs = new TreeMap<>();

    @BeforeEach
    void packages() throws IOException {
        add(TinyPackage.of("hl7.fhir.r4.core", "4.0.1", "fhir.core")
                .with(TinyPackage.structure("http://hl7.org/fhir/StructureDefinition/Patient", "4.0.1"))
                .with(TinyPackage.valueSet("http://terminology.hl7.org/ValueSet/old", "4.0.1")));
        add(TinyPackage.of("acme.base", "1.0.1", "fhir.ig").needs("hl7.fhir.r4.core", "4.0.1").with(TinyPackage.valueSet(URL, "1.0.1")));
        add(TinyPackage.of("acme.base", "2.0.0", "fhir.ig").needs("hl7.fhir.r4.core", "4.0.1").with(TinyPackage.valueSet(URL, "2.0.0")));
        add(TinyPackage.of("acme.other", "1.0.0", "fhir.ig").needs("hl7.fhir.r4.core", "4.0.1").needs("acme.base", "2.0.0"));
        add(TinyPackage.of("hl7.terminology.r4", "5.0.0", "fhir.ig")
                .needs("hl7.fhir.r4.core", "4.0.1")
                .with(TinyPackage.valueSet("http://terminology.hl7.org/ValueSet/old", "1.0.0")));
    }

    @Test
    void takesWhatThePackageDependsOnBeforeWhatIsMoreRecent() throws IOException {
        assertThat(packageOf(URL, "acme.base", "1.0.1")).isEqualTo("acme.base#1.0.1");
        assertThat(packageOf(URL, "acme.base", "2.0.0")).isEqualTo("acme.base#2.0.0");
    }

    @Test
    void takesAnAskedVersionFromOutsideOfTheClosure() throws IOException {
        assertThat(packageOf(URL + "|2.0.0", "acme.base", "1.0.1")).isEqualTo("acme.base#2.0.0");
    }

    @Test
    void takesTheSameMajorAndMinorNumberForAVersionThatIsNotThere() throws IOException {
        assertThat(packageOf(URL + "|1.0.0", "acme.base", "1.0.1")).isEqualTo("acme.base#1.0.1");
        assertThat(packageOf(URL + "|1.0", "acme.base", "1.0.1")).isEqualTo("acme.base#1.0.1");
        assertThat(packageOf(URL + "|9.9", "acme.base", "1.0.1")).isNull();
    }

    /// The one mistake that is not to be copied: a dependency with a wildcard is never recognised as what it was resolved to.
    @Test
    void forgetsTheClosureWhereADependencyHasAWildcard() throws IOException {
        assertThat(packageOf(URL, "acme.base", "1.0.x")).isEqualTo("acme.base#2.0.0");
    }

    @Test
    void takesTheTerminologyPackagesCopyForTheCorePackages() throws IOException {
        assertThat(packageOf("http://terminology.hl7.org/ValueSet/old", "hl7.terminology.r4", "5.0.0")).isEqualTo("hl7.terminology.r4#5.0.0");
        assertThat(packageOf("http://terminology.hl7.org/ValueSet/old", "acme.base", "1.0.1")).isEqualTo("hl7.fhir.r4.core#4.0.1");
    }

    @Test
    void leavesOutADependencyThatIsNotThere() throws IOException {
        assertThat(packageOf(URL, "acme.absent", "1.0.0")).isEqualTo("acme.base#2.0.0");
    }

    /// Which package's value set a package means that has one dependency, while another one with a newer version of everything is loaded.
    private @Nullable String packageOf(String reference, String dependency, String requirement) throws IOException {
        var source = "acme.us-%s-%s#1.0.0".formatted(dependency, requirement);
        add(TinyPackage.of(source.substring(0, source.indexOf('#')), "1.0.0", "fhir.ig")
                .needs("hl7.fhir.r4.core", "4.0.1")
                .needs(dependency, requirement));
        var task = new Task(source, List.of("acme.other#1.0.0"), tarballs, List.of(new Question("BINDING", reference)));
        return Oracle.answers(task, folder.resolve("unpacked")).getFirst().packageId();
    }

    private void add(TinyPackage made) throws IOException {
        tarballs.put(made.id(), made.write(folder));
    }
}
