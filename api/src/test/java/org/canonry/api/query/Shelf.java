package org.canonry.api.query;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.canonry.api.page.Page;
import org.canonry.api.page.Window;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limits;

/// A few packages that tests of the search share, and short words for searching them.
public final class Shelf implements AutoCloseable {
    public static final String PATIENT = "http://hl7.org/fhir/StructureDefinition/Patient";
    static final String US_PATIENT = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient";
    static final String GENDER = "http://hl7.org/fhir/ValueSet/administrative-gender";

    private final SmallIndex index;
    private int grown;

    public Shelf(Path folder) throws IOException {
        this.index = SmallIndex.in(folder);
        add(
                "{'name': 'hl7.fhir.r4.core', 'version': '4.0.1', 'fhirVersions': ['4.0.1'], 'type': 'Core', 'canonical': 'http://hl7.org/fhir',"
                        + " 'title': 'FHIR Core package'}",
                patient("Patient", "4.0.1", "2019-11-01"),
                "{'resourceType': 'ValueSet', 'url': '" + GENDER + "', 'version': '4.0.1', 'id': 'administrative-gender', 'name': 'AdministrativeGender',"
                        + " 'title': 'Administrative Gender', 'status': 'active', 'description': 'The gender of a person <b>used</b> for administration.',"
                        + " '_filename': 'ValueSet-administrative-gender.json'}");
        add(
                "{'name': 'hl7.fhir.r5.core', 'version': '5.0.0', 'fhirVersions': ['5.0.0'], 'type': 'Core', 'canonical': 'http://hl7.org/fhir'}",
                patient("Patient", "5.0.0", "2023"),
                "{'resourceType': 'Patient', 'url': 'http://example.org/Patient/x', 'id': 'x', '_filename': 'example/x.json'}");
        add(
                "{'name': 'hl7.fhir.us.core', 'version': '6.1.0', 'fhirVersions': ['4.0.1'], 'type': 'IG', 'title': 'US Core',"
                        + " 'canonical': 'http://hl7.org/fhir/us/core', 'dependencies': {'hl7.fhir.r4.core': '4.0.1'}}",
                usPatient("6.1.0", "active", "2023-05-19"));
        add(
                "{'name': 'hl7.fhir.us.core', 'version': '7.0.0-ballot', 'fhirVersions': ['4.0.1'], 'type': 'IG', 'title': 'US Core',"
                        + " 'canonical': 'http://hl7.org/fhir/us/core', 'dependencies': {'hl7.fhir.r4.core': '4.0.1'}}",
                usPatient("7.0.0-ballot", "draft", "2024-01"));
        index.publish();
    }

    private static String patient(String name, String version, String date) {
        return ("{'resourceType': 'StructureDefinition', 'url': '%s', 'version': '%s', 'id': 'Patient', 'name': '%s', 'status': 'active', 'date': '%s',"
                        + " 'publisher': 'HL7', 'kind': 'resource', 'type': 'Patient', 'derivation': 'specialization',"
                        + " 'description': 'Demographics of an individual.', '_filename': 'StructureDefinition-Patient.json'}")
                .formatted(PATIENT, version, name, date);
    }

    private static String usPatient(String version, String status, String date) {
        return ("{'resourceType': 'StructureDefinition', 'url': '%s', 'version': '%s', 'id': 'us-core-patient', 'name': 'USCorePatientProfile',"
                        + " 'title': 'US Core Patient Profile', 'status': '%s', 'date': '%s', 'publisher': 'HL7 US Realm', 'kind': 'resource', 'type': 'Patient',"
                        + " 'derivation': 'constraint', 'baseDefinition': '%s|4.0.1', 'experimental': false,"
                        + " 'jurisdiction': [{'coding': [{'code': 'US'}]}], '_filename': 'StructureDefinition-us-core-patient.json'}")
                .formatted(US_PATIENT, version, status, date, PATIENT);
    }

    /// Each package is a segment of its own, so that every test runs over several.
    private void add(String manifest, String... resources) throws IOException {
        index.with(SmallPackage.ofJson(manifest).holding(resources)).flush();
    }

    public Snapshot snapshot() {
        return index.snapshot();
    }

    /// Another package version; what was found before stays as it was.
    void grow() throws IOException {
        add(
                        "{'name': 'example.more', 'version': '1.0.%d', 'fhirVersions': ['4.0.1']}".formatted(grown++),
                        "{'resourceType': 'ValueSet', 'url': 'http://example.org/ValueSet/a', 'name': 'PatientThings', 'status': 'draft', 'date': '2030-01-01',"
                                + " '_filename': 'a.json'}");
        index.publish();
    }

    static CanonicalQuery query(String text) {
        return new CanonicalQuery(Optional.of(text), CanonicalFilter.NONE, Collapse.URL, CanonicalSort.RELEVANCE, Window.first(20));
    }

    static CanonicalQuery query(CanonicalFilter filter) {
        return new CanonicalQuery(Optional.empty(), filter, Collapse.NONE, CanonicalSort.URL, Window.first(20));
    }

    CanonicalHits run(CanonicalQuery query) throws IOException {
        return CanonicalSearch.run(query, snapshot(), Limits.defaults());
    }

    List<String> urls(CanonicalQuery query) throws IOException {
        return run(query).page().items().stream().map(item -> item.node().resource().url()).toList();
    }

    List<String> urls(String text) throws IOException {
        return urls(query(text));
    }

    /// `name@version/filename` of what a filter leaves.
    List<String> keys(CanonicalFilter filter) throws IOException {
        return run(query(filter)).page().items().stream().map(Page.Item::node).map(hit -> hit.resource().key()).toList();
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
