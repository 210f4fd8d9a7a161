package org.canonry.client;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The worked example of docs/validators.md: HAPI's validator judges patients by US Core 3.1.1, and all that it knows comes from Canonry. No package, no
/// profile and no definition of FHIR is anywhere else.
@Tag("clients")
@ExtendWith(StartedCanonry.Shared.class)
class UsCorePatientTest {
    private static final String PROFILE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient";
    private static final String VALID = """
            {
              "resourceType": "Patient",
              "meta": {"profile": ["%s"]},
              "text": {"status": "generated", "div": "<div xmlns=\\"http://www.w3.org/1999/xhtml\\">Amy Shaw</div>"},
              "extension": [
                {
                  "url": "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race",
                  "extension": [
                    {"url": "ombCategory", "valueCoding": {"system": "urn:oid:2.16.840.1.113883.6.238", "code": "2106-3", "display": "White"}},
                    {"url": "text", "valueString": "White"}
                  ]
                },
                {"url": "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex", "valueCode": "F"}
              ],
              "identifier": [{"system": "http://hospital.example.org", "value": "1032702"}],
              "active": true,
              "name": [{"family": "Shaw", "given": ["Amy", "V."]}],
              "telecom": [{"system": "phone", "value": "555-555-5555", "use": "home"}],
              "gender": "female",
              "birthDate": "1987-02-20",
              "address": [{"line": ["49 Meadow St"], "city": "Mounds", "state": "OK", "postalCode": "74047", "country": "US"}]
            }
            """
            .formatted(PROFILE);

    private static StartedCanonry server;
    private static FhirValidator validator;
    private static CanonryValidationSupport support;

    @BeforeAll
    static void connect(StartedCanonry canonry) {
        server = canonry;
        var fhir = FhirContext.forR4();
        support = new CanonryValidationSupport(fhir, canonry.address(), PackageScope.of("hl7.fhir.us.core@3.1.1"));
        var chain = new ValidationSupportChain(
                support, new InMemoryTerminologyServerValidationSupport(fhir), new SnapshotGeneratingValidationSupport(fhir));
        validator = fhir.newValidator().registerValidatorModule(new FhirInstanceValidator(chain));
    }

    private static List<String> errors(String patient) {
        return validator.validateWithResult(patient).getMessages().stream()
                .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .map(UsCorePatientTest::told)
                .toList();
    }

    private static String told(SingleValidationMessage message) {
        return message.getLocationString() + ": " + message.getMessage();
    }

    @Test
    void findsNoFaultWithAValidPatient() {
        var result = validator.validateWithResult(VALID);

        assertThat(result.getMessages().stream().map(UsCorePatientTest::told)).noneMatch(message -> message.contains("could not be found"));
        assertThat(errors(VALID)).isEmpty();
        assertThat(support.lsn()).hasValue(2);
    }

    @Test
    void missesWhatTheProfileDemands() {
        assertThat(errors(VALID.replaceFirst("\"identifier\".*\n", "").replaceFirst("\"gender\".*\n", "")))
                .hasSize(2)
                .anyMatch(error -> error.contains("Patient.identifier: minimum required = 1") && error.contains("us-core-patient"))
                .anyMatch(error -> error.contains("Patient.gender: minimum required = 1") && error.contains("us-core-patient"));
    }

    @Test
    void knowsTheCodesOfValueSetsThatPackagesBring() {
        assertThat(errors(VALID.replace("\"valueCode\": \"F\"", "\"valueCode\": \"X\"")))
                .anyMatch(error -> error.contains("birthsex") && error.contains("'X'"));
        assertThat(errors(VALID.replace("\"female\"", "\"fem\"")))
                .anyMatch(error -> error.contains("Patient.gender") && error.contains("fem"));
    }

    @Test
    void holdsTheInvariantsOfTheProfile() {
        assertThat(errors(VALID.replace("{\"family\": \"Shaw\", \"given\": [\"Amy\", \"V.\"]}", "{\"text\": \"Amy Shaw\"}")))
                .anyMatch(error -> error.contains("us-core-8"));
    }

    /// No package has the codes of media types, which a CapabilityStatement names.
    @ParameterizedTest
    @ValueSource(strings = {"metadata", "ValueSet?name=us&_count=3", "$current-canonical?url=http://hl7.org/fhir/ValueSet/administrative-gender", "Patient"})
    void findsNoFaultWithWhatTheServerItselfAnswers(String path) throws IOException, InterruptedException {
        var address = URI.create(server.address() + "/fhir/r4/" + path);
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();

            assertThat(errors(answer)).allMatch(error -> error.startsWith("CapabilityStatement.format") && error.contains("urn:ietf:bcp:13"));
        }
    }
}
