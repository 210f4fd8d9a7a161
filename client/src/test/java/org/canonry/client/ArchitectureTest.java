package org.canonry.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The client is for other programs: it brings nothing along but what HAPI has already.
@AnalyzeClasses(packages = "org.canonry.client", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theClientKnowsOnlyTheJdkAndHapi = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.canonry.client", "ca.uhn.fhir..", "org.hl7.fhir.instance..", "com.fasterxml.jackson..", "org.jspecify..");
}
