package org.canonry.api.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.canonry.storage.canonical.CanonicalTypes;
import org.canonry.storage.packages.FhirRelease;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TypeTableTest {
    @ParameterizedTest
    @EnumSource(FhirBase.class)
    void servesTheTypesThatAreCanonicalInItsFhirVersion(FhirBase base) {
        var release = FhirRelease.of(base.number()).orElseThrow();

        assertThat(base.types()).isNotEmpty().allMatch(type -> CanonicalTypes.isCanonical(type, List.of(release)));
        for (var other : FhirBase.values()) {
            assertThat(other.types()).allMatch(type -> base.types().contains(type) == CanonicalTypes.isCanonical(type, List.of(release)));
        }
    }

    @ParameterizedTest
    @EnumSource(FhirBase.class)
    void summariesKeepWhatMustBeThere(FhirBase base) {
        assertThat(base.types()).extracting(base::elements).extracting(Optional::orElseThrow).allMatch(elements -> elements.summary().containsAll(elements.mandatory()));
    }
}
