package org.canonry.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is found by its insides, by other words than its own, and by what kind of thing it is.
class WhatIsInsideTest {
    private static final String PRESSURE = "http://x.org/StructureDefinition/pressure";
    private static final String LOCATION = "http://x.org/StructureDefinition/born-at";
    private static final String SMOKING = "http://x.org/ValueSet/smoking";
    private static final String REASONS = "http://x.org/CodeSystem/reasons";
    private static final String REASON_SET = "http://x.org/ValueSet/reasons";
    private static final String WHOLE_SET = "http://x.org/ValueSet/whole";
    private static final String CLASSES = "http://x.org/ValueSet/classes";
    private static final String CARD = "http://x.org/StructureDefinition/karte";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static SmallIndex index;

    @BeforeAll
    static void fill() throws IOException {
        index = SmallIndex.in(folder);
        index.with(SmallPackage.ofJson("{'name': 'hl7.fhir.us.vitals', 'version': '1.0.0', 'fhirVersions': ['4.0.1']}").holding(new String[] {
                "{'resourceType': 'StructureDefinition', 'url': '" + PRESSURE + "', 'name': 'Pressure', 'title': 'Blood Pressure', 'status': 'active',"
                        + " 'kind': 'resource', 'type': 'Observation', 'derivation': 'constraint', 'differential': {'element': [{'path': 'Observation.code',"
                        + " 'patternCodeableConcept': {'coding': [{'system': 'http://loinc.org', 'code': '85354-9'}]}}]}, '_filename': 'p.json'}",
                "{'resourceType': 'StructureDefinition', 'url': '" + LOCATION + "', 'name': 'BornAt', 'title': 'Born at', 'status': 'active', 'kind':"
                        + " 'complex-type', 'type': 'Extension', 'derivation': 'constraint', 'description': 'Place of birth.',"
                        + " 'context': [{'type': 'element', 'expression': 'Patient'}], '_filename': 'l.json'}",
                "{'resourceType': 'StructureDefinition', 'url': 'http://x.org/StructureDefinition/place', 'name': 'BirthPlaceProfile', 'status': 'active',"
                        + " 'kind': 'resource', 'type': 'Location', 'derivation': 'constraint', '_filename': 'lp.json'}"}));
        index.with(SmallPackage.ofJson("{'name': 'x.codes', 'version': '1.0.0', 'fhirVersions': ['4.0.1']}").holding(new String[] {
                "{'resourceType': 'ValueSet', 'url': '" + SMOKING + "', 'name': 'Smoking', 'status': 'active', 'compose': {'include': [{'system':"
                        + " 'http://snomed.info/sct', 'concept': [{'code': '449868002', 'display': 'Smokes every day'}]}]}, '_filename': 's.json'}",
                "{'resourceType': 'CodeSystem', 'url': '" + REASONS + "', 'name': 'Reasons', 'title': 'Absent reasons', 'status': 'active', 'content':"
                        + " 'complete', 'concept': [{'code': 'unknown', 'concept': [{'code': 'asked-unknown', 'display': 'Asked, but unknown'}]}],"
                        + " '_filename': 'r.json'}",
                "{'resourceType': 'ValueSet', 'url': '" + REASON_SET + "', 'name': 'ReasonsSet', 'title': 'Absent reasons', 'status': 'active',"
                        + " '_filename': 'rs.json'}",
                "{'resourceType': 'ValueSet', 'url': '" + WHOLE_SET + "', 'name': 'WhyNot', 'status': 'active', 'identifier':"
                        + " [{'value': 'urn:oid:1.2.3'}], 'compose': {'include': [{'system': '"
                        + REASONS + "'}]}, '_filename': 'ws.json'}",
                "{'resourceType': 'ValueSet', 'url': 'http://x.org/ValueSet/part', 'name': 'OnlyOne', 'status': 'active', 'compose': {'include': [{'system':"
                        + " '" + REASONS + "', 'concept': [{'code': 'unknown'}]}]}, '_filename': 'ps.json'}",
                "{'resourceType': 'SearchParameter', 'url': 'http://x.org/SearchParameter/absent', 'name': 'absent', 'status': 'active', '_filename': 'a.json'}",
                "{'resourceType': 'ValueSet', 'url': '" + CLASSES + "', 'name': 'Klass', 'status': 'active', '_filename': 'c.json'}",
                "{'resourceType': 'StructureDefinition', 'url': 'http://x.org/StructureDefinition/stay', 'name': 'Stay', 'status': 'active', 'kind':"
                        + " 'resource', 'type': 'Encounter', 'derivation': 'constraint', 'differential': {'element': [{'path': 'Encounter.class',"
                        + " 'id': 'Encounter.class', 'binding': {'strength': 'required', 'valueSet': '" + CLASSES + "'}}]}, '_filename': 'e.json'}",
                "{'resourceType': 'StructureDefinition', 'url': '" + CARD + "', 'name': 'Karte', 'title': 'Die Krankenversicherungskarte für den Patienten',"
                        + " 'language': 'de', 'status': 'active', 'kind': 'resource', 'type': 'Coverage', 'derivation': 'constraint', '_filename': 'k.json'}"}));
        index.publish();
    }

    @AfterAll
    static void close() throws IOException {
        index.close();
    }

    private static List<String> urls(String text) throws IOException {
        return CanonicalSearch.run(Shelf.query(text), index.snapshot(), Limits.defaults()).page().items().stream()
                .map(item -> item.node().resource().url())
                .toList();
    }

    @Test
    void beingCalledSoCountsForTheKindThatIsNamedAlone() throws IOException {
        assertThat(urls("code system for absent")).first().isEqualTo(REASONS);
        assertThat(urls("absent")).first().isEqualTo("http://x.org/SearchParameter/absent");
    }

    @Test
    void aCodeFindsWhatFixesIncludesOrDefinesIt() throws IOException {
        assertThat(urls("LOINC 85354-9")).first().isEqualTo(PRESSURE);
        assertThat(urls("449868002")).containsExactly(SMOKING);
        for (var text : List.of("http://loinc.org|85354-9", "LOINC|85354-9", "loinc:85354-9", "nothing-of-this 85354-9", "what is 85354-9?")) {
            assertThat(urls(text)).as(text).containsExactly(PRESSURE);
        }
        assertThat(urls("which code system defines \"asked-unknown\"")).first().isEqualTo(REASONS);
    }

    @Test
    void aFewLettersNameAKindAsItsWordsDo() throws IOException {
        assertThat(urls("SP absent")).first().isEqualTo("http://x.org/SearchParameter/absent");
        assertThat(urls("VS absent reasons")).first().isEqualTo(REASON_SET);
    }

    @Test
    void whatHasOnlyTheWordsAboutACodeIsNotFoundBesideWhatHasIt() throws IOException {
        assertThat(urls("which value sets include Klass 449868002")).containsExactly(SMOKING);
        assertThat(urls("value set Klass 000000000")).first().isEqualTo(CLASSES);
    }

    @Test
    void aValueSetHoldsWhatTheCodeSystemHoldsThatItIncludesAsAWhole() throws IOException {
        assertThat(urls("which value sets include asked")).containsExactly(WHOLE_SET, REASONS);
        assertThat(urls("value set containing asked-unknown")).containsExactly(WHOLE_SET, REASONS);
        assertThat(urls("asked-unknown")).containsExactly(REASONS);
    }

    @Test
    void whoAsksWhyIsToldWhichCodeSystemIsIncluded() throws IOException {
        var first = CanonicalSearch.run(Shelf.query("value sets containing asked"), index.snapshot(), Limits.defaults()).page().items().getFirst();
        assertThat(first.node().explanation().orElseThrow().parts()).extracting(ScoreExplanation.Part::reason)
                .contains("it includes the whole code system %s, where “asked” is".formatted(REASONS));
    }

    @Test
    void whatHoldsAConceptComesAheadOfWhatIsCalledSo() throws IOException {
        assertThat(urls("value set absent reasons")).first().isEqualTo(REASON_SET);
        assertThat(urls("value sets containing smokes")).first().isEqualTo(SMOKING);
    }

    @Test
    void whatAConceptIsCalledIsFoundInAnyForm() throws IOException {
        assertThat(urls("smoke daily day")).first().isEqualTo(SMOKING);
    }

    @Test
    void aKindThatIsNamedComesFirst() throws IOException {
        assertThat(urls("value set for absent reasons")).first().isEqualTo(REASON_SET);
        assertThat(urls("code system absent reasons")).first().isEqualTo(REASONS);
        assertThat(urls("extension on Patient for place of birth")).first().isEqualTo(LOCATION);
    }

    @Test
    void whatIsBoundToAnElementIsFoundByItsPath() throws IOException {
        assertThat(urls("Encounter.class value set")).first().isEqualTo(CLASSES);
        assertThat(urls("profiles that bind Encounter.class")).first().isEqualTo("http://x.org/StructureDefinition/stay");
    }

    @Test
    void abbreviationsAndOtherWordsMeet() throws IOException {
        assertThat(urls("BP")).first().isEqualTo(PRESSURE);
        assertThat(urls("bloodpressure")).first().isEqualTo(PRESSURE);
        assertThat(urls("birthplace")).contains(LOCATION);
    }

    @Test
    void wordsOfOtherLanguagesFindWhatIsWrittenInEnglishAndAreNoSlips() throws IOException {
        for (var word : List.of("Blutdruck", "presión arterial", "tension arterielle", "pressão arterial", "bloeddruk", "blodtryk", "blodtryck", "血圧", "血压")) {
            assertThat(urls(word)).as(word).first().isEqualTo(PRESSURE);
        }
        assertThat(urls("lieu de naissance")).contains(LOCATION);
    }

    @Test
    void partsOfCompoundsAndSpelledOutUmlautsMeet() throws IOException {
        assertThat(urls("Versicherungen")).containsExactly(CARD);
        assertThat(urls("krankenversicherungskarten")).containsExactly(CARD);
    }

    @Test
    void slipsAreMendedOnlyWhereNothingIsCalledSo() throws IOException {
        assertThat(urls("blod presure")).first().isEqualTo(PRESSURE);
        assertThat(urls("Klass")).first().isEqualTo(CLASSES);
    }

    @Test
    void whatNobodyHasWhollyIsFoundByAnyWord() throws IOException {
        assertThat(urls("karte zzzzz yyyyy xxxxx")).containsExactly(CARD);
    }
}
