package org.canonry.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.canonry.api.graph.DependencyGraph.Edge;
import org.canonry.api.graph.DependencyGraph.Node;
import org.canonry.api.page.Paging;
import org.canonry.api.page.Window;
import org.canonry.api.snapshot.Packages;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DependenciesTest {
    private final List<PackageVersion> versions = new ArrayList<>();

    @Test
    void findsTheHighestVersionThatAWildcardMeansAndWhatATagMeans() {
        add(SmallPackage.of("a", "1.0.0").dependsOn("b", "1.0.x").dependsOn("c", "latest"));
        add(SmallPackage.of("b", "1.0.1"), SmallPackage.of("b", "1.0.2"), SmallPackage.of("b", "1.0.3-ballot"), SmallPackage.of("b", "2.0.0"));
        add(SmallPackage.of("c", "1.0.0"), SmallPackage.of("c", "2.0.0-ballot"));
        assertThat(resolved("a@1.0.0")).containsExactly("b@1.0.2", "c@1.0.0");
        assertThat(declared("a@1.0.0")).allMatch(requirement -> requirement.fixup() == null && requirement.problem() == null);
    }

    @Test
    void saysWhyADependencyLeadsNowhere() {
        add(SmallPackage.of("a", "1.0.0")
                .dependsOn("unknown", "1.0.0")
                .dependsOn("b", "1.0")
                .dependsOn("b-current@npm:b", "current")
                .dependsOn("c", "dev")
                .dependsOn("d", "file:../d")
                .dependsOn("Not A Name", "1.0.0"));
        add(SmallPackage.of("b", "1.0.0"));
        assertThat(declared("a@1.0.0")).extracting(Requirement::problem).containsExactly(
                DependencyProblem.UNKNOWN_PACKAGE,
                DependencyProblem.NO_MATCHING_VERSION,
                DependencyProblem.UNSUPPORTED_SELECTOR,
                DependencyProblem.UNSUPPORTED_SELECTOR,
                DependencyProblem.UNSUPPORTED_SELECTOR,
                DependencyProblem.UNKNOWN_PACKAGE);
        var graph = graph("a@1.0.0");
        assertThat(graph.unresolved()).isEqualTo(declared("a@1.0.0"));
        assertThat(graph.nodes()).hasSize(1);
        assertThat(graph.edges()).isEmpty();
    }

    @Test
    void followsAliasesOfBothForms() {
        add(SmallPackage.of("a", "1.0.0").dependsOn("v1@npm:b", "1.0.0").dependsOn("v2", "npm:b@2.0.0"));
        add(SmallPackage.of("b", "1.0.0"), SmallPackage.of("b", "2.0.0"));
        assertThat(resolved("a@1.0.0")).containsExactly("b@1.0.0", "b@2.0.0");
        assertThat(graph("a@1.0.0").conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.name()).isEqualTo("b");
            assertThat(conflict.versions()).extracting(DependenciesTest::id).containsExactly("b@2.0.0", "b@1.0.0");
        });
    }

    @Test
    void tellsWhatItCorrected() {
        add(SmallPackage.of("a", "1.0.0")
                .dependsOn("HL7.FHIR.Other", "1.0.0")
                .dependsOn("kbv.basis", "1.0.0")
                .dependsOn("hl7.fhir.uv.extensions", "5.1.0")
                .dependsOn("hl7.fhir.r4.core", "4.0.0")
                .dependsOn("hl7.fhir.r4b.core", "4.3.0-snapshot1"));
        add(SmallPackage.of("hl7.fhir.other", "1.0.0"), SmallPackage.of("hl7.fhir.r4.core", "4.0.1"), SmallPackage.of("hl7.fhir.r4b.core", "4.3.0"));
        add(SmallPackage.of("KBV.Basis", "1.0.0"), SmallPackage.of("hl7.fhir.uv.extensions.r4", "5.1.0"), SmallPackage.of("hl7.fhir.uv.extensions", "1.0.0"));
        assertThat(graph("a@1.0.0").edges()).extracting(edge -> id(edge.to()), Edge::fixup, Edge::implicit).containsExactly(
                tuple(
                        "hl7.fhir.other@1.0.0", "there is no package HL7.FHIR.Other: hl7.fhir.other is meant, in another case", false),
                tuple("KBV.Basis@1.0.0", "there is no package kbv.basis: KBV.Basis is meant, in another case", false),
                tuple("hl7.fhir.uv.extensions.r4@5.1.0", "hl7.fhir.uv.extensions.r4 is meant, which is for the FHIR version of a@1.0.0", false),
                tuple("hl7.fhir.r4.core@4.0.1", "4.0.0 was replaced by its correction 4.0.1", false),
                tuple("hl7.fhir.r4b.core@4.3.0", "4.3.0-snapshot1 was replaced by its correction 4.3.0", false));
    }

    @Test
    void correctsNothingThatIsThereAsWritten() {
        add(SmallPackage.of("a", "1.0.0").dependsOn("hl7.fhir.r4.core", "4.0.0").dependsOn("B", "1.0.0"));
        add(SmallPackage.of("hl7.fhir.r4.core", "4.0.0"), SmallPackage.of("hl7.fhir.r4.core", "4.0.1"));
        add(SmallPackage.of("B", "1.0.0"), SmallPackage.of("b", "1.0.0"));
        assertThat(resolved("a@1.0.0")).containsExactly("hl7.fhir.r4.core@4.0.0", "B@1.0.0");
    }

    @Test
    void goesTheShortestWayAndRoundACycleOnce() {
        add(SmallPackage.of("a", "1.0.0").dependsOn("b", "1.0.0").dependsOn("c", "1.0.0"));
        add(SmallPackage.of("b", "1.0.0").dependsOn("c", "1.0.0").dependsOn("d", "1.0.0"));
        add(SmallPackage.of("c", "1.0.0").dependsOn("d", "1.0.0").dependsOn("a", "1.0.0").dependsOn("c", "1.0.0"));
        add(SmallPackage.of("d", "1.0.0"));
        var graph = graph("a@1.0.0");
        assertThat(graph.nodes()).extracting(node -> id(node.packageVersion())).containsExactly("a@1.0.0", "b@1.0.0", "c@1.0.0", "d@1.0.0");
        assertThat(graph.nodes()).extracting(Node::depth).containsExactly(0, 1, 1, 2);
        assertThat(graph.nodes().getLast().path()).extracting(DependenciesTest::id).containsExactly("a@1.0.0", "b@1.0.0", "d@1.0.0");
        assertThat(graph.edges()).hasSize(7);
        assertThat(graph.conflicts()).isEmpty();
    }

    @Test
    void spansSeveralRootsEachOnce() {
        add(SmallPackage.of("a", "1.0.0").dependsOn("b", "1.0.0"), SmallPackage.of("b", "1.0.0"), SmallPackage.of("b", "2.0.0"));
        var graph = graph("a@1.0.0", "b@2.0.0", "b@1.0.0", "a@1.0.0");
        assertThat(graph.roots()).extracting(DependenciesTest::id).containsExactly("a@1.0.0", "b@2.0.0", "b@1.0.0");
        assertThat(graph.nodes()).extracting(Node::depth).containsOnly(0);
        assertThat(graph.conflicts()).hasSize(1);
    }

    @Test
    void addsWhatToolsLoadOfTheirOwnAccordOnlyWhenAsked() {
        add(SmallPackage.of("a", "1.0.0").dependsOn("b", "1.0.0").dependsOn("hl7.fhir.uv.extensions", "5.1.0"));
        add(SmallPackage.of("b", "1.0.0"), SmallPackage.of("hl7.fhir.uv.extensions", "5.1.0"), SmallPackage.of("hl7.fhir.uv.extensions.r4", "5.2.0"));
        add(SmallPackage.of("hl7.terminology.r4", "6.0.0").dependsOn("b", "1.0.0").dependsOn("c", "1.0.0"), SmallPackage.of("hl7.terminology.r4", "7.0.0-ballot"));
        add(SmallPackage.of("c", "1.0.0"));
        assertThat(graph("a@1.0.0").nodes()).hasSize(3).noneMatch(Node::implicit);
        var graph = (DependencyGraph) DependencyGraph.of(dependencies(), List.of(version("a@1.0.0")), true, Limits.defaults());
        assertThat(graph.nodes()).extracting(node -> id(node.packageVersion()), Node::depth, Node::implicit).containsExactly(
                tuple("a@1.0.0", 0, false), tuple("b@1.0.0", 1, false), tuple("hl7.fhir.uv.extensions@5.1.0", 1, false),
                tuple("hl7.terminology.r4@6.0.0", 1, true), tuple("c@1.0.0", 2, true));
        assertThat(graph.edges()).filteredOn(Edge::implicit).singleElement().satisfies(edge -> assertThat(edge.requirement()).isEqualTo("latest"));
        assertThat(graph.unresolved()).extracting(Requirement::name, Requirement::implicit).containsExactly(tuple("hl7.fhir.uv.tools.r4", true));
    }

    @Test
    void addsNothingForFhirVersionsWithoutVariants() {
        add(SmallPackage.ofJson("{'name':'a','version':'1.0.0'}"), SmallPackage.ofJson("{'name':'b','version':'1.0.0','fhirVersions':['1.0.2']}"));
        add(SmallPackage.of("hl7.terminology.r4", "6.0.0"));
        assertThat(Closure.of(dependencies(), versions.subList(0, 2), true).size()).isEqualTo(2);
    }

    @Test
    void answersAsAtAnEarlierLsn() {
        add(SmallPackage.of("a", "1.0.0").dependsOn("b", "1.0.x").dependsOn("c", "latest"), SmallPackage.of("b", "1.0.0"), SmallPackage.of("b", "1.0.1"));
        add(SmallPackage.of("c", "1.0.0"));
        var packages = new Packages(versions);
        assertThat(new Dependencies(packages.asOf(2)).of(version("a@1.0.0"))).extracting(Requirement::resolved)
                .containsExactly(version("b@1.0.0"), null);
        assertThat(Closure.of(new Dependencies(packages.asOf(3)), List.of(version("a@1.0.0"))).versions())
                .containsExactly(version("a@1.0.0"), version("b@1.0.1"));
        assertThat(packages.asOf(3).named("c")).isEmpty();
        assertThat(packages.asOf(3).all()).hasSize(2);
        assertThat(packages.asOf(0).versions()).isEmpty();
        assertThat(packages.asOf(9)).isSameAs(packages);
    }

    @Test
    void measuresEachMemberOfAClosureAndNothingElse() {
        add(SmallPackage.of("a", "1.0.0").dependsOn("b", "1.0.0"), SmallPackage.of("b", "1.0.0").dependsOn("c", "1.0.0"), SmallPackage.of("c", "1.0.0"));
        add(SmallPackage.of("d", "1.0.0"));
        var closure = Closure.of(dependencies(), List.of(version("a@1.0.0")));
        assertThat(closure.depth(version("c@1.0.0"))).isEqualTo(2);
        assertThat(closure.path(version("c@1.0.0"))).extracting(DependenciesTest::id).containsExactly("a@1.0.0", "b@1.0.0", "c@1.0.0");
        for (var outside : List.of(version("d@1.0.0"), SmallPackage.of("e", "1.0.0").version(9), SmallPackage.of("e", "1.0.0").version(1))) {
            assertThat(closure.contains(outside)).isFalse();
            assertThat(closure.depth(outside)).isEqualTo(-1);
            assertThat(closure.path(outside)).isEmpty();
        }
    }

    @Test
    void refusesAGraphAboveTheLimitAndNamesIt() {
        add(SmallPackage.of("a", "1.0.0").dependsOn("b", "1.0.0"), SmallPackage.of("b", "1.0.0"));
        var roots = List.of(version("a@1.0.0"));
        var limits = Limits.defaults();
        assertThat(dependencies().graph(roots, limits.with(Limit.GRAPH_NODES, 2))).isInstanceOf(DependencyGraph.class);
        assertThat(dependencies().graph(roots, limits.with(Limit.GRAPH_NODES, 1)))
                .isEqualTo(new GraphTooLarge("the graph has more package versions than graph_nodes (1 items): ask for fewer packages at once"));
    }

    @Test
    void listsEachDependentOnceByNameAndVersion() throws Exception {
        add(SmallPackage.of("b", "10.0.0").dependsOn("a", "1.0.0"), SmallPackage.of("b", "9.0.0").dependsOn("a", "1.0.x").dependsOn("x@npm:a", "1.0.0"));
        add(SmallPackage.of("a", "1.0.0"), SmallPackage.of("a.b", "1.0.0").dependsOn("a", "1.0.0"), SmallPackage.of("c", "1.0.0").dependsOn("a", "2"));
        var a = version("a@1.0.0");
        var dependencies = dependencies();
        assertThat(Paging.all(window -> dependencies.dependents(a, window))).extracting(DependenciesTest::id)
                .containsExactly("a.b@1.0.0", "b@9.0.0", "b@10.0.0");
        assertThat(dependencies.dependents(version("c@1.0.0"), Window.first(1)).items()).isEmpty();
    }

    @Test
    void refusesAVersionOfAnotherSnapshot() {
        add(SmallPackage.of("a", "1.0.0"));
        var stranger = SmallPackage.of("b", "1.0.0").version(1);
        assertThatThrownBy(() -> dependencies().of(stranger)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("b@1.0.0");
    }

    private void add(SmallPackage... packages) {
        for (var each : packages) {
            versions.add(each.version(versions.size() + 1L));
        }
    }

    private Dependencies dependencies() {
        return new Dependencies(new Packages(versions));
    }

    private PackageVersion version(String id) {
        return versions.stream().filter(version -> id(version).equals(id)).findFirst().orElseThrow();
    }

    private List<Requirement> declared(String id) {
        return dependencies().of(version(id));
    }

    private List<String> resolved(String id) {
        return declared(id).stream().map(requirement -> id(requirement.resolved())).toList();
    }

    private DependencyGraph graph(String... ids) {
        return (DependencyGraph) dependencies().graph(Arrays.stream(ids).map(this::version).toList(), Limits.defaults());
    }

    private static String id(@Nullable PackageVersion version) {
        return Objects.requireNonNull(version).id().toString();
    }
}
