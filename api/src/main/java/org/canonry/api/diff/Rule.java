package org.canonry.api.diff;

import static org.canonry.api.diff.Impact.BREAKING;
import static org.canonry.api.diff.Impact.COMPATIBLE;
import static org.canonry.api.diff.Impact.EDITORIAL;

import java.util.Locale;

/// What a difference means, and why: one rule, one name, one sentence, one impact.
///
/// They are listed in `docs/diff-rules.md`, which a test compares with this file. Each has an example among the tests.
public enum Rule {
    CANONICAL_REMOVED(Kind.CANONICAL, BREAKING, "References to its url find nothing any more."),
    CANONICAL_ADDED(Kind.CANONICAL, COMPATIBLE, "Nobody can have used it."),
    URL_CHANGED(Kind.CANONICAL, BREAKING, "The same resource, by type and id or name, has another url: references to the old one find nothing."),

    RETIRED(Kind.METADATA, COMPATIBLE, "It is retired: still valid, and no longer to be used."),
    STATUS_CHANGED(Kind.METADATA, COMPATIBLE, "It has another publication status."),
    METADATA_CHANGED(
            Kind.METADATA, EDITORIAL,
            "Names, titles, descriptions, publishers, contacts, identifiers, jurisdictions and the like are for people."),
    MATURITY_CHANGED(Kind.METADATA, EDITORIAL, "Its maturity or standards status is another."),
    CONTAINED_CHANGED(Kind.METADATA, BREAKING, "A contained resource, which others may refer to, is another or gone."),
    CONTAINED_ADDED(Kind.METADATA, COMPATIBLE, "A contained resource came."),

    NATURE_CHANGED(Kind.DEFINITION, BREAKING, "It constrains another type, is of another kind, or derives in another way."),
    BASE_CHANGED(Kind.DEFINITION, BREAKING, "It derives from another definition, so that it no longer stands where the old base is asked for."),
    BASE_VERSION_CHANGED(Kind.DEFINITION, COMPATIBLE, "It derives from another version of the same base; what that changes shows in the elements."),
    MADE_ABSTRACT(Kind.DEFINITION, BREAKING, "Nothing can be of an abstract type itself."),
    MADE_CONCRETE(Kind.DEFINITION, COMPATIBLE, "It is abstract no more."),
    FHIR_RELEASE_CHANGED(Kind.DEFINITION, BREAKING, "It is for another FHIR release."),
    CONTEXT_REMOVED(Kind.DEFINITION, BREAKING, "The extension may not be used there any more."),
    CONTEXT_ADDED(Kind.DEFINITION, COMPATIBLE, "The extension may be used there as well."),
    CONTEXT_INVARIANT_ADDED(Kind.DEFINITION, BREAKING, "The extension may be used only where that holds."),
    CONTEXT_INVARIANT_REMOVED(Kind.DEFINITION, COMPATIBLE, "The extension may be used where that does not hold."),
    IMPOSED_PROFILE_ADDED(Kind.DEFINITION, BREAKING, "Instances must conform to a further profile."),
    IMPOSED_PROFILE_REMOVED(Kind.DEFINITION, COMPATIBLE, "Instances need not conform to that profile."),

    ELEMENTS_NOT_COMPARED(
            Kind.ELEMENT, BREAKING,
            "The one has a snapshot alone and the other has none, so that nothing is known of the elements: the graver is taken."),
    ELEMENT_REMOVED(Kind.ELEMENT, BREAKING, "What has the element is not valid any more."),
    REQUIRED_ELEMENT_ADDED(Kind.ELEMENT, BREAKING, "What lacks the new element is not valid."),
    ELEMENT_ADDED(Kind.ELEMENT, COMPATIBLE, "An optional element came."),
    ELEMENT_CONSTRAINED(Kind.ELEMENT, BREAKING, "The profile constrains an element that it left alone before."),
    ELEMENT_MENTIONED(Kind.ELEMENT, COMPATIBLE, "The profile mentions an element that it left alone before, without constraining it."),
    ELEMENT_RELEASED(Kind.ELEMENT, COMPATIBLE, "The profile leaves an element alone that it spoke of before."),

    MIN_RAISED(Kind.CARDINALITY, BREAKING, "More occurrences are required."),
    MIN_LOWERED(Kind.CARDINALITY, COMPATIBLE, "Fewer occurrences are required."),
    MAX_LOWERED(Kind.CARDINALITY, BREAKING, "Fewer occurrences are allowed."),
    MAX_RAISED(Kind.CARDINALITY, COMPATIBLE, "More occurrences are allowed."),
    MADE_A_LIST(Kind.CARDINALITY, BREAKING, "In the definition of a type: what was one value is a list, which JSON writes in another way."),

    TYPE_REMOVED(Kind.TYPE, BREAKING, "Values of the type are not valid any more."),
    TYPE_ADDED(Kind.TYPE, COMPATIBLE, "Values of a further type are allowed."),
    PROFILE_REQUIRED(Kind.TYPE, BREAKING, "Values must conform to a profile, or to another one than before."),
    PROFILE_RELEASED(Kind.TYPE, COMPATIBLE, "Values need not conform to a profile, or have one more to choose from."),
    TARGET_NARROWED(Kind.TYPE, BREAKING, "Some resources may not be referred to any more."),
    TARGET_WIDENED(Kind.TYPE, COMPATIBLE, "Further resources may be referred to."),
    TYPE_VERSION_CHANGED(Kind.TYPE, COMPATIBLE, "Profiles are asked for in another version; what that changes is in their own difference."),
    AGGREGATION_NARROWED(Kind.TYPE, BREAKING, "References may be of fewer kinds, or must be versioned in another way."),
    AGGREGATION_WIDENED(Kind.TYPE, COMPATIBLE, "References may be of more kinds."),
    CONTENT_REFERENCE_CHANGED(Kind.TYPE, BREAKING, "The content is defined by another element."),
    REPRESENTATION_CHANGED(Kind.TYPE, BREAKING, "XML writes the element in another way."),

    BINDING_ADDED(Kind.BINDING, BREAKING, "Codes must come from a value set (required or extensible)."),
    BINDING_SUGGESTED(Kind.BINDING, COMPATIBLE, "Another value set is suggested (preferred or example), or in another way."),
    BINDING_REMOVED(Kind.BINDING, COMPATIBLE, "Codes need not come from a value set."),
    STRENGTH_RAISED(Kind.BINDING, BREAKING, "The binding became extensible or required."),
    STRENGTH_LOWERED(Kind.BINDING, COMPATIBLE, "The binding asks for less."),
    VALUE_SET_REPLACED(Kind.BINDING, BREAKING, "A required or extensible binding is to another value set."),
    VALUE_SET_VERSION_CHANGED(Kind.BINDING, COMPATIBLE, "The value set is asked for in another version; what that changes is in its own difference."),
    MAX_VALUE_SET_ADDED(Kind.BINDING, BREAKING, "Codes must come from a maximum value set, or from another one than before."),
    MAX_VALUE_SET_REMOVED(Kind.BINDING, COMPATIBLE, "There is no maximum value set any more."),
    ADDITIONAL_BINDING_ADDED(Kind.BINDING, BREAKING, "A further binding must be met (required, extensible, maximum or current)."),
    ADDITIONAL_BINDING_CHANGED(
            Kind.BINDING, COMPATIBLE,
            "A further binding that need not be met came, went or is another, or one that must be met went."),

    FIXED_VALUE_ADDED(Kind.VALUE, BREAKING, "Only one value is allowed."),
    FIXED_VALUE_CHANGED(Kind.VALUE, BREAKING, "Only another value is allowed."),
    FIXED_VALUE_REMOVED(Kind.VALUE, COMPATIBLE, "Other values are allowed."),
    PATTERN_ADDED(Kind.VALUE, BREAKING, "Values must have what the pattern has."),
    PATTERN_CHANGED(Kind.VALUE, BREAKING, "Values must have what another pattern has."),
    PATTERN_LOOSENED(Kind.VALUE, COMPATIBLE, "The pattern asks for less, or stands where a value was fixed."),
    PATTERN_REMOVED(Kind.VALUE, COMPATIBLE, "Values need not have what the pattern had."),
    RANGE_NARROWED(Kind.VALUE, BREAKING, "A smallest or largest value or length is asked for, or a stricter one."),
    RANGE_WIDENED(Kind.VALUE, COMPATIBLE, "A smallest or largest value or length is gone, or less strict."),
    DEFAULT_CHANGED(Kind.VALUE, BREAKING, "A missing value means something else."),

    REQUIRED_SLICE_ADDED(Kind.SLICING, BREAKING, "What lacks the new slice is not valid."),
    SLICE_ADDED(Kind.SLICING, COMPATIBLE, "An optional slice came: only what falls into it is constrained."),
    SLICE_FORBIDDEN(Kind.SLICING, BREAKING, "A slice went from a closed slicing: what was in it is not valid any more."),
    SLICE_REMOVED(Kind.SLICING, COMPATIBLE, "A slice went from an open slicing: what was in it is constrained no more."),
    SLICING_ADDED(Kind.SLICING, COMPATIBLE, "The element is sliced; what is in no slice stays allowed."),
    SLICING_REMOVED(Kind.SLICING, COMPATIBLE, "The element is sliced no more."),
    SLICING_CLOSED(Kind.SLICING, BREAKING, "What is in no slice is allowed no more, or only at the end."),
    SLICING_OPENED(Kind.SLICING, COMPATIBLE, "What is in no slice is allowed, or not only at the end."),
    ORDER_REQUIRED(Kind.SLICING, BREAKING, "Slices must come in their order."),
    ORDER_RELEASED(Kind.SLICING, COMPATIBLE, "Slices may come in any order."),
    DISCRIMINATOR_CHANGED(Kind.SLICING, BREAKING, "Slices are told apart by something else."),

    MUST_SUPPORT_ADDED(Kind.FLAG, BREAKING, "Systems that conformed may not support the element, or the type."),
    MUST_SUPPORT_REMOVED(Kind.FLAG, COMPATIBLE, "Systems need not support the element, or the type."),
    OBLIGATION_ADDED(Kind.FLAG, BREAKING, "Systems must do something with the element that they need not before (SHALL)."),
    OBLIGATION_CHANGED(Kind.FLAG, COMPATIBLE, "Systems should or may do something with the element, or need no longer do it."),
    MODIFIER_CHANGED(Kind.FLAG, BREAKING, "Whether the element changes the meaning of others is decided otherwise."),
    VALUE_REQUIRED(Kind.FLAG, BREAKING, "The element must have a value, and not extensions alone."),
    VALUE_RELEASED(Kind.FLAG, COMPATIBLE, "The element may have extensions alone."),
    SUMMARY_CHANGED(Kind.FLAG, COMPATIBLE, "The element comes in summaries, or does not any more."),

    INVARIANT_ADDED(Kind.INVARIANT, BREAKING, "A further condition must hold."),
    INVARIANT_CHANGED(Kind.INVARIANT, BREAKING, "Another condition must hold."),
    INVARIANT_REMOVED(Kind.INVARIANT, COMPATIBLE, "A condition need not hold any more."),
    SEVERITY_RAISED(Kind.INVARIANT, BREAKING, "A condition that should hold must hold."),
    SEVERITY_LOWERED(Kind.INVARIANT, COMPATIBLE, "A condition that had to hold only should."),
    WARNING_CHANGED(Kind.INVARIANT, COMPATIBLE, "A condition that only should hold came, went or is another."),
    INVARIANT_REWORDED(Kind.INVARIANT, EDITORIAL, "The condition is the same in other words."),

    SHORT_CHANGED(Kind.TEXT, EDITORIAL, "The short description is another."),
    DEFINITION_CHANGED(Kind.TEXT, EDITORIAL, "The definition is worded otherwise."),
    COMMENT_CHANGED(Kind.TEXT, EDITORIAL, "The comment is another."),
    REQUIREMENTS_CHANGED(Kind.TEXT, EDITORIAL, "The reason why the element is there is worded otherwise."),
    LABEL_CHANGED(Kind.TEXT, EDITORIAL, "Label, aliases, codes, or the reason for being a modifier are others."),
    EXAMPLE_CHANGED(Kind.TEXT, EDITORIAL, "The examples are others."),
    MAPPING_CHANGED(Kind.TEXT, EDITORIAL, "The mappings to other standards are others."),
    BINDING_REWORDED(Kind.TEXT, EDITORIAL, "The binding is described otherwise."),
    SLICING_REWORDED(Kind.TEXT, EDITORIAL, "The slicing is described otherwise."),

    EXTENSION_ADDED(Kind.EXTENSION, COMPATIBLE, "The definition bears a further extension."),
    EXTENSION_REMOVED(Kind.EXTENSION, COMPATIBLE, "The definition bears an extension no more."),
    EXTENSION_CHANGED(Kind.EXTENSION, COMPATIBLE, "An extension of the definition says something else."),
    MODIFIER_EXTENSION_CHANGED(Kind.EXTENSION, BREAKING, "An extension that changes the meaning of the definition came, went or says something else."),

    MEANING_OF_CODES_CHANGED(Kind.CODE_SYSTEM, BREAKING, "Codes are put together, ordered, versioned or supplemented in another way."),
    CASE_MATTERS(Kind.CODE_SYSTEM, BREAKING, "Codes in the wrong case are not valid any more."),
    CASE_IGNORED(Kind.CODE_SYSTEM, COMPATIBLE, "Codes may be in any case."),
    CONTENT_REDUCED(Kind.CODE_SYSTEM, BREAKING, "The resource has fewer of its codes: complete, fragment, example, not-present."),
    CONTENT_EXTENDED(Kind.CODE_SYSTEM, COMPATIBLE, "The resource has more of its codes."),
    ALL_CODES_VALUE_SET_CHANGED(Kind.CODE_SYSTEM, COMPATIBLE, "The value set of all codes is named otherwise."),
    PROPERTY_REMOVED(Kind.CODE_SYSTEM, BREAKING, "A property or filter that value sets may use is gone or is another."),
    PROPERTY_REDEFINED(Kind.CODE_SYSTEM, COMPATIBLE, "A property is the same under another uri."),
    PROPERTY_ADDED(Kind.CODE_SYSTEM, COMPATIBLE, "There is a further property or filter."),

    CODE_REMOVED(Kind.CODE, BREAKING, "The code is not valid any more."),
    CODE_ADDED(Kind.CODE, COMPATIBLE, "A further code is valid."),
    CODE_MADE_INACTIVE(Kind.CODE, BREAKING, "The code is inactive: value sets may leave it out."),
    CODE_MADE_ACTIVE(Kind.CODE, COMPATIBLE, "The code is active again."),
    CODE_DEPRECATED(Kind.CODE, COMPATIBLE, "The code is deprecated, or is so no more: valid, and not for new data."),
    CODE_MADE_ABSTRACT(Kind.CODE, BREAKING, "The code groups others and may not be used itself."),
    CODE_MADE_SELECTABLE(Kind.CODE, COMPATIBLE, "The code may be used itself."),
    CODE_MOVED(Kind.CODE, BREAKING, "The code has another parent: value sets of all below one may gain or lose it."),
    CODE_PROPERTY_CHANGED(Kind.CODE, COMPATIBLE, "A property of the code has another value."),
    DISPLAY_CHANGED(Kind.CODE, EDITORIAL, "The code is displayed otherwise."),
    CODE_REDEFINED(Kind.CODE, EDITORIAL, "The code is defined in other words."),

    DESIGNATION_ADDED(Kind.DESIGNATION, EDITORIAL, "The code has a further designation."),
    DESIGNATION_REMOVED(Kind.DESIGNATION, EDITORIAL, "A designation of the code is gone."),
    DESIGNATION_CHANGED(Kind.DESIGNATION, EDITORIAL, "A designation of the code is worded otherwise."),

    INCLUDE_REMOVED(Kind.VALUE_SET, BREAKING, "Codes of that system, filter or value set are not taken in any more."),
    INCLUDE_ADDED(Kind.VALUE_SET, COMPATIBLE, "Codes of a further system, filter or value set are taken in."),
    EXCLUDE_ADDED(Kind.VALUE_SET, BREAKING, "Codes are left out that were not."),
    EXCLUDE_REMOVED(Kind.VALUE_SET, COMPATIBLE, "Codes are left out no more."),
    MEMBER_REMOVED(Kind.VALUE_SET, BREAKING, "The code is not in the value set any more."),
    MEMBER_ADDED(Kind.VALUE_SET, COMPATIBLE, "A further code is in the value set."),
    SYSTEM_VERSION_CHANGED(Kind.VALUE_SET, COMPATIBLE, "Codes or value sets are taken from another version; what that changes is in its own difference."),
    INACTIVE_LEFT_OUT(Kind.VALUE_SET, BREAKING, "Inactive codes are not taken in any more."),
    INACTIVE_TAKEN_IN(Kind.VALUE_SET, COMPATIBLE, "Inactive codes are taken in."),
    LOCKED_DATE_CHANGED(Kind.VALUE_SET, COMPATIBLE, "Codes are taken as of another day."),

    MAPPING_REMOVED(Kind.CONCEPT_MAP, BREAKING, "The code is not mapped to that target any more."),
    MAPPING_ADDED(Kind.CONCEPT_MAP, COMPATIBLE, "The code is mapped to a further target."),
    RELATIONSHIP_CHANGED(Kind.CONCEPT_MAP, BREAKING, "The mapping says something else: another relationship, other conditions."),
    MAP_SCOPE_CHANGED(Kind.CONCEPT_MAP, BREAKING, "It maps from or to another value set."),
    UNMAPPED_CHANGED(Kind.CONCEPT_MAP, BREAKING, "Codes without a mapping become something else."),
    MAPPING_REWORDED(Kind.CONCEPT_MAP, EDITORIAL, "Displays or comments of a mapping are others."),

    SEARCH_CHANGED(Kind.SEARCH, BREAKING, "The parameter has another code, type or constraint, or is composed or processed in another way."),
    EXPRESSION_CHANGED(Kind.SEARCH, BREAKING, "The parameter looks at other elements."),
    EXPRESSION_WIDENED(Kind.SEARCH, COMPATIBLE, "The parameter looks at further elements."),
    SEARCH_NARROWED(Kind.SEARCH, BREAKING, "A base, target, modifier, comparator or chain is gone, or repetitions are."),
    SEARCH_WIDENED(Kind.SEARCH, COMPATIBLE, "There is a further base, target, modifier, comparator or chain, or repetitions are allowed."),

    OPERATION_CHANGED(Kind.OPERATION, BREAKING, "It has another code, kind, base or profile, or changes state where it did not."),
    OPERATION_NARROWED(Kind.OPERATION, BREAKING, "It cannot be called on some type or level any more."),
    OPERATION_WIDENED(Kind.OPERATION, COMPATIBLE, "It can be called on further types or levels."),
    PARAMETER_REMOVED(Kind.OPERATION, BREAKING, "A parameter is gone."),
    REQUIRED_PARAMETER_ADDED(Kind.OPERATION, BREAKING, "Calls without the new parameter fail."),
    PARAMETER_ADDED(Kind.OPERATION, COMPATIBLE, "There is an optional parameter more, or one more in the answer."),
    PARAMETER_CHANGED(Kind.OPERATION, BREAKING, "A parameter is of another type or profile, or bound or scoped in another way."),
    PARAMETER_NARROWED(Kind.OPERATION, BREAKING, "Calls must give more or may give less; answers may have less or more than callers count on."),
    PARAMETER_WIDENED(Kind.OPERATION, COMPATIBLE, "Calls may give more or less; answers keep what callers count on."),

    CAPABILITY_REMOVED(Kind.CAPABILITY, BREAKING, "Whoever counts on it may not find it."),
    RECOMMENDATION_REMOVED(
            Kind.CAPABILITY, COMPATIBLE,
            "Something that only SHOULD or MAY be done is no longer named, so that nobody could count on it."),
    REQUIREMENT_ADDED(Kind.CAPABILITY, BREAKING, "Systems must do something that they need not before (SHALL)."),
    CAPABILITY_ADDED(Kind.CAPABILITY, COMPATIBLE, "Something more is there or asked for."),
    CAPABILITY_CHANGED(Kind.CAPABILITY, BREAKING, "Something that is there or asked for is another."),
    EXPECTATION_RAISED(Kind.CAPABILITY, BREAKING, "What MAY or SHOULD be done SHALL be done."),
    EXPECTATION_CHANGED(Kind.CAPABILITY, COMPATIBLE, "What SHALL be done only SHOULD or MAY, or what MAY be done SHOULD."),

    UNIQUE_ID_REMOVED(Kind.NAMING_SYSTEM, BREAKING, "The system is not known by that identifier any more."),
    UNIQUE_ID_ADDED(Kind.NAMING_SYSTEM, COMPATIBLE, "The system is known by a further identifier."),
    UNIQUE_ID_CHANGED(Kind.NAMING_SYSTEM, COMPATIBLE, "Another identifier is preferred, or one is valid at another time."),

    ITEM_REMOVED(Kind.QUESTIONNAIRE, BREAKING, "Answers to the question are not valid any more."),
    REQUIRED_ITEM_ADDED(Kind.QUESTIONNAIRE, BREAKING, "There is a further question that must be answered."),
    ITEM_ADDED(Kind.QUESTIONNAIRE, COMPATIBLE, "There is a further question."),
    ITEM_CHANGED(Kind.QUESTIONNAIRE, BREAKING, "The question is of another type, asks when something else holds, or takes other answers."),
    ITEM_NARROWED(Kind.QUESTIONNAIRE, BREAKING, "The question must be answered, or only once, or more shortly, or an answer is gone."),
    ITEM_WIDENED(Kind.QUESTIONNAIRE, COMPATIBLE, "The question may be left out, answered often, at length or by a further answer."),
    ITEM_REWORDED(Kind.QUESTIONNAIRE, EDITORIAL, "The question is worded or numbered otherwise."),

    GUIDE_DEPENDENCY_CHANGED(Kind.GUIDE, COMPATIBLE, "The guide depends on another guide, or on another version of one."),
    GLOBAL_PROFILE_CHANGED(Kind.GUIDE, BREAKING, "All resources of a type must conform to another profile."),
    GUIDE_CHANGED(Kind.GUIDE, COMPATIBLE, "License or package of the guide are others."),

    VALUE_REMOVED(Kind.OTHER, BREAKING, "Something went. What it means is not known for this type: the graver is taken."),
    VALUE_CHANGED(Kind.OTHER, BREAKING, "Something is another. What it means is not known for this type: the graver is taken."),
    VALUE_ADDED(Kind.OTHER, COMPATIBLE, "Something came."),
    REWORDED(Kind.OTHER, EDITORIAL, "Something that is for people to read is worded otherwise.");

    private final Kind kind;
    private final Impact impact;
    private final String sentence;

    Rule(Kind kind, Impact impact, String sentence) {
        this.kind = kind;
        this.impact = impact;
        this.sentence = sentence;
    }

    /// What it is about.
    public Kind kind() {
        return kind;
    }

    /// What it decides.
    public Impact impact() {
        return impact;
    }

    /// Why, in words.
    public String sentence() {
        return sentence;
    }

    /// The name as answers and `docs/diff-rules.md` have it, such as `min-raised`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
