package org.canonry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CanonryValidationSupportTest {
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private ScriptedServer server;
    private CanonryValidationSupport support;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer()
                .with("http://a/vs", "{'resourceType':'ValueSet','url':'http://a/vs','version':'1.0','compose':{'include':[{'system':'http://a/cs'}]}}")
                .with("http://a/cs", "{'resourceType':'CodeSystem','url':'http://a/cs','extension':[{'url':'http://a/x','valueDecimal':1.10}]}")
                .with("http://a/sd", """
                        {'resourceType':'StructureDefinition','url':'http://a/sd','baseDefinition':'http://a/base',
                         'snapshot':{'element':[{'type':[{'code':'HumanName','profile':['http://a/name']}],'binding':{'valueSet':'http://a/vs'}}]}}"""
                        .replace("\n", ""));
        support = new CanonryValidationSupport(FHIR, server.address(), PackageScope.of("a.fhir@1.0.0"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asksInTheClosureOfItsPackagesForItsFhirVersion() {
        support.fetchValueSet("http://a/vs");

        assertThat(server.scopes().getFirst().path("packages").path(0).asString()).isEqualTo("a.fhir@1.0.0");
        assertThat(server.scopes().getFirst().path("fhirVersion").asString()).isEqualTo("R4");
        assertThat(server.scopes().getFirst().has("asOf")).isFalse();
    }

    @Test
    void fetchesWithAResourceWhatWillBeWantedNext() {
        var profile = (StructureDefinition) support.fetchStructureDefinition("http://a/sd");

        assertThat(Objects.requireNonNull(profile).getUrl()).isEqualTo("http://a/sd");
        assertThat(server.asked()).containsExactly(
                List.of("http://a/sd"),
                List.of("http://a/base", "http://a/vs", "http://a/name", "http://hl7.org/fhir/StructureDefinition/HumanName"),
                List.of("http://a/cs"));
        assertThat(support.fetchValueSet("http://a/vs")).isInstanceOf(ValueSet.class);
        assertThat(support.fetchCodeSystem("http://a/cs")).isInstanceOf(CodeSystem.class);
        assertThat(support.fetchStructureDefinition("http://a/name")).isNull();
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void asksForManyReferencesTogether() {
        var many = IntStream.range(0, 100).mapToObj("http://b/%d"::formatted).toList();

        support.prefetch(many);

        assertThat(server.asked()).extracting(List::size).containsExactly(40, 40, 20);
        assertThat(support.fetchResource(ValueSet.class, "http://b/7")).isNull();
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void staysAtTheStateOfTheIndexThatAnsweredFirst() {
        support.fetchValueSet("http://a/vs");
        server.is(9);
        support.fetchStructureDefinition("http://a/sd");

        assertThat(support.lsn()).hasValue(7);
        assertThat(server.scopes().getLast().path("asOf").asLong()).isEqualTo(7);

        support.invalidateCaches();
        assertThat(support.lsn()).isEmpty();
        support.fetchValueSet("http://a/vs");
        assertThat(support.lsn()).hasValue(9);
    }

    @Test
    void givesTheSameObjectEveryTimeAndForTheVersionThatItHas() {
        assertThat(support.fetchValueSet("http://a/vs"))
                .isSameAs(support.fetchResource(ValueSet.class, "http://a/vs"))
                .isSameAs(support.fetchResource(null, "http://a/vs|1.0"));
    }

    @Test
    void looksForAnotherCarrierWhereTheUrlMeansAnotherType() {
        assertThat(support.fetchValueSet("http://a/cs")).isNotNull();
        assertThat(server.asked().getLast().getFirst()).contains("/fhir/r4/ValueSet?", "_package=a.fhir%401.0.0", "url=http%3A%2F%2Fa%2Fcs");
    }

    @Test
    void keepsDecimalsAsTheyAreWritten() {
        var system = (CodeSystem) Objects.requireNonNull(support.fetchCodeSystem("http://a/cs"));

        assertThat(((DecimalType) system.getExtension().getFirst().getValue()).getValue()).isEqualTo(new BigDecimal("1.10"));
    }

    @Test
    void listsTheStructureDefinitionsOfAllPagesOnce() {
        server.with("http://a/other", "{'resourceType':'StructureDefinition','url':'http://a/other'}");

        assertThat(support.<StructureDefinition>fetchAllStructureDefinitions())
                .extracting(StructureDefinition::getUrl)
                .containsExactlyInAnyOrder("http://a/sd", "http://a/other");
        var questions = server.asked().size();
        support.fetchAllStructureDefinitions();
        assertThat(support.fetchStructureDefinition("http://a/other")).isIn(support.fetchAllStructureDefinitions());
        assertThat(server.asked()).hasSize(questions);
    }

    @Test
    void asksOnceHoweverManyThreadsWantIt() throws Exception {
        Callable<Object> wanted = () -> Objects.requireNonNull(support.fetchValueSet("http://a/vs"));
        try (var threads = Executors.newFixedThreadPool(16)) {
            var all = threads.invokeAll(IntStream.range(0, 64).mapToObj(each -> wanted).toList());
            var first = all.getFirst().get();
            for (var each : all) {
                assertThat(each.get()).isSameAs(first);
            }
        }
        assertThat(server.asked().stream().filter(List.of("http://a/vs")::equals)).hasSize(1);
    }

    @Test
    void forgetsWhatWasNotWantedForLongest() {
        var small = new CanonryValidationSupport(FHIR, server.address(), PackageScope.of(), 2);
        small.prefetch(List.of("http://b/1", "http://b/2", "http://b/3"));

        small.fetchValueSet("http://b/3");
        assertThat(server.asked()).hasSize(1);
        small.fetchValueSet("http://b/1");
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void throwsWhenCanonryIsAwayAndGoesOnGivingWhatItHas() {
        support.fetchValueSet("http://a/vs");
        server.close();

        assertThat(support.fetchValueSet("http://a/vs")).isNotNull();
        assertThat(reason("http://a/new")).isEqualTo(CanonryFailure.Reason.AWAY);
    }

    @Test
    void tellsWhyThereIsNoAnswer() {
        server.refuses(503, "starting");
        assertThat(reason("http://b/1")).isEqualTo(CanonryFailure.Reason.AWAY);
        server.refuses(200, "{\"errors\":[{\"message\":\"no\",\"extensions\":{\"code\":\"LSN_AHEAD\"}}]}");
        assertThat(reason("http://b/2")).isEqualTo(CanonryFailure.Reason.REFUSED);
        server.refuses(200, "{\"errors\":[{\"message\":\"no\",\"extensions\":{\"code\":\"INDEX_UNAVAILABLE\"}}]}");
        assertThat(reason("http://b/3")).isEqualTo(CanonryFailure.Reason.AWAY);
        server.refuses(200, "<html>");
        assertThat(reason("http://b/4")).isEqualTo(CanonryFailure.Reason.UNREADABLE);
        server.refuses(404, "not here");
        assertThat(reason("http://b/5")).isEqualTo(CanonryFailure.Reason.REFUSED);
    }

    private CanonryFailure.Reason reason(String reference) {
        return catchThrowableOfType(CanonryFailure.class, () -> support.fetchValueSet(reference)).reason();
    }

    @Test
    void passesOverWhatIsNoReference() {
        assertThat(support.fetchValueSet(" ")).isNull();
        assertThat(support.fetchResource(ValueSet.class, "")).isNull();
        assertThat(server.asked()).isEmpty();
    }
}
