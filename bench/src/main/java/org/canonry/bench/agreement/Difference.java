package org.canonry.bench.agreement;

import java.util.Arrays;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/// Why Canonry and HL7's library resolve a reference differently. The first that fits counts.
///
/// Each was found by reading what the library does (6.10.4): the sentence names where.
enum Difference {
    TERMINOLOGY_REPLACES_CORE(
            "As soon as any package is loaded whose name begins with hl7.terminology, the library drops the core package's copy of each url that it"
                    + " carries (CanonicalResourceManager.see); Canonry chooses between the two by the strategy.",
            both((ours, theirs) -> ours.isFromCore() && theirs.isFrom("hl7.terminology"))),
    CORE_COMES_FIRST(
            "Canonry takes a type, value set or code system of FHIR itself from the core package, however near another copy is; the library walks"
                    + " through the closure first, in which the core package is one of several (CanonicalResourceManager.getByPackage).",
            both((ours, theirs) -> ours.isFromCore() && !theirs.isFromCore() && theirs.packageId() != null)),
    STUB_IS_NEARER(
            "The nearest carrier is a code system without its codes (content not-present). Canonry takes one with codes from further away; the library"
                    + " looks at content only among versions that are equal (CanonicalResourceManager.compareResources).",
            both((ours, theirs) -> "not-present".equals(theirs.content()) && ours.type().equals(theirs.type()))),
    BROUGHT_BY_THE_LIBRARY(
            "No package has it: the library makes up a StructureDefinition Base where FHIR had none yet, and has a list of SPDX licences of its own,"
                    + " newer than the core package's (BaseWorkerContext.finishLoading, SimpleWorkerContextBuilder.build).",
            theirs(theirs -> theirs.packageId() == null)),
    CARRIED_AS_BASIC(
            "Before R5 there were no actors and requirements, and packages carry them as Basic with extensions; the library turns these back"
                    + " (R4ToR5Loader.editInfo). For Canonry a Basic is no canonical resource.",
            compared -> compared.ours().isEmpty() && compared.theirs().filter(Difference::isNewInR5).isPresent()),
    INSIDE_A_VALUE_SET(
            "In R2 a value set may define codes of its own under a url of their own; the library makes a code system of these"
                    + " (R2ToR5Loader.loadBundle). Canonry indexes what is a resource in the package.",
            compared -> compared.ours().isEmpty() && compared.theirs().filter(theirs -> theirs.type().equals("CodeSystem")).isPresent()),
    NAMING_SYSTEM(
            "The reference asks for a code system. R4 gives a NamingSystem no url; Canonry finds it by its preferred unique id, and the library does not"
                    + " look among them.",
            ours(ours -> ours.type().equals("NamingSystem"))),
    NO_PLACE_IN_THE_CONTEXT(
            "The library's context has no place for resources of that type (BaseWorkerContext.registerResource).",
            oursAlone(ours -> !hasPlace(ours))),
    BAR_IN_THE_URL(
            "Urls of a few code systems of the R4 core package end in `|` and a version; the library renames these when it loads them"
                    + " (PackageHackerR5.fixRegisteredResource), and what refers to them by the url that they have finds nothing.",
            oursAlone(ours -> ours.url() != null && ours.url().contains("|"))),
    FILE_PASSED_OVER(
            "The library passes over every file with `ig-r4` in its name (SimpleWorkerContext.loadFromPackageInt).",
            oursAlone(ours -> ours.filename() != null && ours.filename().contains("ig-r4"))),
    OTHER_TYPE(
            "The url is that of a resource of another type than may stand in that place, mostly by a mistake of the author. The library is asked for a"
                    + " type and finds nothing; Canonry says what carries the url.",
            oursAlone(ours -> true)),
    UNEXPLAINED("Nobody has looked into this one yet.", compared -> true);

    private static final Set<String> PLACES = Set.of(
            "ActorDefinition", "CapabilityStatement", "CodeSystem", "ConceptMap", "ImplementationGuide", "Library", "Measure", "NamingSystem",
            "OperationDefinition", "PlanDefinition", "Questionnaire", "Requirements", "SearchParameter", "StructureDefinition", "StructureMap",
            "ValueSet");

    private final String explanation;
    private final Predicate<Compared> test;

    Difference(String explanation, Predicate<Compared> test) {
        this.explanation = explanation;
        this.test = test;
    }

    /// Of a reference about which the two differ.
    static Difference of(Compared compared) {
        return Arrays.stream(values()).filter(difference -> difference.test.test(compared)).findFirst().orElseThrow();
    }

    /// How it comes about, in a sentence or two.
    String explanation() {
        return explanation;
    }

    private static boolean hasPlace(Found ours) {
        return PLACES.contains(ours.type());
    }

    private static boolean isNewInR5(Found theirs) {
        return Set.of("ActorDefinition", "Requirements", "SubscriptionTopic", "TestPlan").contains(theirs.type());
    }

    private static Predicate<Compared> both(BiPredicate<Found, Found> test) {
        return compared -> compared.ours().isPresent()
                && compared.theirs().isPresent()
                && test.test(compared.ours().get(), compared.theirs().get());
    }

    private static Predicate<Compared> ours(Predicate<Found> test) {
        return compared -> compared.ours().filter(test).isPresent();
    }

    private static Predicate<Compared> theirs(Predicate<Found> test) {
        return compared -> compared.theirs().filter(test).isPresent();
    }

    private static Predicate<Compared> oursAlone(Predicate<Found> test) {
        return compared -> compared.theirs().isEmpty() && compared.ours().filter(test).isPresent();
    }
}
