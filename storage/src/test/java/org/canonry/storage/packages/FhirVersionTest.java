package org.canonry.storage.packages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FhirVersionTest {
    @ParameterizedTest
    @CsvSource({
        "R2,1.0.2,true",
        "DSTU2,1.0.2,true",
        "R2B,1.4.0,true",
        "STU3,3.0.2,true",
        "r4,4.0.1,true",
        "R4,4.0,true",
        "R4,R4,true",
        "R4,4.0.0-ballot,true",
        "R4,4.3.0,false",
        "R4,4.01.0,false",
        "R4B,4.3.0,true",
        "R4B,4.1.0,true",
        "R5,5.0.0,true",
        "R5,4.5.0,false",
        "R6,6.0.0-ballot3,true",
        "4.0.1,4.0.1,true",
        "4.0,4.0.1,true",
        "4,4.3.0,true",
        "4.0.1,4.0,false",
        "4.0.1,4.0.10,false",
        "nonsense,4.0.1,false"
    })
    void matchesByReleaseOrNumber(String asked, String number, boolean matches) {
        assertThat(FhirVersion.of(asked).matches(number)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0.2,R2", "1.4.0,R2B", "3.0.1,R3", "4.0.1,R4", "4.0,R4", "4.3.0,R4B", "4.1.0,R4B", "5.0.0,R5", "6.0.0-ballot2,R6",
        "0.5.0,R2", "1.8.0,R3", "3.5.0,R4", "3.5a.0,R4", "4.5.0,R5", "4.6.0,R5", "STU3,R3", "R4B,R4B"
    })
    void knowsTheReleaseOfANumberDraftsIncluded(String text, FhirRelease release) {
        assertThat(FhirVersion.of(text).release()).contains(release);
    }

    @Test
    void knowsNoReleaseForOtherTexts() {
        assertThat(FhirVersion.of("").release()).isEmpty();
        assertThat(FhirVersion.of("7.0.0").release()).isEmpty();
        assertThat(FhirVersion.of("4").release()).isEmpty();
        assertThat(FhirVersion.of("").matches("4.0.1")).isFalse();
    }
}
