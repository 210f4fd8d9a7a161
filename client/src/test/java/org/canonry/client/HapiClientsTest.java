package org.canonry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.api.SearchStyleEnum;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.gclient.StringClientParam;
import ca.uhn.fhir.rest.gclient.TokenClientParam;
import ca.uhn.fhir.rest.gclient.UriClientParam;
import ca.uhn.fhir.rest.server.exceptions.NotImplementedOperationException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.ArrayList;
import java.util.Objects;
import org.hl7.fhir.common.hapi.validation.support.RemoteTerminologyServiceValidationSupport;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// HAPI's own clients, with nothing changed but the address.
@Tag("clients")
@ExtendWith(StartedCanonry.Shared.class)
class HapiClientsTest {
    private static final String PATIENT = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient";
    private static final FhirContext R4 = FhirContext.forR4Cached();

    private static String server;
    private static IGenericClient client;
    private static RemoteTerminologyServiceValidationSupport remote;

    @BeforeAll
    static void connect(StartedCanonry canonry) {
        server = canonry.address() + "/fhir/";
        client = R4.newRestfulGenericClient(server + "r4");
        remote = new RemoteTerminologyServiceValidationSupport(R4, server + "r4");
    }

    @Test
    void remoteSupportFetchesCodeSystemsWithAndWithoutVersion() {
        var gender = (CodeSystem) Objects.requireNonNull(remote.fetchCodeSystem("http://hl7.org/fhir/administrative-gender"));
        var versioned = (CodeSystem) Objects.requireNonNull(remote.fetchCodeSystem("http://hl7.org/fhir/administrative-gender|4.0.1"));

        assertThat(gender.getConcept()).extracting(CodeSystem.ConceptDefinitionComponent::getCode).contains("male", "female");
        assertThat(versioned.getVersion()).isEqualTo("4.0.1");
        assertThat(remote.fetchCodeSystem("http://hl7.org/fhir/administrative-gender|3.0.0")).isNull();
        assertThat(remote.fetchCodeSystem("http://nobody.example/cs")).isNull();
    }

    @Test
    void remoteSupportFetchesValueSetsWithAndWithoutVersion() {
        var plain = (ValueSet) Objects.requireNonNull(remote.fetchValueSet("http://hl7.org/fhir/ValueSet/administrative-gender"));
        var versioned = (ValueSet) Objects.requireNonNull(remote.fetchValueSet("http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1"));

        assertThat(plain.getCompose().getIncludeFirstRep().getSystem()).isEqualTo("http://hl7.org/fhir/administrative-gender");
        assertThat(versioned.getVersion()).isEqualTo("4.0.1");
    }

    @Test
    void remoteSupportKnowsWhatIsHere() {
        var context = new ValidationSupportContext(remote);

        assertThat(remote.isCodeSystemSupported(context, "http://hl7.org/fhir/administrative-gender")).isTrue();
        assertThat(remote.isCodeSystemSupported(context, "http://nobody.example/cs")).isFalse();
        assertThat(remote.isValueSetSupported(context, "http://hl7.org/fhir/ValueSet/administrative-gender")).isTrue();
        assertThat(remote.isValueSetSupported(context, "http://nobody.example/vs")).isFalse();
    }

    @Test
    void validatingACodeIsRefusedAndNotTakenForAWrongCode() {
        assertThatThrownBy(() -> remote.validateCode(
                        new ValidationSupportContext(remote), new ConceptValidationOptions(),
                        "http://hl7.org/fhir/administrative-gender", "male", null, null))
                .isInstanceOf(NotImplementedOperationException.class)
                .hasMessageContaining("terminology server");
    }

    @Test
    void genericClientSearchesAndReadsStructureDefinitions() {
        var bundle = client.search()
                .forResource(StructureDefinition.class)
                .where(new UriClientParam("url").matches().value(PATIENT))
                .and(new TokenClientParam("version").exactly().code("3.1.1"))
                .summaryMode(SummaryEnum.FALSE)
                .returnBundle(Bundle.class)
                .execute();
        var found = (StructureDefinition) bundle.getEntryFirstRep().getResource();

        assertThat(bundle.getTotal()).isEqualTo(1);
        assertThat(found.getSnapshot().getElement()).isNotEmpty();
        assertThat(bundle.getEntryFirstRep().getFullUrl()).isEqualTo(server + "r4/StructureDefinition/" + found.getIdElement().getIdPart());
        var read = client.read().resource(StructureDefinition.class).withUrl(bundle.getEntryFirstRep().getFullUrl()).execute();
        assertThat(R4.newJsonParser().encodeResourceToString(read)).isEqualTo(R4.newJsonParser().encodeResourceToString(found));
        assertThat(client.read().resource(StructureDefinition.class).withId("us-core-patient").execute().getUrl()).isEqualTo(PATIENT);
        assertThatThrownBy(() -> client.read().resource(StructureDefinition.class).withId("nothing").execute())
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void genericClientFollowsPagesToTheEndAndBack() {
        var page = client.search().forResource(ValueSet.class)
                .where(new StringClientParam("name").contains().value("us"))
                .count(7)
                .returnBundle(Bundle.class)
                .execute();
        var first = page;
        var urls = new ArrayList<String>();
        while (true) {
            page.getEntry().forEach(entry -> urls.add(entry.getFullUrl()));
            if (page.getLink(Bundle.LINK_NEXT) == null) {
                break;
            }
            page = client.loadPage().next(page).execute();
        }
        while (page.getLink(Bundle.LINK_PREV) != null || page.getLink("previous") != null) {
            page = client.loadPage().byUrl(page.getLink("previous").getUrl()).andReturnBundle(Bundle.class).execute();
        }

        assertThat(urls).doesNotHaveDuplicates().hasSize(first.getTotal()).hasSizeGreaterThan(20);
        assertThat(page.getEntryFirstRep().getFullUrl()).isEqualTo(first.getEntryFirstRep().getFullUrl());
    }

    @Test
    void genericClientSearchesByPost() {
        var bundle = client.search().forResource(CodeSystem.class)
                .where(new UriClientParam("url").matches().value("http://hl7.org/fhir/administrative-gender"))
                .usingStyle(SearchStyleEnum.POST)
                .returnBundle(Bundle.class)
                .execute();

        assertThat(bundle.getTotal()).isEqualTo(1);
    }

    @Test
    void genericClientCallsTheOperations() {
        var current = client.operation().onType(StructureDefinition.class).named("$current-canonical")
                .withParameter(Parameters.class, "url", new UriType(PATIENT))
                .execute();
        var resolved = client.operation().onServer().named("$resolve")
                .withParameter(Parameters.class, "canonical", new StringType(PATIENT + "|3.1"))
                .returnResourceType(StructureDefinition.class)
                .execute();

        assertThat(((StructureDefinition) current.getParameterFirstRep().getResource()).getVersion()).isEqualTo("3.1.1");
        assertThat(resolved.getUrl()).isEqualTo(PATIENT);
    }

    @ParameterizedTest
    @CsvSource({"stu3, DSTU3, 3.0.2", "r4, R4, 4.0.1", "r4b, R4B, 4.3.0", "r5, R5, 5.0.0"})
    void everyBaseStatesItsCapabilitiesInItsOwnFhirVersion(String base, FhirVersionEnum version, String number) {
        var fhir = FhirContext.forVersion(version);
        fhir.setParserErrorHandler(new StrictErrorHandler());
        var type = fhir.getResourceDefinition("CapabilityStatement").getImplementingClass(IBaseConformance.class);

        var statement = fhir.newRestfulGenericClient(server + base).capabilities().ofType(type).execute();

        assertThat(fhir.newTerser().getSinglePrimitiveValueOrNull(statement, "fhirVersion")).isEqualTo(number);
        assertThat(fhir.newTerser().getValues(statement, "CapabilityStatement.rest.resource.type")).hasSizeGreaterThan(20);
    }

    @Test
    void whatIsStatedIsWhatIsAnswered() {
        var statement = client.capabilities().ofType(CapabilityStatement.class).execute();

        for (var resource : statement.getRestFirstRep().getResource()) {
            var bundle = client.search().forResource(resource.getType()).summaryMode(SummaryEnum.COUNT).returnBundle(Bundle.class).execute();
            assertThat(bundle.getTotal()).as(resource.getType()).isNotNegative();
        }
    }
}
