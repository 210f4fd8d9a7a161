package org.canonry.api.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.canonry.api.diff.Example.element;
import static org.canonry.api.diff.Example.elements;
import static org.canonry.api.diff.Example.of;
import static org.canonry.api.diff.Example.profile;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One example of each rule at least: what was, what is, and by which rule that is told where.
class RulesTest {
    /// Told of package versions and not of what a resource says; see [PackageDiffTest].
    private static final Set<Rule> OF_PACKAGES = EnumSet.of(Rule.CANONICAL_ADDED, Rule.CANONICAL_REMOVED);

    private static final String CORE = "http://hl7.org/fhir/StructureDefinition/";
    private static final String EXPECTED = "'extension':[{'url':'" + CORE + "capabilitystatement-expectation','valueCode':'%s'}]";
    private static final String SHALL = EXPECTED.formatted("SHALL");
    private static final String SHOULD = EXPECTED.formatted("SHOULD");

    static Stream<Example> metadata() {
        return Stream.of(
                of(Rule.URL_CHANGED, "ValueSet.url", "ValueSet", "'url':'http://a'", "'url':'http://b'"),
                of(Rule.RETIRED, "ValueSet.status", "ValueSet", "'status':'active'", "'status':'retired'"),
                of(Rule.STATUS_CHANGED, "ValueSet.status", "ValueSet", "'status':'draft'", "'status':'active'"),
                of(Rule.METADATA_CHANGED, "ValueSet.title", "ValueSet", "'title':'A'", "'title':'B'"),
                of(Rule.METADATA_CHANGED, "Basic.publisher", "Basic", "", "'publisher':'B'"),
                of(Rule.MATURITY_CHANGED, "ValueSet.extension", "ValueSet", extension("structuredefinition-fmm", "'valueInteger':2"),
                        extension("structuredefinition-fmm", "'valueInteger':3")),
                of(Rule.CONTAINED_CHANGED, "Basic.contained[a]", "Basic", "'contained':[{'id':'a','code':'x'}]", "'contained':[{'id':'a','code':'y'}]"),
                of(Rule.CONTAINED_ADDED, "Basic.contained[a]", "Basic", "", "'contained':[{'id':'a'}]"),
                of(Rule.EXTENSION_ADDED, "ValueSet.extension[http://x]", "ValueSet", "", "'extension':[{'url':'http://x','valueCode':'a'}]"),
                of(Rule.EXTENSION_REMOVED, "ValueSet.extension[http://x]", "ValueSet", "'extension':[{'url':'http://x','valueCode':'a'}]", ""),
                of(Rule.EXTENSION_CHANGED, "ValueSet.extension[http://x]", "ValueSet", "'extension':[{'url':'http://x','valueCode':'a'}]",
                        "'extension':[{'url':'http://x','valueCode':'b'}]"),
                of(Rule.MODIFIER_EXTENSION_CHANGED, "ValueSet.modifierExtension", "ValueSet", "", "'modifierExtension':[{'url':'http://x'}]"));
    }

    private static String extension(String name, String value) {
        return "'extension':[{'url':'" + CORE + name + "'," + value + "}]";
    }

    static Stream<Example> definitions() {
        return Stream.of(
                of(Rule.NATURE_CHANGED, "StructureDefinition.type", "StructureDefinition", "'type':'Patient'", "'type':'Person'"),
                of(Rule.NATURE_CHANGED, "NamingSystem.kind", "NamingSystem", "'kind':'root'", "'kind':'identifier'"),
                of(Rule.BASE_CHANGED, "StructureDefinition.baseDefinition", "StructureDefinition", "'baseDefinition':'http://a'", "'baseDefinition':'http://b'"),
                of(Rule.BASE_VERSION_CHANGED, "StructureDefinition.baseDefinition", "StructureDefinition", "'baseDefinition':'http://a|1'",
                        "'baseDefinition':'http://a|2'"),
                of(Rule.MADE_ABSTRACT, "StructureDefinition.abstract", "StructureDefinition", "'abstract':false", "'abstract':true"),
                of(Rule.MADE_CONCRETE, "StructureDefinition.abstract", "StructureDefinition", "'abstract':true", "'abstract':false"),
                of(Rule.FHIR_RELEASE_CHANGED, "StructureDefinition.fhirVersion", "StructureDefinition", "'fhirVersion':'4.0.1'", "'fhirVersion':'5.0.0'"),
                of(Rule.CONTEXT_REMOVED, "StructureDefinition.context", "StructureDefinition", "'context':[{'type':'element','expression':'Patient'}]", ""),
                of(Rule.CONTEXT_ADDED, "StructureDefinition.context", "StructureDefinition", "'context':['Patient']", "'context':['Person','Patient']"),
                of(Rule.CONTEXT_INVARIANT_ADDED, "StructureDefinition.contextInvariant", "StructureDefinition", "", "'contextInvariant':['a']"),
                of(Rule.CONTEXT_INVARIANT_REMOVED, "StructureDefinition.contextInvariant", "StructureDefinition", "'contextInvariant':['a']", ""),
                of(Rule.IMPOSED_PROFILE_ADDED, "StructureDefinition.extension", "StructureDefinition", "",
                        extension("structuredefinition-imposeProfile", "'valueCanonical':'http://a'")),
                of(Rule.IMPOSED_PROFILE_REMOVED, "StructureDefinition.extension", "StructureDefinition",
                        extension("structuredefinition-imposeProfile", "'valueCanonical':'http://a'"), ""));
    }

    static Stream<Example> elementsThatComeAndGo() {
        return Stream.of(
                of(Rule.ELEMENTS_NOT_COMPARED, "StructureDefinition.differential", "StructureDefinition", "'snapshot':{'element':[{'id':'A'}]}",
                        "'differential':{'element':[{'id':'A'}]}"),
                elements(Rule.ELEMENT_REMOVED, "A.b", "{'id':'A'},{'id':'A.b'},{'id':'A.b.c'}", "{'id':'A'}"),
                elements(Rule.ELEMENT_ADDED, "A.b", "{'id':'A'}", "{'id':'A'},{'id':'A.b','min':0},{'id':'A.b.c','min':1}"),
                elements(Rule.REQUIRED_ELEMENT_ADDED, "A.b", "{'id':'A'}", "{'id':'A'},{'id':'A.b','min':1}"),
                profile(Rule.ELEMENT_CONSTRAINED, "A.b", "{'id':'A'}", "{'id':'A'},{'id':'A.b','mustSupport':true}"),
                profile(Rule.ELEMENT_MENTIONED, "A.b", "{'id':'A'}", "{'id':'A'},{'id':'A.b','short':'b'}"),
                profile(Rule.ELEMENT_RELEASED, "A.b", "{'id':'A'},{'id':'A.b','mustSupport':true}", "{'id':'A'}"),
                profile(Rule.REQUIRED_SLICE_ADDED, "A.b:c", "{'id':'A.b'}", "{'id':'A.b'},{'id':'A.b:c','min':1},{'id':'A.b:c.d','min':1}"),
                profile(Rule.SLICE_ADDED, "A.b:c", "{'id':'A.b'}", "{'id':'A.b'},{'id':'A.b:c','min':0}"),
                profile(Rule.SLICE_REMOVED, "A.b:c", "{'id':'A.b'},{'id':'A.b:c'}", "{'id':'A.b'}"),
                profile(Rule.SLICE_FORBIDDEN, "A.b:c", "{'id':'A.b','slicing':{'rules':'closed'}},{'id':'A.b:c'}", "{'id':'A.b','slicing':{'rules':'closed'}}"));
    }

    static Stream<Example> cardinalityTypesAndBindings() {
        return Stream.of(
                element(Rule.MIN_RAISED, "'min':0", "'min':1"), element(Rule.MIN_LOWERED, "'min':1", "'min':0"),
                element(Rule.MAX_LOWERED, "'max':'*'", "'max':'3'"), element(Rule.MAX_RAISED, "'max':'1'", "'max':'*'"),
                elements(Rule.MADE_A_LIST, "A", "{'id':'A','max':'1'}", "{'id':'A','max':'*'}"),
                element(Rule.TYPE_REMOVED, "'type':[{'code':'string'},{'code':'code'}]", "'type':[{'code':'code'}]"),
                element(Rule.TYPE_ADDED, "'type':[{'code':'code'}]", "'type':[{'code':'string'},{'code':'code'}]"),
                element(Rule.PROFILE_REQUIRED, "'type':[{'code':'Quantity'}]", "'type':[{'code':'Quantity','profile':['http://a']}]"),
                element(Rule.PROFILE_RELEASED, "'type':[{'code':'Quantity','profile':['http://a']}]", "'type':[{'code':'Quantity'}]"),
                element(Rule.TARGET_NARROWED, "'type':[{'code':'Reference'}]", "'type':[{'code':'Reference','targetProfile':['http://a']}]"),
                element(Rule.TARGET_WIDENED, "'type':[{'code':'Reference','targetProfile':['http://a']}]",
                        "'type':[{'code':'Reference','targetProfile':['http://a','http://b']}]"),
                element(Rule.TYPE_VERSION_CHANGED, "'type':[{'code':'Reference','targetProfile':['http://a|1']}]",
                        "'type':[{'code':'Reference','targetProfile':['http://a|2']}]"),
                element(Rule.AGGREGATION_NARROWED, "'type':[{'code':'Reference'}]", "'type':[{'code':'Reference','aggregation':['bundled']}]"),
                element(Rule.AGGREGATION_WIDENED, "'type':[{'code':'Reference','aggregation':['bundled']}]", "'type':[{'code':'Reference'}]"),
                element(Rule.CONTENT_REFERENCE_CHANGED, "'contentReference':'#A.b'", "'contentReference':'http://a#A.c'"),
                element(Rule.REPRESENTATION_CHANGED, "", "'representation':['xmlAttr']"),
                element(Rule.BINDING_ADDED, "", binding("required", "http://a")), element(Rule.BINDING_SUGGESTED, "", binding("example", "http://a")),
                element(Rule.BINDING_SUGGESTED, binding("preferred", "http://a"), binding("preferred", "http://b")),
                element(Rule.BINDING_REMOVED, binding("required", "http://a"), ""),
                element(Rule.STRENGTH_RAISED, binding("preferred", "http://a"), binding("extensible", "http://a")),
                element(Rule.STRENGTH_LOWERED, binding("required", "http://a"), binding("extensible", "http://a")),
                element(Rule.VALUE_SET_REPLACED, binding("extensible", "http://a"), binding("extensible", "http://b")),
                element(Rule.VALUE_SET_VERSION_CHANGED, binding("required", "http://a"), binding("required", "http://a|2")),
                element(Rule.MAX_VALUE_SET_ADDED, "'binding':{}", "'binding':{" + extension("elementdefinition-maxValueSet", "'valueCanonical':'http://a'") + "}"),
                element(Rule.MAX_VALUE_SET_REMOVED, "'binding':{" + extension("elementdefinition-maxValueSet", "'valueCanonical':'http://a'") + "}",
                        "'binding':{}"),
                element(Rule.ADDITIONAL_BINDING_ADDED, "'binding':{}", "'binding':{'additional':[{'purpose':'required','valueSet':'http://a'}]}"),
                element(Rule.ADDITIONAL_BINDING_CHANGED, "'binding':{}", "'binding':{'additional':[{'purpose':'candidate','valueSet':'http://a'}]}"),
                element(Rule.BINDING_REWORDED, "'binding':{'strength':'example','description':'a'}", "'binding':{'strength':'example','description':'b'}"));
    }

    private static String binding(String strength, String valueSet) {
        return "'binding':{'strength':'%s','valueSet':'%s'}".formatted(strength, valueSet);
    }

    static Stream<Example> valuesSlicingAndFlags() {
        return Stream.of(
                element(Rule.FIXED_VALUE_ADDED, "", "'fixedCode':'a'"), element(Rule.FIXED_VALUE_CHANGED, "'fixedCode':'a'", "'fixedCode':'b'"),
                element(Rule.FIXED_VALUE_REMOVED, "'fixedCode':'a'", ""), element(Rule.PATTERN_ADDED, "", "'patternCoding':{'code':'a'}"),
                element(Rule.PATTERN_CHANGED, "'patternCoding':{'code':'a'}", "'patternCoding':{'code':'b'}"),
                element(Rule.PATTERN_CHANGED, "'patternCoding':{'code':'a'}", "'patternCoding':{'code':'a','system':'http://s'}"),
                element(Rule.PATTERN_LOOSENED, "'patternCoding':{'code':'a','system':'http://s'}", "'patternCoding':{'code':'a'}"),
                element(Rule.PATTERN_LOOSENED, "'fixedCode':'a'", "'patternCode':'a'"), element(Rule.PATTERN_REMOVED, "'patternCode':'a'", ""),
                element(Rule.RANGE_NARROWED, "'maxLength':10", "'maxLength':5"), element(Rule.RANGE_NARROWED, "", "'minValueInteger':1"),
                element(Rule.RANGE_WIDENED, "'maxLength':10", "'maxLength':20"), element(Rule.RANGE_WIDENED, "'maxValueInteger':1", ""),
                element(Rule.DEFAULT_CHANGED, "", "'defaultValueCode':'a'"), element(Rule.DEFAULT_CHANGED, "'meaningWhenMissing':'a'", "'meaningWhenMissing':'b'"),
                element(Rule.SLICING_ADDED, "", "'slicing':{'rules':'open'}"), element(Rule.SLICING_REMOVED, "'slicing':{'rules':'open'}", ""),
                element(Rule.SLICING_CLOSED, "'slicing':{'rules':'open'}", "'slicing':{'rules':'closed'}"),
                element(Rule.SLICING_OPENED, "'slicing':{'rules':'closed'}", "'slicing':{'rules':'open'}"),
                element(Rule.ORDER_REQUIRED, "'slicing':{'rules':'open'}", "'slicing':{'rules':'open','ordered':true}"),
                element(Rule.ORDER_RELEASED, "'slicing':{'rules':'open','ordered':true}", "'slicing':{'rules':'open','ordered':false}"),
                element(Rule.DISCRIMINATOR_CHANGED, "'slicing':{'discriminator':[{'type':'value','path':'code'}]}",
                        "'slicing':{'discriminator':[{'type':'value','path':'system'}]}"),
                element(Rule.SLICING_REWORDED, "'slicing':{'description':'a'}", "'slicing':{'description':'b'}"),
                element(Rule.MUST_SUPPORT_ADDED, "'mustSupport':false", "'mustSupport':true"), element(Rule.MUST_SUPPORT_REMOVED, "'mustSupport':true", ""),
                element(Rule.MUST_SUPPORT_REMOVED, "'mustSupport':true,'type':[{'code':'a'},{'code':'b'}]",
                        "'mustSupport':true,'type':[{'code':'a'},{'code':'b'," + extension("elementdefinition-type-must-support", "'valueBoolean':true") + "}]"),
                element(Rule.OBLIGATION_ADDED, "", obligation("SHALL:handle")), element(Rule.OBLIGATION_CHANGED, obligation("SHALL:handle"), ""),
                element(Rule.MODIFIER_CHANGED, "'isModifier':false", "'isModifier':true"), element(Rule.VALUE_REQUIRED, "", "'mustHaveValue':true"),
                element(Rule.VALUE_RELEASED, "'mustHaveValue':true", ""), element(Rule.SUMMARY_CHANGED, "'isSummary':true", ""));
    }

    private static String obligation(String code) {
        return "'extension':[{'url':'" + CORE + "obligation','extension':[{'url':'code','valueCode':'" + code + "'}]}]";
    }

    static Stream<Example> invariantsAndWords() {
        return Stream.of(
                element(Rule.INVARIANT_ADDED, "", constraint("error", "a", "a")), element(Rule.INVARIANT_REMOVED, constraint("error", "a", "a"), ""),
                element(Rule.INVARIANT_CHANGED, constraint("error", "a", "a"), constraint("error", "a", "b")),
                element(Rule.SEVERITY_RAISED, constraint("warning", "a", "a"), constraint("error", "a", "a")),
                element(Rule.SEVERITY_LOWERED, constraint("error", "a", "a"), constraint("warning", "a", "a")),
                element(Rule.WARNING_CHANGED, "", constraint("warning", "a", "a")),
                element(Rule.INVARIANT_REWORDED, constraint("error", "a", "a"), constraint("error", "b", "a")),
                element(Rule.SHORT_CHANGED, "'short':'a'", "'short':'b'"), element(Rule.DEFINITION_CHANGED, "'definition':'a'", "'definition':'b'"),
                element(Rule.COMMENT_CHANGED, "'comment':'a'", "'comment':'b'"), element(Rule.REQUIREMENTS_CHANGED, "", "'requirements':'b'"),
                element(Rule.LABEL_CHANGED, "'alias':['a']", "'alias':['a','b']"),
                element(Rule.EXAMPLE_CHANGED, "", "'example':[{'label':'a','valueCode':'b'}]"),
                element(Rule.MAPPING_CHANGED, "'mapping':[{'identity':'a','map':'b'}]", ""));
    }

    private static String constraint(String severity, String human, String expression) {
        return "'constraint':[{'key':'k','severity':'%s','human':'%s','expression':'%s'}]".formatted(severity, human, expression);
    }

    static Stream<Example> codeSystems() {
        return Stream.of(
                of(Rule.MEANING_OF_CODES_CHANGED, "CodeSystem.hierarchyMeaning", "CodeSystem", "'hierarchyMeaning':'is-a'", "'hierarchyMeaning':'part-of'"),
                of(Rule.CASE_MATTERS, "CodeSystem.caseSensitive", "CodeSystem", "'caseSensitive':false", "'caseSensitive':true"),
                of(Rule.CASE_IGNORED, "CodeSystem.caseSensitive", "CodeSystem", "'caseSensitive':true", ""),
                of(Rule.CONTENT_REDUCED, "CodeSystem.content", "CodeSystem", "'content':'complete'", "'content':'fragment'"),
                of(Rule.CONTENT_EXTENDED, "CodeSystem.content", "CodeSystem", "'content':'not-present'", "'content':'complete'"),
                of(Rule.ALL_CODES_VALUE_SET_CHANGED, "CodeSystem.valueSet", "CodeSystem", "'valueSet':'http://a'", "'valueSet':'http://b'"),
                of(Rule.PROPERTY_REMOVED, "CodeSystem.property[a]", "CodeSystem", "'property':[{'code':'a'}]", ""),
                of(Rule.PROPERTY_REDEFINED, "CodeSystem.property[a].uri", "CodeSystem", "'property':[{'code':'a'}]", "'property':[{'code':'a','uri':'http://a'}]"),
                of(Rule.PROPERTY_ADDED, "CodeSystem.filter[a]", "CodeSystem", "", "'filter':[{'code':'a'}]"),
                codes(Rule.CODE_REMOVED, "[b]", "{'code':'a'},{'code':'b'}", "{'code':'a'}"),
                codes(Rule.CODE_ADDED, "[b]", "{'code':'a'}", "{'code':'a','concept':[{'code':'b'}]}"),
                codes(Rule.CODE_MADE_INACTIVE, "[a]", "{'code':'a'}", "{'code':'a','property':[{'code':'status','valueCode':'retired'}]}"),
                codes(Rule.CODE_MADE_ACTIVE, "[a]", "{'code':'a','property':[{'code':'inactive','valueBoolean':true}]}", "{'code':'a'}"),
                codes(Rule.CODE_DEPRECATED, "[a]", "{'code':'a'}", "{'code':'a','property':[{'code':'deprecated','valueDateTime':'2024'}]}"),
                codes(Rule.CODE_MADE_ABSTRACT, "[a]", "{'code':'a'}", "{'code':'a','property':[{'code':'notSelectable','valueBoolean':true}]}"),
                codes(Rule.CODE_MADE_SELECTABLE, "[a]", "{'code':'a','property':[{'code':'abstract','valueBoolean':true}]}", "{'code':'a'}"),
                codes(Rule.CODE_MOVED, "[b]", "{'code':'a'},{'code':'b'}", "{'code':'a','concept':[{'code':'b'}]}"),
                codes(Rule.CODE_PROPERTY_CHANGED, "[a].property[p]", "{'code':'a','property':[{'code':'p','valueCode':'x'}]}",
                        "{'code':'a','property':[{'code':'p','valueCode':'y'}]}"),
                codes(Rule.DISPLAY_CHANGED, "[a].display", "{'code':'a','display':'A'}", "{'code':'a','display':'Aa'}"),
                codes(Rule.CODE_REDEFINED, "[a].definition", "{'code':'a'}", "{'code':'a','definition':'A'}"),
                codes(Rule.DESIGNATION_ADDED, "[a].designation[de]", "{'code':'a'}", "{'code':'a','designation':[{'language':'de','value':'A'}]}"),
                codes(Rule.DESIGNATION_REMOVED, "[a].designation[de]", "{'code':'a','designation':[{'language':'de','value':'A'}]}", "{'code':'a'}"),
                codes(Rule.DESIGNATION_CHANGED, "[a].designation[de].value", "{'code':'a','designation':[{'language':'de','value':'A'}]}",
                        "{'code':'a','designation':[{'language':'de','value':'B'}]}"));
    }

    private static Example codes(Rule rule, String path, String from, String to) {
        return of(rule, "CodeSystem.concept" + path, "CodeSystem", "'concept':[" + from + "]", "'concept':[" + to + "]");
    }

    static Stream<Example> valueSetsAndMaps() {
        return Stream.of(
                include(Rule.INCLUDE_REMOVED, "[http://a]", "{'system':'http://a'},{'system':'http://b'}", "{'system':'http://b'}"),
                include(Rule.INCLUDE_ADDED, "[http://a where c is-a x]", "", "{'system':'http://a','filter':[{'property':'c','op':'is-a','value':'x'}]}"),
                include(Rule.INCLUDE_REMOVED, "[http://a]", "{'system':'http://a'}", "{'system':'http://a','concept':[{'code':'x'}]}"),
                include(Rule.MEMBER_REMOVED, "[http://a#x]", "{'system':'http://a','concept':[{'code':'x'},{'code':'y'}]}",
                        "{'system':'http://a','concept':[{'code':'y'}]}"),
                include(Rule.MEMBER_ADDED, "[http://a#x]", "{'system':'http://a','concept':[{'code':'y'}]}",
                        "{'system':'http://a','concept':[{'code':'y'}]},{'system':'http://a','concept':[{'code':'x'}]}"),
                include(Rule.SYSTEM_VERSION_CHANGED, "[http://a]", "{'system':'http://a','version':'1'}", "{'system':'http://a|2'}"),
                include(Rule.DISPLAY_CHANGED, "[http://a#x].display", "{'system':'http://a','concept':[{'code':'x','display':'X'}]}",
                        "{'system':'http://a','concept':[{'code':'x','display':'Xx'}]}"),
                of(Rule.EXCLUDE_ADDED, "ValueSet.compose.exclude[http://a#x]", "ValueSet", "'compose':{}",
                        "'compose':{'exclude':[{'system':'http://a','concept':[{'code':'x'}]}]}"),
                of(Rule.EXCLUDE_REMOVED, "ValueSet.compose.exclude[http://v]", "ValueSet", "'compose':{'exclude':[{'valueSet':['http://v']}]}", "'compose':{}"),
                of(Rule.INACTIVE_LEFT_OUT, "ValueSet.compose.inactive", "ValueSet", "'compose':{'inactive':true}", "'compose':{'inactive':false}"),
                of(Rule.INACTIVE_TAKEN_IN, "ValueSet.compose.inactive", "ValueSet", "'compose':{'inactive':false}", "'compose':{}"),
                of(Rule.LOCKED_DATE_CHANGED, "ValueSet.compose.lockedDate", "ValueSet", "'compose':{}", "'compose':{'lockedDate':'2024-01-01'}"),
                of(Rule.MEMBER_ADDED, "ValueSet.expansion.contains[http://a#y]", "ValueSet", "'expansion':{'contains':[{'system':'http://a','code':'x'}]}",
                        "'expansion':{'contains':[{'system':'http://a','code':'x','contains':[{'system':'http://a','code':'y'}]}]}"),
                map(Rule.MAPPING_REMOVED, "[x].target[y]", "{'code':'x','target':[{'code':'y'}]}", "{'code':'x'}"),
                map(Rule.MAPPING_ADDED, "[x].target[z]", "{'code':'x','target':[{'code':'y'}]}", "{'code':'x','target':[{'code':'y'},{'code':'z'}]}"),
                map(Rule.RELATIONSHIP_CHANGED, "[x].target[y].equivalence", "{'code':'x','target':[{'code':'y','equivalence':'equal'}]}",
                        "{'code':'x','target':[{'code':'y','equivalence':'wider'}]}"),
                map(Rule.MAPPING_REWORDED, "[x].target[y].comment", "{'code':'x','target':[{'code':'y'}]}", "{'code':'x','target':[{'code':'y','comment':'c'}]}"),
                of(Rule.MAP_SCOPE_CHANGED, "ConceptMap.sourceUri", "ConceptMap", "'sourceUri':'http://a'", "'sourceUri':'http://b'"),
                of(Rule.UNMAPPED_CHANGED, "ConceptMap.group[a to b].unmapped", "ConceptMap", "'group':[{'source':'a','target':'b'}]",
                        "'group':[{'source':'a','target':'b','unmapped':{'mode':'fixed'}}]"));
    }

    private static Example include(Rule rule, String path, String from, String to) {
        return of(rule, "ValueSet.compose.include" + path, "ValueSet", "'compose':{'include':[" + from + "]}", "'compose':{'include':[" + to + "]}");
    }

    private static Example map(Rule rule, String path, String from, String to) {
        var group = "'group':[{'source':'a','target':'b','element':[%s]}]";
        return of(rule, "ConceptMap.group[a to b].element" + path, "ConceptMap", group.formatted(from), group.formatted(to));
    }

    static Stream<Example> conformance() {
        return Stream.of(
                of(Rule.SEARCH_CHANGED, "SearchParameter.type", "SearchParameter", "'type':'token'", "'type':'string'"),
                of(Rule.EXPRESSION_CHANGED, "SearchParameter.expression", "SearchParameter", "'expression':'A.b | A.c'", "'expression':'A.c'"),
                of(Rule.EXPRESSION_WIDENED, "SearchParameter.expression", "SearchParameter", "'expression':'A.b'", "'expression':'A.c  |A.b'"),
                of(Rule.SEARCH_NARROWED, "SearchParameter.base", "SearchParameter", "'base':['A','B']", "'base':['B']"),
                of(Rule.SEARCH_WIDENED, "SearchParameter.multipleOr", "SearchParameter", "'multipleOr':false", "'multipleOr':true"),
                of(Rule.OPERATION_CHANGED, "OperationDefinition.code", "OperationDefinition", "'code':'a'", "'code':'b'"),
                of(Rule.OPERATION_NARROWED, "OperationDefinition.instance", "OperationDefinition", "'instance':true", "'instance':false"),
                of(Rule.OPERATION_WIDENED, "OperationDefinition.resource", "OperationDefinition", "'resource':['A']", "'resource':['A','B']"),
                parameter(Rule.PARAMETER_REMOVED, "[in a]", "{'use':'in','name':'a'}", ""),
                parameter(Rule.REQUIRED_PARAMETER_ADDED, "[in a]", "", "{'use':'in','name':'a','min':1}"),
                parameter(Rule.PARAMETER_ADDED, "[out a]", "", "{'use':'out','name':'a','min':1}"),
                parameter(Rule.PARAMETER_CHANGED, "[in a].type", "{'use':'in','name':'a','type':'uri'}", "{'use':'in','name':'a','type':'canonical'}"),
                parameter(Rule.PARAMETER_NARROWED, "[in a].min", "{'use':'in','name':'a','min':0}", "{'use':'in','name':'a','min':1}"),
                parameter(Rule.PARAMETER_NARROWED, "[out a].min", "{'use':'out','name':'a','min':1}", "{'use':'out','name':'a','min':0}"),
                parameter(Rule.PARAMETER_WIDENED, "[in a].max", "{'use':'in','name':'a','max':'1'}", "{'use':'in','name':'a','max':'*'}"),
                resource(Rule.CAPABILITY_REMOVED, ".interaction[read]", "'interaction':[{'code':'read'}]", ""),
                resource(Rule.RECOMMENDATION_REMOVED, ".interaction[read]", "'interaction':[{'code':'read'," + SHOULD + "}]", ""),
                resource(Rule.REQUIREMENT_ADDED, ".interaction[read]", "", "'interaction':[{'code':'read'," + SHALL + "}]"),
                resource(Rule.CAPABILITY_ADDED, ".searchInclude[A:b]", "", "'searchInclude':['A:b'],'_searchInclude':[{" + SHOULD + "}]"),
                resource(Rule.CAPABILITY_CHANGED, ".searchParam[a].type", "'searchParam':[{'name':'a','type':'uri'}]", "'searchParam':[{'name':'a','type':'token'}]"),
                resource(Rule.EXPECTATION_RAISED, ".supportedProfile[http://a]", "'supportedProfile':['http://a'],'_supportedProfile':[{" + SHOULD + "}]",
                        "'supportedProfile':['http://a'],'_supportedProfile':[{" + SHALL + "}]"),
                resource(Rule.EXPECTATION_CHANGED, ".interaction[read]", "'interaction':[{'code':'read'," + SHALL + "}]",
                        "'interaction':[{'code':'read'," + SHOULD + "}]"),
                of(Rule.UNIQUE_ID_REMOVED, "NamingSystem.uniqueId[uri http://a]", "NamingSystem", "'uniqueId':[{'type':'uri','value':'http://a'}]", ""),
                of(Rule.UNIQUE_ID_ADDED, "NamingSystem.uniqueId[oid 1.2]", "NamingSystem", "", "'uniqueId':[{'type':'oid','value':'1.2'}]"),
                of(Rule.UNIQUE_ID_CHANGED, "NamingSystem.uniqueId[oid 1.2].preferred", "NamingSystem", "'uniqueId':[{'type':'oid','value':'1.2'}]",
                        "'uniqueId':[{'type':'oid','value':'1.2','preferred':true}]"));
    }

    private static Example parameter(Rule rule, String path, String from, String to) {
        return of(rule, "OperationDefinition.parameter" + path, "OperationDefinition", "'parameter':[" + from + "]", "'parameter':[" + to + "]");
    }

    private static Example resource(Rule rule, String path, String from, String to) {
        var rest = "'rest':[{'mode':'server','resource':[{'type':'A'%s}]}]";
        return of(rule, "CapabilityStatement.rest[server].resource[A]" + path, "CapabilityStatement", rest.formatted(from.isEmpty() ? "" : "," + from),
                rest.formatted(to.isEmpty() ? "" : "," + to));
    }

    static Stream<Example> everythingElse() {
        return Stream.of(
                item(Rule.ITEM_REMOVED, "[1]", "{'linkId':'1'}", ""), item(Rule.ITEM_ADDED, "[1]", "", "{'linkId':'1'}"),
                item(Rule.REQUIRED_ITEM_ADDED, "[1].item[1.1]", "{'linkId':'1'}", "{'linkId':'1','item':[{'linkId':'1.1','required':true}]}"),
                item(Rule.ITEM_CHANGED, "[1].type", "{'linkId':'1','type':'string'}", "{'linkId':'1','type':'date'}"),
                item(Rule.ITEM_NARROWED, "[1].answerOption", "{'linkId':'1','answerOption':[{'valueString':'a'}]}", "{'linkId':'1'}"),
                item(Rule.ITEM_WIDENED, "[1].required", "{'linkId':'1','required':true}", "{'linkId':'1'}"),
                item(Rule.ITEM_REWORDED, "[1].text", "{'linkId':'1','text':'a'}", "{'linkId':'1','text':'b'}"),
                of(Rule.GUIDE_DEPENDENCY_CHANGED, "ImplementationGuide.dependsOn[a]", "ImplementationGuide", "'dependsOn':[{'packageId':'a','version':'1'}]",
                        "'dependsOn':[{'packageId':'a','version':'2'}]"),
                of(Rule.GLOBAL_PROFILE_CHANGED, "ImplementationGuide.global[Patient]", "ImplementationGuide", "'global':[{'type':'Patient','profile':'http://a'}]",
                        "'global':[{'type':'Patient','profile':'http://b'}]"),
                of(Rule.GUIDE_CHANGED, "ImplementationGuide.license", "ImplementationGuide", "", "'license':'CC0-1.0'"),
                of(Rule.VALUE_REMOVED, "Library.parameter[a]", "Library", "'parameter':[{'name':'a'}]", "'parameter':[]"),
                of(Rule.VALUE_CHANGED, "Library.parameter[a].min", "Library", "'parameter':[{'name':'a','min':0}]", "'parameter':[{'name':'a','min':1}]"),
                of(Rule.VALUE_ADDED, "Library.content", "Library", "", "'content':[{'data':'a'}]"),
                of(Rule.REWORDED, "PlanDefinition.action[a].description", "PlanDefinition", "'action':[{'code':'a','description':'x'}]",
                        "'action':[{'code':'a','description':'y'}]"));
    }

    private static Example item(Rule rule, String path, String from, String to) {
        return of(rule, "Questionnaire.item" + path, "Questionnaire", "'item':[" + from + "]", "'item':[" + to + "]");
    }

    private static Stream<Example> all() {
        return Stream.of(
                        metadata(), definitions(), elementsThatComeAndGo(), cardinalityTypesAndBindings(), valuesSlicingAndFlags(), invariantsAndWords(),
                        codeSystems(), valueSetsAndMaps(), conformance(), everythingElse())
                .flatMap(examples -> examples);
    }

    @ParameterizedTest
    @MethodSource("all")
    void tellsOneDifferenceByItsRule(Example example) {
        assertThat(example.changes()).extracting(change -> change.rule() + " at " + change.path())
                .containsExactly(example.rule() + " at " + example.path());
    }

    @ParameterizedTest
    @MethodSource("all")
    void tellsOneDifferenceTheOtherWayRound(Example example) {
        var back = example.turned().changes();
        assertThat(back).extracting(ElementChange::path).containsExactly(example.path());
        assertThat(back.getFirst().from()).isEqualTo(example.changes().getFirst().to());
        assertThat(back.getFirst().to()).isEqualTo(example.changes().getFirst().from());
    }

    @Test
    void hasAnExampleOfEveryRule() {
        var exemplified = all().map(Example::rule).collect(Collectors.toSet());
        assertThat(Arrays.stream(Rule.values()).filter(rule -> !OF_PACKAGES.contains(rule))).allMatch(exemplified::contains);
        assertThat(List.of(Rule.values())).extracting(Rule::toString).doesNotHaveDuplicates();
    }
}
