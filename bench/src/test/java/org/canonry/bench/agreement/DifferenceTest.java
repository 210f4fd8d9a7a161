package org.canonry.bench.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.canonry.storage.canonical.UseKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static final String CORE = "hl7.fhir.r4.core#4.0.1";
    private static final String ACME = "acme#1.0.0";

    @Test
    void knowsTheTerminologyPackagesCopyOfACoreDefinition() {
        assertThat(difference(found(CORE, "ValueSet"), found("hl7.terminology.r4#7.0.1", "ValueSet"))).isEqualTo(Difference.TERMINOLOGY_REPLACES_CORE);
        assertThat(difference(found(CORE, "ValueSet"), found(ACME, "ValueSet"))).isEqualTo(Difference.CORE_COMES_FIRST);
    }

    @Test
    void knowsWhatTheLibraryBringsItself() {
        assertThat(difference(null, found(null, "StructureDefinition"))).isEqualTo(Difference.BROUGHT_BY_THE_LIBRARY);
        assertThat(difference(found(CORE, "CodeSystem"), found(null, "CodeSystem"))).isEqualTo(Difference.BROUGHT_BY_THE_LIBRARY);
    }

    @Test
    void knowsThatCanonryPassesOverAStub() {
        var stub = new Found(ACME, "CodeSystem", "vs", null, "1.0.0", "not-present", null);
        assertThat(difference(found("far#1.0.0", "CodeSystem"), stub)).isEqualTo(Difference.STUB_IS_NEARER);
    }

    @Test
    void knowsWhatTheLibraryMakesOfSomethingElse() {
        assertThat(difference(null, found(ACME, "ActorDefinition"))).isEqualTo(Difference.CARRIED_AS_BASIC);
        assertThat(difference(null, found(ACME, "CodeSystem"))).isEqualTo(Difference.INSIDE_A_VALUE_SET);
    }

    @Test
    void knowsWhatTheLibraryDoesNotKeep() {
        assertThat(difference(found(ACME, "MessageDefinition"), null)).isEqualTo(Difference.NO_PLACE_IN_THE_CONTEXT);
        assertThat(difference(found(ACME, "ImplementationGuide", "http://example.org", "other/ig-r4.json"), null)).isEqualTo(Difference.FILE_PASSED_OVER);
        assertThat(difference(found(ACME, "CodeSystem", "http://example.org|2.1", "a.json"), null)).isEqualTo(Difference.BAR_IN_THE_URL);
    }

    @Test
    void knowsWhatIsOfAnotherType() {
        assertThat(difference(found(CORE, "NamingSystem"), found(CORE, "CodeSystem"))).isEqualTo(Difference.NAMING_SYSTEM);
        assertThat(difference(found(ACME, "CodeSystem"), null)).isEqualTo(Difference.OTHER_TYPE);
    }

    @Test
    void saysWhenNobodyKnows() {
        assertThat(difference(found(ACME, "ValueSet"), found("other#1.0.0", "ValueSet"))).isEqualTo(Difference.UNEXPLAINED);
        assertThat(difference(null, found(ACME, "ValueSet"))).isEqualTo(Difference.UNEXPLAINED);
    }

    @Test
    void takesTheSameResourceForTheSameWithoutItsFile() {
        var ours = found(ACME, "ValueSet", "http://example.org/vs", "ValueSet-vs.json");
        assertThat(compared(ours, found(ACME, "ValueSet")).isSame()).isTrue();
        assertThat(compared(ours, found("acme#2.0.0", "ValueSet")).isSame()).isFalse();
        assertThat(compared(null, null).isDifferent()).isFalse();
    }

    private static Difference difference(@Nullable Found ours, @Nullable Found theirs) {
        return Difference.of(compared(ours, theirs));
    }

    static Compared compared(@Nullable Found ours, @Nullable Found theirs) {
        var question = new Question(UseKind.OTHER, "http://example.org/vs");
        return new Compared(ACME, question, 2, Optional.ofNullable(ours), Optional.ofNullable(theirs));
    }

    static Found found(@Nullable String packageId, String type) {
        return found(packageId, type, null, null);
    }

    private static Found found(@Nullable String packageId, String type, @Nullable String url, @Nullable String filename) {
        return new Found(packageId, type, "vs", url, "1.0.0", null, filename);
    }
}
