package org.canonry.api.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.canonry.api.graph.DependencyProblem;
import org.canonry.api.graph.Requirement;
import org.canonry.api.lock.NotLocked.Reason;
import org.canonry.api.lock.Pins.Parameter;
import org.canonry.api.lock.Pins.Pin;
import org.canonry.api.snapshot.LsnAhead;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTest {
    private final SmallIndex index;

    LockTest(@TempDir Path folder) throws IOException {
        index = LockedPackages.in(folder);
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    @Test
    void fixesWhatPackagesNeedAndSaysWhatIsMissing() {
        var lock = lock("guide.fhir");
        assertThat(lock.lsn()).isEqualTo(LockedPackages.LSN);
        assertThat(ids(lock.roots())).isEqualTo("guide.fhir@1.0.0");
        assertThat(ids(lock.packages())).isEqualTo(
                "guide.fhir@1.0.0 base.fhir@1.0.1 middle.fhir@0.1.0 terms.fhir@5.0.0 base.fhir@1.0.0 tools.fhir@2.0.0");
        assertThat(lock.unresolved()).extracting(Requirement::name, Requirement::problem).containsExactly(
                tuple("gone.fhir", DependencyProblem.UNKNOWN_PACKAGE),
                tuple("base.fhir.x", DependencyProblem.UNSUPPORTED_SELECTOR));
    }

    @Test
    void meansAsAtAnLsnWhatWasMeantThen() throws IOException {
        LockedPackages.addLater(index);
        assertThat(ids(lock("guide.fhir").packages())).contains("base.fhir@1.0.2", "gone.fhir@1.0.0", "terms.fhir@6.0.0");
        assertThat(ids(lock(LockedPackages.LSN, "guide.fhir").packages())).contains("base.fhir@1.0.1", "terms.fhir@5.0.0").doesNotContain("gone");
        assertThat(ids(lock(1L, "base.fhir").packages())).isEqualTo("base.fhir@1.0.0");
    }

    @Test
    void locksEachPackageOnceHoweverOftenItIsNamed() {
        assertThat(ids(lock("base.fhir", "base.fhir@1.0.1", "base.fhir#1.0.x").packages())).isEqualTo("base.fhir@1.0.1");
    }

    @Test
    void saysWhichPackagesAreNotThere() {
        assertThat(answer(null, "guide.fhir", "never.was@1", "")).isEqualTo(new NotLocked(
                Reason.NOT_THERE, "the index had no never.was@1,  as at lsn 7: take it in, or name a version that is there"));
        assertThat(answer(1L, "guide.fhir")).isInstanceOfSatisfying(
                NotLocked.class, none -> assertThat(none.detail()).contains("guide.fhir as at lsn 1"));
        assertThat(answer(null)).isInstanceOf(NotLocked.class);
    }

    @Test
    void refusesWhatTheIndexHasNotReachedAndWhatIsTooLarge() {
        assertThatThrownBy(() -> answer(99L, "guide.fhir")).isInstanceOf(LsnAhead.class);
        var limits = Limits.defaults().with(Limit.GRAPH_NODES, 3);
        assertThat(Lock.of(index.snapshot(), List.of("guide.fhir"), null, limits)).isInstanceOfSatisfying(
                NotLocked.class, none -> assertThat(none.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void pinsWhatTheReferencesOfThePackagesMeanAmongThem() throws IOException {
        assertThat(Pins.of(lock("guide.fhir"))).containsExactly(
                new Pin(Parameter.CODE_SYSTEM, "http://terms/cs", "3.0"),
                new Pin(Parameter.VALUE_SET, "http://base/vs", "1.0.1"),
                new Pin(Parameter.OTHER, "http://base/sd", "1.0.1"),
                new Pin(Parameter.OTHER, "http://guide/p", "1.0.0"));
    }

    private Lock lock(String... specs) {
        return lock(null, specs);
    }

    private Lock lock(@Nullable Long asOf, String... specs) {
        return (Lock) answer(asOf, specs);
    }

    private LockAnswer answer(@Nullable Long asOf, String... specs) {
        return Lock.of(index.snapshot(), List.of(specs), asOf, Limits.defaults());
    }

    private static String ids(List<PackageVersion> versions) {
        return versions.stream().map(version -> version.id().toString()).collect(Collectors.joining(" "));
    }
}
