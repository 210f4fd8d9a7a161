package org.canonry.api.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.canonry.storage.Seed;
import org.canonry.storage.SharedFiles;
import org.canonry.storage.archive.Tarball;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real packages; what is expected was read in them by hand.
class RealDiffTest {
    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final Seed seed = Seed.ofThisRun();

    @ParameterizedTest
    @ValueSource(strings = {"hl7.fhir.us.core-7.0.0", "hl7.fhir.uv.ips-1.1.0", "hl7.fhir.r4.core-4.0.1", "hl7.fhir.uv.sdc-4.0.0-ballot", "hl7.fhir.r2.core-1.0.2"})
    void findsNothingBetweenEditionsOfTheSame(String tarball) throws IOException {
        var random = seed.random();
        canonicals(tarball).forEach((url, resource) -> assertThat(compare(resource, Disturbed.rebuilt(Disturbed.shuffled(resource, random), random)))
                .as("%s, %s", url, seed).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "hl7.fhir.us.core-6.1.0, hl7.fhir.us.core-7.0.0", "hl7.fhir.us.core-7.0.0, hl7.fhir.us.core-8.0.0", "hl7.fhir.uv.ips-1.1.0, hl7.fhir.uv.ips-2.0.0",
        "hl7.fhir.us.mcode-2.1.0, hl7.fhir.us.mcode-4.0.0", "medcom.fhir.dk.terminology-1.0.0, medcom.fhir.dk.terminology-2.0.2"
    })
    void tellsTheSameTheOtherWayRound(String from, String to) throws IOException {
        var before = canonicals(from);
        var after = canonicals(to);
        after.keySet().retainAll(before.keySet());
        after.forEach((url, resource) -> {
            var earlier = before.getOrDefault(url, resource);
            assertThat(turned(compare(resource, earlier))).as(url).containsExactlyInAnyOrderElementsOf(straight(compare(earlier, resource)));
        });
    }

    private static List<String> straight(List<ElementChange> changes) {
        return changes.stream().map(change -> "%s: %s > %s".formatted(change.path(), change.from(), change.to())).toList();
    }

    private static List<String> turned(List<ElementChange> changes) {
        return changes.stream().map(change -> "%s: %s > %s".formatted(change.path(), change.to(), change.from())).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            hl7.fhir.us.core-6.1.0; hl7.fhir.us.core-7.0.0; StructureDefinition/us-core-race;                      max-raised;            Extension.extension:ombCategory
            hl7.fhir.us.core-6.1.0; hl7.fhir.us.core-7.0.0; StructureDefinition/us-core-race;                      invariant-added;       Extension
            hl7.fhir.us.core-6.1.0; hl7.fhir.us.core-7.0.0; us-core-location;                  must-support-added;    Location.identifier
            hl7.fhir.us.core-6.1.0; hl7.fhir.us.core-7.0.0; us-core-encounter;                 target-narrowed;       Encounter.location.location
            hl7.fhir.us.core-6.1.0; hl7.fhir.us.core-7.0.0; us-core-vital-signs;               value-set-replaced;    Observation.code
            hl7.fhir.us.core-6.1.0; hl7.fhir.us.core-7.0.0; us-core-procedure;                 strength-raised;       Procedure.reasonCode
            hl7.fhir.us.core-6.1.0; hl7.fhir.us.core-7.0.0; ValueSet/us-core-provenance-participant-type; system-version-changed; ValueSet.compose.include[http://terminology.hl7.org/CodeSystem/provenance-participant-type]
            hl7.fhir.us.core-7.0.0; hl7.fhir.us.core-8.0.0; us-core-patient;                   min-lowered;           Patient.gender
            hl7.fhir.us.core-7.0.0; hl7.fhir.us.core-8.0.0; us-core-sex;                       type-removed;          Extension.value[x]
            hl7.fhir.us.core-7.0.0; hl7.fhir.us.core-8.0.0; us-core-clinical-note-type;        member-added;          ValueSet.compose.include[http://loinc.org#18748-4]
            hl7.fhir.us.core-7.0.0; hl7.fhir.us.core-8.0.0; us-core-screening-assessment-condition-category; include-removed; ValueSet.compose.include[http://hl7.org/fhir/us/core/CodeSystem/us-core-category]
            hl7.fhir.us.core-7.0.0; hl7.fhir.us.core-8.0.0; us-core-category;                  code-added;            CodeSystem.concept[observation-adi-documentation]
            hl7.fhir.uv.ips-1.1.0;  hl7.fhir.uv.ips-2.0.0;  DiagnosticReport-uv-ips;           fixed-value-removed;   DiagnosticReport.status
            hl7.fhir.uv.ips-1.1.0;  hl7.fhir.uv.ips-2.0.0;  Composition-uv-ips;                base-changed;          StructureDefinition.baseDefinition
            hl7.fhir.uv.ips-1.1.0;  hl7.fhir.uv.ips-2.0.0;  Patient-uv-ips;                    obligation-added;      Patient.telecom
            hl7.fhir.uv.ips-1.1.0;  hl7.fhir.uv.ips-2.0.0;  Observation-pregnancy-status-uv-ips; strength-lowered;    Observation.value[x]:valueCodeableConcept
            hl7.fhir.uv.ips-1.1.0;  hl7.fhir.uv.ips-2.0.0;  summary;                           parameter-changed;     OperationDefinition.parameter[in profile].type
            """)
    void tellsWhatTheAuthorsChanged(String from, String to, String name, String rule, String path) throws IOException {
        assertThat(compare(named(from, name), named(to, name))).extracting(change -> change.rule() + " " + change.path()).contains(rule + ' ' + path);
    }

    /// What the snapshots of one version have, and those of the other lack, since another tool wrote them.
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            hl7.fhir.uv.ips-1.1.0;  hl7.fhir.uv.ips-2.0.0;  Device-uv-ips;             Device.udiCarrier.issuer
            hl7.fhir.uv.ips-1.1.0;  hl7.fhir.uv.ips-2.0.0;  AllergyIntolerance-uv-ips; AllergyIntolerance.encounter
            hl7.fhir.us.core-6.1.0; hl7.fhir.us.core-7.0.0; us-core-patient;           Patient.contact.gender
            """)
    void keepsQuietAboutWhatToolsChanged(String from, String to, String name, String path) throws IOException {
        assertThat(compare(named(from, name), named(to, name))).extracting(ElementChange::path).doesNotContain(path);
    }

    private static List<ElementChange> compare(JsonNode from, JsonNode to) {
        return Resources.compare(from, to, Limits.defaults()).changes();
    }

    private static JsonNode named(String tarball, String name) throws IOException {
        var found = new ArrayList<JsonNode>();
        canonicals(tarball).forEach((url, resource) -> {
            if (url.endsWith("/" + name)) {
                found.add(resource);
            }
        });
        return found.getFirst();
    }

    private static Map<String, JsonNode> canonicals(String tarball) throws IOException {
        var canonicals = new TreeMap<String, JsonNode>();
        if (Tarball.inspect(Content.of(SharedFiles.tarball(tarball + ".tgz")), Limits.defaults()) instanceof Tarball read) {
            read.forEachJsonFile((path, bytes) -> {
                var json = JSON.readTree(bytes);
                if (!path.contains("/") && json.has("resourceType") && json.has("url")) {
                    canonicals.put(json.path("url").asString(""), json);
                }
            });
        }
        assertThat(canonicals).isNotEmpty();
        return canonicals;
    }
}
