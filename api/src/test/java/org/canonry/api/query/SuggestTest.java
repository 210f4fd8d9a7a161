package org.canonry.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.canonry.api.query.language.InvalidQuery;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuggestTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Shelf shelf;

    @BeforeAll
    static void fill() throws IOException {
        shelf = new Shelf(folder);
    }

    @AfterAll
    static void close() throws IOException {
        shelf.close();
    }

    private List<String> texts(String prefix) {
        return Suggest.complete(prefix, 10, shelf.snapshot(), Limits.defaults()).stream().map(Suggestion::text).toList();
    }

    @Test
    void completesNamesIdsTitlesUrlsAndPackages() {
        assertThat(texts("USCorePat")).containsExactly("us-core-patient");
        assertThat(texts("us core patient pr")).containsExactly("USCorePatientProfile");
        assertThat(texts("administrative g")).containsExactly("AdministrativeGender");
        assertThat(texts("http://hl7.org/fhir/us/")).containsExactly(Shelf.US_PATIENT);
        assertThat(texts("hl7.fhir.u")).containsExactly("hl7.fhir.us.core");
    }

    @Test
    void whatIsTypedToItsEndComesFirstThenWhatIsUsedMost() {
        assertThat(texts("patient")).first().isEqualTo("Patient");
        assertThat(texts("hl7.fhir.")).containsExactly("hl7.fhir.r4.core", "hl7.fhir.us.core", "hl7.fhir.r5.core");
    }

    @Test
    void namesATargetForEach() {
        assertThat(Suggest.complete("Patient", 1, shelf.snapshot(), Limits.defaults()).getFirst().target())
                .isInstanceOfSatisfying(Suggestion.Target.OfResource.class, target -> assertThat(target.resource().version()).isEqualTo("5.0.0"));
        assertThat(Suggest.complete("hl7.fhir.us", 1, shelf.snapshot(), Limits.defaults()).getFirst().target())
                .isInstanceOf(Suggestion.Target.OfPackage.class);
    }

    @Test
    void suggestsNothingForNothing() {
        assertThat(texts("")).isEmpty();
        assertThat(texts("  -/|")).isEmpty();
    }

    @Test
    void refusesAPrefixBeyondItsLimit() {
        assertThatThrownBy(() -> texts("x".repeat(201))).isInstanceOf(InvalidQuery.class).hasMessageContaining("suggest_characters");
    }
}
