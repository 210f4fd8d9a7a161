package org.canonry.api.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.canonry.api.page.Paging;
import org.canonry.api.page.Window;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.canonical.UseKind;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsesTest {
    private static final String PATIENT = "http://hl7.org/fhir/StructureDefinition/Patient";
    private static final String A = "http://example.org/StructureDefinition/a";
    private static final String REFERENCE = "http://hl7.org/fhir/StructureDefinition/Reference";
    private static final Set<UseKind> ALL = Set.of();

    private final SmallIndex index;

    UsesTest(@TempDir Path folder) throws IOException {
        index = SmallIndex.in(folder)
                .with(SmallPackage.of("one", "1.0.0")
                        .profile("http://example.org/one", PATIENT + "|4.0.1", A, A + "|1.0.0", A + "|2.0.0#part"))
                .flush()
                .with(SmallPackage.of("two", "1.0.0")
                        .profile("http://example.org/two", A + "#part")
                        .profile("http://example.org/three", PATIENT)
                        .holding("StructureDefinition-bound.json", """
                                {'resourceType': 'StructureDefinition', 'url': 'http://example.org/bound', 'status': 'draft', 'differential': {'element': [
                                  {'id': 'Patient.gender', 'path': 'Patient.gender',
                                   'binding': {'strength': 'required', 'valueSet': 'http://example.org/vs|1.0'}}]}}"""))
                .publish();
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    @Test
    void listsTheReferencesOfAResourceInTheirOrder() throws IOException {
        var resource = index.resource("one@1.0.0", "StructureDefinition-0.json");
        assertThat(Paging.all(window -> uses().uses(resource, ALL, window)))
                .extracting(Usage::target)
                .containsExactly(PATIENT + "|4.0.1", REFERENCE, A, REFERENCE, A + "|1.0.0", REFERENCE, A + "|2.0.0#part");
        assertThat(Paging.all(window -> uses().uses(resource, Set.of(UseKind.BASE_DEFINITION), window)))
                .extracting(Usage::target)
                .containsExactly(PATIENT + "|4.0.1");
        Paging.assertEveryWayGives(
                Paging.all(window -> uses().uses(resource, ALL, window)), window -> uses().uses(resource, ALL, window), "uses");
    }

    @Test
    void findsUsesOfAUrlWhateverVersionTheyAsk() throws IOException {
        assertThat(users(A, ALL)).containsExactly(
                "one@1.0.0 Patient.link:0", "one@1.0.0 Patient.link:1", "one@1.0.0 Patient.link:2", "two@1.0.0 StructureDefinition.baseDefinition");
        assertThat(users("  " + A + " ", Set.of(UseKind.BASE_DEFINITION))).containsExactly("two@1.0.0 StructureDefinition.baseDefinition");
    }

    @Test
    void findsOnlyUsesThatAskTheVersionWhereOneIsNamed() throws IOException {
        assertThat(users(A + "|1.0.0", ALL)).containsExactly("one@1.0.0 Patient.link:1");
        assertThat(users(A + "\\|2.0.0", ALL)).containsExactly("one@1.0.0 Patient.link:2");
        assertThat(users(A + "|2.0.0#part", ALL)).containsExactly("one@1.0.0 Patient.link:2");
        assertThat(users(A + "#part", ALL)).containsExactly("two@1.0.0 StructureDefinition.baseDefinition");
        assertThat(users(A + "|3.0.0", ALL)).isEmpty();
    }

    @Test
    void tellsWhatABindingIs() throws IOException {
        var page = uses().usedBy("http://example.org/vs", Set.of(UseKind.BINDING), Uses.EVERYWHERE, Window.first(10));
        assertThat(page.total()).isEqualTo(1);
        assertThat(page.items().getFirst().node()).satisfies(usage -> {
            assertThat(usage.by().url()).isEqualTo("http://example.org/bound");
            assertThat(usage.bindingStrength()).isEqualTo("required");
            assertThat(usage.path()).startsWith("Patient.gender");
        });
    }

    @Test
    void findsNothingForTextThatMeansNothing() throws IOException {
        for (var text : List.of("", "|", "|1.0.0", "#a", "http://example.org/never", "x".repeat(100_000))) {
            assertThat(uses().usedBy(text, ALL, Uses.EVERYWHERE, Window.first(10)).total()).as(text).isZero();
        }
    }

    @Test
    void goesOnAtTheSamePlaceInALaterSnapshot() throws IOException {
        var first = uses().usedBy(A, ALL, Uses.EVERYWHERE, Window.first(3));
        index.with(SmallPackage.of("three", "1.0.0").profile("http://example.org/later", A)).publish();
        var after = new Window(3, true, Optional.of(first.items().getLast().position()), Optional.empty());
        assertThat(Paging.nodes(uses().usedBy(A, ALL, Uses.EVERYWHERE, after))).extracting(usage -> usage.by().url())
                .containsExactly("http://example.org/two", "http://example.org/later");
    }

    private List<String> users(String target, Set<UseKind> kinds) throws IOException {
        return Paging.all(window -> uses().usedBy(target, kinds, Uses.EVERYWHERE, window)).stream()
                .map(usage -> usage.by().packageVersion().id() + " " + usage.path())
                .toList();
    }

    private Uses uses() {
        return new Uses(index.snapshot(), Limits.defaults());
    }
}
