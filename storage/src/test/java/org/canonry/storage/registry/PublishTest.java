package org.canonry.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.bucket.LocalBucket;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageName;
import org.canonry.storage.packages.Standing;
import org.canonry.storage.packages.Version;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What publishers offer.
class PublishTest {
    @TempDir
    Path folder;

    private Bucket bucket;
    private Registry registry;

    @BeforeEach
    void open() throws IOException {
        bucket = LocalBucket.open(folder);
        registry = reopened();
    }

    @AfterEach
    void close() throws IOException {
        bucket.close();
    }

    @Test
    void theSameBytesAgainAreFineAndOtherBytesAreNot() throws IOException {
        var first = Packages.content("acme.fhir", "1.0.0", "A");
        assertThat(publish("acme.fhir", "1.0.0", first)).isInstanceOf(Published.Loaded.class);
        var before = Dump.of(bucket);
        assertThat(publish("acme.fhir", "1.0.0", first)).isEqualTo(new Published.AlreadyThere(PackageId.of("acme.fhir", "1.0.0"), List.of()));
        var other = Packages.content("acme.fhir", "1.0.0", "B");
        assertThat(publish("acme.fhir", "1.0.0", other)).isEqualTo(new Published.Different(
                PackageId.of("acme.fhir", "1.0.0"), Hashes.of(first).integrity(), Hashes.of(other).integrity()));
        assertThat(Dump.of(bucket)).as("nothing is remembered of it").isEqualTo(before);
    }

    @Test
    void ofTwoWhoPublishOtherBytesAtOnceOneIsFirst() throws Exception {
        var others = List.of(registry, reopened());
        var jobs = new ArrayList<Callable<Published>>();
        for (var each : others) {
            var content = Packages.content("acme.fhir", "1.0.0", "by " + others.indexOf(each));
            jobs.add(() -> each.publish(new PackageName("acme.fhir"), Optional.empty(), content));
        }
        try (var threads = Executors.newFixedThreadPool(2)) {
            var outcomes = new ArrayList<Published>();
            for (var result : threads.invokeAll(jobs)) {
                outcomes.add(result.get());
            }
            // Who comes second may finish what the first one has begun, and then the first one finds it there.
            assertThat(outcomes).filteredOn(Published.Different.class::isInstance).hasSize(1);
            assertThat(outcomes).filteredOn(one -> one instanceof Published.Loaded || one instanceof Published.AlreadyThere).hasSize(1);
        }
        assertThat(reopened().lsn()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "Acme.fhir", "1acme.fhir", "acme_x.fhir", "acme..fhir", "acme.fhir.", "acme~.fhir"})
    void aNewNameIsOneThatFhirAndNpmTake(String name) throws IOException {
        assertThat(publish(name, "1.0.0", Packages.content(name, "1.0.0", "A"))).isInstanceOfSatisfying(
                Published.Refused.class, refused -> assertThat(refused.reason()).isEqualTo("NAME_NOT_ALLOWED"));
        assertThat(registry.lsn()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme.fhir", "hl7.fhir.us.core", "de.basisprofil.r4", "us.nlm.vsac-2", "@acme/fhir", "@acme/fhir.base"})
    void otherNamesAreFine(String name) throws IOException {
        assertThat(publish(name, "1.0.0", Packages.content(name, "1.0.0", "A"))).isInstanceOf(Published.Loaded.class);
    }

    @Test
    void aNameThatIsThereAlreadyMayGoOn() throws IOException {
        registry.take("x.tgz", Packages.content("KBV.Basis", "1.0.0", "A"));
        assertThat(publish("KBV.Basis", "1.1.0", Packages.content("KBV.Basis", "1.1.0", "A"))).isInstanceOf(Published.Loaded.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "v1.0.0", "01.0.0", "main", "2024.01.01", "1.0.0+build", "1.0.0.0", "1.9007199254740992.0"})
    void aVersionIsOneThatNpmInstallsByItsExactText(String version) throws IOException {
        assertThat(publish("acme.fhir", version, Packages.content("acme.fhir", version, "A"))).isInstanceOfSatisfying(
                Published.Refused.class, refused -> assertThat(refused.reason()).isEqualTo("VERSION_NOT_ALLOWED"));
    }

    @Test
    void packageJsonDecidesWhatATarballIs() throws IOException {
        var content = Packages.content("acme.fhir", "1.0.0", "A");
        assertThat(reason(publish("acme.other", "1.0.0", content))).isEqualTo("OFFERED_UNDER_ANOTHER_NAME");
        assertThat(reason(publish("acme.fhir", "1.0.1", content))).isEqualTo("OFFERED_UNDER_ANOTHER_NAME");
        assertThat(publish("acme.fhir", "1.0.0", content)).isInstanceOf(Published.Loaded.class);
        assertThat(reason(publish("acme.other", "1.0.0", content))).as("known bytes").isEqualTo("OFFERED_UNDER_ANOTHER_NAME");
    }

    @Test
    void whatIsNoPackageIsRefusedAndNotRemembered() throws IOException {
        assertThat(reason(publish("acme.fhir", "1.0.0", Content.of("no tarball".getBytes(StandardCharsets.UTF_8))))).isEqualTo("NOT_GZIP");
        assertThat(Dump.of(bucket)).isEmpty();
    }

    @Test
    void aNewNameThatLooksLikeAnotherIsPublishedWithAWarning() throws IOException {
        publish("acme.fhir.base", "1.0.0", Packages.content("acme.fhir.base", "1.0.0", "A"));
        assertThat(publish("acme.fhir.bace", "1.0.0", Packages.content("acme.fhir.bace", "1.0.0", "A"))).isInstanceOfSatisfying(
                Published.Loaded.class, loaded -> assertThat(loaded.warnings()).singleElement().asString().contains("acme.fhir.base"));
        assertThat(publish("acme.fhir.bace", "1.0.1", Packages.content("acme.fhir.bace", "1.0.1", "A"))).isInstanceOfSatisfying(
                Published.Loaded.class, loaded -> assertThat(loaded.warnings()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "acme.fhir,acme-fhir,true", "acme.fhir,acrne.fhir,true", "acme.fhir,acme.fhlr,true", "acme.fhir,amce.fhir,true", "acme.fhir,acme.fhirs,true",
        "acme.fhir,acme.fhi,true", "hl7.fhir.us.core,h17.fhir.us.core,true", "hl7.fhir.r4.core,hl7.fhir.r5.core,false",
        "hl7.fhir.r4.core,hl7.fhir.r4b.core,true", "acme.fhir,acme.terms,false", "a.b,a.c,false"
    })
    void namesLookAlikeWhenPeopleTakeThemForOneAnother(String one, String other, boolean alike) {
        assertThat(LookAlikes.alike(one, other)).isEqualTo(alike);
        assertThat(LookAlikes.alike(other, one)).isEqualTo(alike);
        assertThat(LookAlikes.of(new PackageName(one), Map.of(new PackageName(other), 1L)).isEmpty()).isNotEqualTo(alike);
    }

    @Test
    void theBytesOfAWithdrawnVersionDoNotBringItBack() throws IOException {
        var content = Packages.content("acme.fhir", "1.0.0", "A");
        publish("acme.fhir", "1.0.0", content);
        registry.turn(PackageId.of("acme.fhir", "1.0.0"), Standing.Kind.WITHDRAWN, "x");
        assertThat(publish("acme.fhir", "1.0.0", content)).isInstanceOfSatisfying(
                Published.AlreadyThere.class, there -> assertThat(there.warnings()).singleElement().asString().contains("withdrawn"));
        assertThat(registry.standing(PackageId.of("acme.fhir", "1.0.0")).orElseThrow().withdrawal()).isPresent();
    }

    private Published publish(String name, String version, Content content) throws IOException {
        return registry.publish(new PackageName(name), Optional.of(Version.of(version)), content);
    }

    private static String reason(Published outcome) {
        return ((Published.Refused) outcome).reason();
    }

    private Registry reopened() throws IOException {
        return Registry.open(bucket, URI.create("http://localhost:8080/pkgs"), Limits.defaults(), Clock.systemUTC());
    }
}
