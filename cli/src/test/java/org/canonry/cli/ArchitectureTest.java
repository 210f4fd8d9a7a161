package org.canonry.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/// Holds the arrows of ARCHITECTURE.md.
@AnalyzeClasses(packages = "org.canonry", importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
    private static final String STORAGE = "org.canonry.storage..";
    private static final String DATABASE = "org.canonry.storage.database..";
    private static final String BUILDER = "org.canonry.indexbuilder..";
    private static final String API = "org.canonry.api..";
    private static final String CLI = "org.canonry.cli..";
    private static final String CLIENT = "org.canonry.client..";
    private static final String MEANING = "org.canonry.meaning..";

    @ArchTest
    static final ArchRule storageKnowsNoOtherRoom =
            noClasses().that().resideInAPackage(STORAGE).should().dependOnClassesThat().resideInAnyPackage(BUILDER, API, CLI);

    @ArchTest
    static final ArchRule theBuilderKnowsOnlyStorage =
            noClasses().that().resideInAPackage(BUILDER).should().dependOnClassesThat().resideInAnyPackage(API, CLI);

    @ArchTest
    static final ArchRule theApiKnowsOnlyStorage =
            noClasses().that().resideInAPackage(API).should().dependOnClassesThat().resideInAnyPackage(BUILDER, CLI);

    @ArchTest
    static final ArchRule nobodyKnowsTheClient =
            noClasses().that().resideOutsideOfPackage(CLIENT).should().dependOnClassesThat().resideInAPackage(CLIENT);

    @ArchTest
    static final ArchRule nobodyNeedsTheModel = noClasses().that().resideOutsideOfPackage(MEANING).should().dependOnClassesThat().resideInAnyPackage(
            MEANING, "ai.onnxruntime..");

    /// May be empty: Canonry can be built without it.
    @ArchTest
    static final ArchRule theModelKnowsOnlyTheIndex = noClasses()
            .that()
            .resideInAPackage(MEANING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BUILDER, API, CLI, "org.apache.lucene..", DATABASE)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule jooqLivesInOneRoom =
            noClasses().that().resideOutsideOfPackage(DATABASE).should().dependOnClassesThat().resideInAnyPackage("org.jooq..", "org.postgresql..");

    @ArchTest
    static final ArchRule googleCloudLivesInOneRoom = noClasses()
            .that()
            .resideOutsideOfPackage("org.canonry.storage.bucket..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.cloud..");

    @ArchTest
    static final ArchRule luceneIsKnownWhereTheIndexIsWrittenReadAndAsked = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.canonry.storage.index..", "org.canonry.indexbuilder.build..", "org.canonry.api.snapshot..", "org.canonry.api.query..",
                    "org.canonry.api.graph..", "org.canonry.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.lucene..");

    @ArchTest
    static final ArchRule springStaysAtTheDoors = noClasses()
            .that()
            .resideOutsideOfPackages("org.canonry.api", "org.canonry.api.fhir..", "org.canonry.api.graphql..", "org.canonry.api.registry..", "org.canonry.api.ops..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "graphql..");

    @ArchTest
    static final ArchRule theRoomsOfStorageHaveNoCycles =
            slices().matching("org.canonry.storage.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theRoomsOfTheApiHaveNoCycles =
            slices().matching("org.canonry.api.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noPackageIsADrawer = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..", "..service..", "..dto..", "..model..");

    @ArchTest
    static final ArchRule everyPackageTellsWhatLivesThere =
            classes().that().resideOutsideOfPackage("org.canonry.storage.database.tables..").should(liveInANullMarkedPackage());

    /// Tests that other modules use come as jars, which look like any jar.
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getName() + " lives in a package without @NullMarked"));
            }
        };
    }
}
