package org.canonry.storage.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.FhirRelease;
import org.junit.jupiter.api.Test;

/// Which references the parser finds in a resource. What it does beside that is in CanonicalParserTest.
class UsesOfCanonicalsTest {
    private static final String BOUND = "{'resourceType':'StructureDefinition','url':'u','snapshot':{'element':[{'path':'Patient.x','binding':{%s}}]}}";

    @Test
    void aSystemIsAskedInTheVersionThatStandsBesideItWhicheverComesFirst() {
        assertThat(uses("""
                {'resourceType':'ValueSet','url':'u','compose':{'include':[
                  {'system':'http://loinc.org','version':'2.74'},{'version':'1.0','system':'http://x.org/cs'},{'system':'http://y.org|3','version':'4'}],
                  'exclude':[{'system':'http://z.org'}]}}"""))
                .containsExactly(
                        "ValueSet.compose.include.system CODE_SYSTEM http://loinc.org|2.74",
                        "ValueSet.compose.include.system CODE_SYSTEM http://x.org/cs|1.0",
                        "ValueSet.compose.include.system CODE_SYSTEM http://y.org|3",
                        "ValueSet.compose.exclude.system CODE_SYSTEM http://z.org");
        assertThat(uses("""
                {'resourceType':'ConceptMap','url':'u','group':[{'source':'http://a','sourceVersion':'1','target':'http://b','targetVersion':'2'}]}"""))
                .containsExactly("ConceptMap.group.source CONCEPT_MAP http://a|1", "ConceptMap.group.target CONCEPT_MAP http://b|2");
    }

    @Test
    void containedResourcesAreReadByTheRulesOfTheirType() {
        assertThat(uses("""
                {'resourceType':'Questionnaire','url':'u','contained':[
                  {'resourceType':'ValueSet','id':'v','url':'http://x.org/own','compose':{'include':[{'system':'http://loinc.org'}]}}],
                  'item':[{'answerValueSet':'#v'}]}"""))
                .containsExactly("Questionnaire.contained.compose.include.system CODE_SYSTEM http://loinc.org");
    }

    @Test
    void expressionsNameCanonicalsOfSeveralKinds() {
        assertThat(uses("""
                {'resourceType':'StructureDefinition','url':'u','differential':{'element':[{'id':'A.b','path':'A.b','constraint':[{'key':'c',
                 'expression':"extension('http://x.org/e').exists() and memberOf( 'http://x.org/vs' ) and conformsTo('http://x.org/p') and extension.where(url = 'http://x.org/f').value is Coding and code.coding.where(system='http://loinc.org').exists() and extension('part').exists()"}]}]}}"""))
                .containsExactly(
                        "A.b EXTENSION http://x.org/e", "A.b BINDING http://x.org/vs", "A.b TYPE_PROFILE http://x.org/p",
                        "A.b EXTENSION http://x.org/f", "A.b CODE_SYSTEM http://loinc.org");
        assertThat(uses("{'resourceType':'SearchParameter','url':'u','xpath':\"f:Patient/f:extension[@url='http://x.org/e']\"}"))
                .containsExactly("SearchParameter.xpath EXTENSION http://x.org/e");
    }

    @Test
    void uriAndReferenceOfAnExtensionAreReferencesOnlyWhereTheExtensionHoldsACanonical() {
        var maximum = "http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet";
        for (var value : List.of("'valueCanonical':'http://x.org/max'", "'valueUri':'http://x.org/max'", "'valueReference':{'reference':'http://x.org/max'}")) {
            assertThat(uses(BOUND.formatted("'extension':[{%s,'url':'%s'}],'strength':'preferred','valueSetUri':'http://x.org/vs'".formatted(value, maximum))))
                    .as(value)
                    .containsExactlyInAnyOrder(
                            "Patient.x EXTENSION " + maximum, "Patient.x BINDING http://x.org/max", "Patient.x BINDING http://x.org/vs preferred");
        }
        assertThat(uses(BOUND.formatted("'extension':[{'url':'http://x.org/e','valueUri':'http://x.org/token'}]")))
                .containsExactly("Patient.x EXTENSION http://x.org/e");
        assertThat(uses(BOUND.formatted("'extension':[{'url':'http://x.org/e','valueCanonical':'http://x.org/c|1'}]")))
                .containsExactly("Patient.x EXTENSION http://x.org/e", "Patient.x OTHER http://x.org/c|1");
    }

    @Test
    void extensionsAreFoundAtEveryDepth() {
        assertThat(uses("""
                {'resourceType':'ValueSet','url':'u','extension':[{'url':'http://x.org/a','extension':[{'url':'part','valueCanonical':'http://x.org/c'}]}],
                 'modifierExtension':[{'url':'http://x.org/b'}],'_title':{'extension':[{'url':'http://x.org/d'}]},
                 'compose':{'include':[{'extension':[{'url':'http://x.org/e'}]}]}}"""))
                .containsExactly(
                        "ValueSet.extension.url EXTENSION http://x.org/a",
                        "ValueSet.extension.extension.valueCanonical OTHER http://x.org/c",
                        "ValueSet.modifierExtension.url EXTENSION http://x.org/b",
                        "ValueSet._title.extension.url EXTENSION http://x.org/d",
                        "ValueSet.compose.include.extension.url EXTENSION http://x.org/e");
    }

    @Test
    void anAdditionalBindingIsAsStrongAsItsPurpose() {
        assertThat(uses(BOUND.formatted("""
                'additional':[{'purpose':'required','valueSet':'http://x.org/a'},{'valueSet':'http://x.org/b','purpose':'ui'}],
                'strength':'example','valueSet':'http://x.org/vs'""")))
                .containsExactly(
                        "Patient.x BINDING http://x.org/a required", "Patient.x BINDING http://x.org/b", "Patient.x BINDING http://x.org/vs example");
    }

    @Test
    void aFixedUriIsAReferenceWhereTheElementIsASystem() {
        assertThat(uses("""
                {'resourceType':'StructureDefinition','url':'u','differential':{'element':[
                  {'id':'Extension.url','path':'Extension.url','fixedUri':'http://x.org/self'},
                  {'fixedUri':'http://loinc.org','id':'Observation.code.coding:l.system','path':'Observation.code.coding.system'},
                  {'path':'Patient.identifier.system','patternUri':'urn:oid:1.2.3'}]}}"""))
                .containsExactly("Observation.code.coding:l.system CODE_SYSTEM http://loinc.org", "Patient.identifier.system CODE_SYSTEM urn:oid:1.2.3");
    }

    @Test
    void inDstu2TheProfileOfAReferenceIsItsTargets() {
        var profile = """
                {'resourceType':'StructureDefinition','url':'u','snapshot':{'element':[{'path':'A.b','type':[
                  {'code':'Reference','profile':['http://x.org/t']},{'profile':['http://x.org/p'],'code':'Quantity'}]}]}}""";
        assertThat(uses(profile, List.of(FhirRelease.R2))).contains("A.b TARGET_PROFILE http://x.org/t", "A.b TYPE_PROFILE http://x.org/p");
        assertThat(uses(profile, List.of(FhirRelease.R4))).contains("A.b TYPE_PROFILE http://x.org/t", "A.b TYPE_PROFILE http://x.org/p");
    }

    @Test
    void groupsOfADstu2QuestionnaireAreWalkedAsItemsAre() {
        assertThat(uses("""
                {'resourceType':'Questionnaire','url':'u','group':{'group':[{'question':[{'options':{'reference':'http://x.org/vs'}}]}]}}"""))
                .containsExactly("Questionnaire.group.group.question.options BINDING http://x.org/vs");
    }

    @Test
    void aNamingSystemRefersToWhatItNamesButNotToItself() {
        assertThat(uses("""
                {'resourceType':'NamingSystem','uniqueId':[{'type':'oid','value':'1.2.3'},{'type':'uri','value':'http://x.org/s','preferred':true},
                 {'type':'uri','value':'http://x.org/old'}]}"""))
                .containsExactly("NamingSystem.uniqueId.value OTHER http://x.org/old");
    }

    @Test
    void aLongExpansionIsOneReferenceASystem() {
        var codes = "{'system':'http://loinc.org','code':'a'},".repeat(1_000);
        assertThat(uses("{'resourceType':'ValueSet','url':'u','expansion':{'contains':[%s{'contains':[{'system':'http://loinc.org'}]}]}}".formatted(codes)))
                .containsExactly(
                        "ValueSet.expansion.contains.system CODE_SYSTEM http://loinc.org",
                        "ValueSet.expansion.contains.contains.system CODE_SYSTEM http://loinc.org");
    }

    @Test
    void whereAnElementTakesItsContentFromIsAReferenceUnlessItIsTheSameResource() {
        assertThat(uses("""
                {'resourceType':'StructureDefinition','url':'u','snapshot':{'element':[{'path':'A.b','contentReference':'#A.c'},
                  {'path':'A.d','contentReference':'http://hl7.org/fhir/StructureDefinition/Bundle#Bundle.link'}]}}"""))
                .containsExactly("A.d OTHER http://hl7.org/fhir/StructureDefinition/Bundle#Bundle.link");
    }

    private static List<String> uses(String json) {
        return uses(json, List.of(FhirRelease.R4));
    }

    private static List<String> uses(String json, List<FhirRelease> releases) {
        var bytes = json.contains("\"") ? quoted(json) : json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return switch (new CanonicalParser(Limits.defaults()).parse(bytes, 0, bytes.length, releases)) {
            case Canonical canonical -> canonical.uses().stream().map(UsesOfCanonicalsTest::words).toList();
            case LineRejected(var problem, var detail) -> throw new AssertionError(problem + ": " + detail);
        };
    }

    /// Where double quotes stand around a text, its single quotes stay.
    private static byte[] quoted(String json) {
        var parts = json.split("\"", -1);
        for (var at = 0; at < parts.length; at += 2) {
            parts[at] = parts[at].replace('\'', '"');
        }
        return String.join("\"", parts).getBytes(StandardCharsets.UTF_8);
    }

    private static String words(Use use) {
        var words = use.path() + " " + use.kind() + " " + use.target();
        return use.bindingStrength() == null ? words : words + " " + use.bindingStrength();
    }
}
