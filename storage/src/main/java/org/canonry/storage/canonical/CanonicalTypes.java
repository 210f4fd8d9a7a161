package org.canonry.storage.canonical;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.canonry.storage.packages.FhirRelease;

/// Which resource types are canonical resources in which FHIR release.
///
/// A resource of another type may have a url all the same (Device, Contract, Composition, …): it stays findable and is marked.
/// Source: the definitions of each release that carry url, version and status; for R6 the list of HL7's core library.
public final class CanonicalTypes {
    private static final Map<FhirRelease, Set<String>> TYPES = new EnumMap<>(FhirRelease.class);

    static {
        TYPES.put(FhirRelease.R2, names("""
                ConceptMap Conformance DataElement ImplementationGuide OperationDefinition SearchParameter StructureDefinition TestScript
                ValueSet"""));
        TYPES.put(FhirRelease.R2B, names("""
                CodeSystem CompartmentDefinition ConceptMap Conformance DataElement ExpansionProfile ImplementationGuide
                OperationDefinition Questionnaire SearchParameter StructureDefinition StructureMap TestScript ValueSet"""));
        TYPES.put(FhirRelease.R3, names("""
                ActivityDefinition CapabilityStatement CodeSystem CompartmentDefinition ConceptMap DataElement ExpansionProfile
                GraphDefinition ImplementationGuide Library Measure MessageDefinition OperationDefinition PlanDefinition Questionnaire
                SearchParameter ServiceDefinition StructureDefinition StructureMap TestScript ValueSet"""));
        TYPES.put(FhirRelease.R4, names("""
                ActivityDefinition CapabilityStatement ChargeItemDefinition CodeSystem CompartmentDefinition ConceptMap
                EffectEvidenceSynthesis EventDefinition Evidence EvidenceVariable ExampleScenario GraphDefinition ImplementationGuide
                Library Measure MessageDefinition NamingSystem OperationDefinition PlanDefinition Questionnaire ResearchDefinition
                ResearchElementDefinition RiskEvidenceSynthesis SearchParameter StructureDefinition StructureMap TerminologyCapabilities
                TestScript ValueSet"""));
        TYPES.put(FhirRelease.R4B, names("""
                ActivityDefinition CapabilityStatement ChargeItemDefinition Citation CodeSystem CompartmentDefinition ConceptMap
                EventDefinition Evidence EvidenceReport EvidenceVariable ExampleScenario GraphDefinition ImplementationGuide Library
                Measure MessageDefinition NamingSystem OperationDefinition PlanDefinition Questionnaire ResearchDefinition
                ResearchElementDefinition SearchParameter StructureDefinition StructureMap SubscriptionTopic TerminologyCapabilities
                TestScript ValueSet"""));
        TYPES.put(FhirRelease.R5, names("""
                ActivityDefinition ActorDefinition CapabilityStatement ChargeItemDefinition Citation CodeSystem CompartmentDefinition
                ConceptMap ConditionDefinition EventDefinition Evidence EvidenceReport EvidenceVariable ExampleScenario GraphDefinition
                ImplementationGuide Library Measure MessageDefinition NamingSystem ObservationDefinition OperationDefinition
                PlanDefinition Questionnaire Requirements SearchParameter SpecimenDefinition StructureDefinition StructureMap
                SubscriptionTopic TerminologyCapabilities TestPlan TestScript ValueSet"""));
        TYPES.put(FhirRelease.R6, names("""
                ActorDefinition ActivityDefinition CapabilityStatement ChargeItemDefinition Citation ClinicalUseDefinition CodeSystem
                CompartmentDefinition ConceptMap ConditionDefinition DeviceDefinition EventDefinition Evidence EvidenceVariable
                ExampleScenario Group ImplementationGuide Library Measure MessageDefinition NamingSystem ObservationDefinition
                OperationDefinition PlanDefinition Questionnaire Requirements SearchParameter SpecimenDefinition StructureDefinition
                StructureMap SubscriptionTopic TerminologyCapabilities ValueSet"""));
    }

    private CanonicalTypes() {}

    /// Whether the type is canonical in one of the releases; in any release at all when none is given.
    public static boolean isCanonical(String resourceType, Collection<FhirRelease> releases) {
        var asked = releases.isEmpty() ? TYPES.keySet() : releases;
        return asked.stream().anyMatch(release -> TYPES.getOrDefault(release, Set.of()).contains(resourceType));
    }

    private static Set<String> names(String text) {
        return new HashSet<>(Set.of(text.trim().split("\\s+")));
    }
}
