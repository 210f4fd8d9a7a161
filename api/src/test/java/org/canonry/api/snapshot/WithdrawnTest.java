package org.canonry.api.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.canonry.api.graph.Carriers;
import org.canonry.api.graph.Dependencies;
import org.canonry.api.graph.Uses;
import org.canonry.api.page.Window;
import org.canonry.api.query.CanonicalFilter;
import org.canonry.api.query.CanonicalHits;
import org.canonry.api.query.CanonicalQuery;
import org.canonry.api.query.CanonicalSearch;
import org.canonry.api.query.CanonicalSort;
import org.canonry.api.query.Collapse;
import org.canonry.api.query.FacetField;
import org.canonry.api.query.PackageContents;
import org.canonry.api.resolve.Range;
import org.canonry.api.resolve.ResolutionScope;
import org.canonry.api.resolve.Resolver;
import org.canonry.api.resolve.Strategy;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.Standing.Kind;
import org.canonry.storage.packages.VersionSelector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left of a package version that was withdrawn, and to whom.
class WithdrawnTest {
    private static final Limits LIMITS = Limits.defaults();
    private static final Window FIRST = Window.first(20);
    private static final String VS = "http://x.org/vs";

    @TempDir
    Path folder;

    private SmallIndex index;

    @BeforeEach
    void twoVersionsAndTheirUsers() throws IOException {
        index = SmallIndex.in(folder)
                .with(SmallPackage.of("base.fhir", "1.0.0").holding("ValueSet", VS, "1.0"))
                .flush()
                .with(SmallPackage.of("base.fhir", "1.1.0").holding("ValueSet", VS, "1.1").profile("http://x.org/p", VS))
                .with(SmallPackage.of("exact.fhir", "1.0.0").dependsOn("base.fhir", "1.1.0"))
                .with(SmallPackage.of("wild.fhir", "1.0.0").dependsOn("base.fhir", "1.x.x"))
                .turned("base.fhir@1.1.0", Kind.WITHDRAWN, "wrong codes")
                .publish();
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    @Test
    void tagsAndWildcardsMeanTheEarlierVersion() {
        var history = index.snapshot().packages().named("base.fhir").orElseThrow();
        assertThat(history.latest()).contains(index.version("base.fhir@1.0.0"));
        assertThat(history.select(VersionSelector.parse("1.x.x"))).contains(index.version("base.fhir@1.0.0"));
        assertThat(history.select("1.1.0")).contains(index.version("base.fhir@1.1.0"));
        assertThat(history.versions()).hasSize(2);
        assertThat(resolvedDependency("wild.fhir@1.0.0")).isEqualTo("base.fhir@1.0.0");
    }

    @Test
    void whoNamesTheExactVersionHasIt() throws IOException {
        assertThat(resolvedDependency("exact.fhir@1.0.0")).isEqualTo("base.fhir@1.1.0");
        assertThat(meant("exact.fhir@1.0.0")).isEqualTo("base.fhir@1.1.0");
        assertThat(meant("base.fhir@1.1.0")).isEqualTo("base.fhir@1.1.0");
        assertThat(meant("wild.fhir@1.0.0")).isEqualTo("base.fhir@1.0.0");
        assertThat(PackageContents.of(index.version("base.fhir@1.1.0"), CanonicalFilter.NONE, FIRST, index.snapshot(), LIMITS).totalCount()).isEqualTo(2);
        assertThat(index.resource("base.fhir@1.1.0", "ValueSet-0.json").version()).isEqualTo("1.1");
    }

    @Test
    void searchAndResolutionKnowItNoMore() throws IOException {
        assertThat(search().totalCount()).isEqualTo(1);
        assertThat(new Resolver(index.snapshot(), LIMITS).find(VS).orElseThrow().version()).isEqualTo("1.0");
        assertThat(new Resolver(index.snapshot(), LIMITS).find(VS + "|1.1")).map(CanonicalResource::version).isNotEqualTo(Optional.of("1.1"));
        assertThat(new Resolver(index.snapshot(), LIMITS).find("http://x.org/p")).isEmpty();
        var carriers = Carriers.of(new Resolver(index.snapshot(), LIMITS).find(VS).orElseThrow(), true, FIRST);
        assertThat(carriers.total()).isEqualTo(1);
    }

    @Test
    void noStrategyTakesItUnasked() {
        for (var strategy : Strategy.values()) {
            var scope = new ResolutionScope(List.of("wild.fhir@1.0.0"), null, strategy, false, null, false);
            var resolution = new Resolver(index.snapshot(), LIMITS, scope).resolve(VS);
            assertThat(resolution.resource()).as("%s", strategy).isNotNull();
            assertThat(id(Objects.requireNonNull(resolution.resource()))).as("%s", strategy).isEqualTo("base.fhir@1.0.0");
            assertThat(resolution.candidates()).extracting(candidate -> candidate.reason()).anyMatch(reason -> reason.contains("is withdrawn"));
        }
    }

    @Test
    void itsReferencesAreNoUsesAnyMore() throws IOException {
        var uses = new Uses(index.snapshot(), LIMITS);
        assertThat(uses.usedBy(VS, Set.of(), range(ResolutionScope.WHOLE_INDEX)::containsPackage, FIRST).total()).isZero();
        assertThat(uses.usedBy(VS, Set.of(), range(asOf(4))::containsPackage, FIRST).total()).isPositive();
    }

    @Test
    void asAtAnEarlierLsnItIsThere() {
        assertThat(index.snapshot().packages(4).named("base.fhir").orElseThrow().latest()).contains(index.version("base.fhir@1.1.0"));
        assertThat(id(new Resolver(index.snapshot(), LIMITS, asOf(4)).find(VS).orElseThrow())).isEqualTo("base.fhir@1.1.0");
        assertThat(id(new Resolver(index.snapshot(), LIMITS, asOf(5)).find(VS).orElseThrow())).isEqualTo("base.fhir@1.0.0");
    }

    @Test
    void restoredItIsAsBeforeAndWasGoneInBetween() throws IOException {
        index.turned("base.fhir@1.1.0", Kind.RESTORED, "right after all").publish();
        assertThat(new Resolver(index.snapshot(), LIMITS).find(VS).orElseThrow().version()).isEqualTo("1.1");
        assertThat(search().totalCount()).isEqualTo(2);
        assertThat(id(new Resolver(index.snapshot(), LIMITS, asOf(5)).find(VS).orElseThrow())).isEqualTo("base.fhir@1.0.0");
        assertThat(index.snapshot().packages(5).isWithdrawn(index.version("base.fhir@1.1.0"))).isTrue();
    }

    @Test
    void aPackageOfWhichAllIsWithdrawnIsFoundByItsNameAlone() throws IOException {
        index.turned("base.fhir@1.0.0", Kind.WITHDRAWN, "also").publish();
        var packages = index.snapshot().packages();
        assertThat(packages.named("base.fhir").orElseThrow().latest()).isEmpty();
        assertThat(packages.all()).extracting(history -> history.name().text()).containsExactly("exact.fhir", "wild.fhir");
        assertThat(search().totalCount()).isZero();
        assertThat(new Resolver(index.snapshot(), LIMITS, scope("base.fhir")).resolve(VS).explanation()).contains("all of them are withdrawn");
    }

    private String meant(String scope) {
        return id(new Resolver(index.snapshot(), LIMITS, scope(scope)).find(VS).orElseThrow());
    }

    private String resolvedDependency(String id) {
        var requirement = Dependencies.of(index.snapshot()).of(index.version(id)).getFirst();
        var resolved = requirement.resolved();
        return resolved == null ? "none" : resolved.id().toString();
    }

    private CanonicalHits search() throws IOException {
        var filter = CanonicalFilter.NONE.with(FacetField.RESOURCE_TYPE, List.of("ValueSet"));
        return CanonicalSearch.run(new CanonicalQuery(Optional.empty(), filter, Collapse.NONE, CanonicalSort.URL, FIRST), index.snapshot(), LIMITS);
    }

    private Range range(ResolutionScope scope) {
        return Range.of(index.snapshot(), scope);
    }

    private static ResolutionScope scope(String spec) {
        return new ResolutionScope(List.of(spec), null, Strategy.MOST_RECENT_IN_CLOSURE, false, null, false);
    }

    private static ResolutionScope asOf(long lsn) {
        return new ResolutionScope(List.of(), null, Strategy.MOST_RECENT_IN_CLOSURE, false, lsn, false);
    }

    private static String id(CanonicalResource resource) {
        return resource.packageVersion().id().toString();
    }
}
