package org.canonry.api.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What HL7's validator (6.10.4) was seen to answer with versions 1.0.1 and 2.0.0 of a package loaded. One answer differs, which is a mistake of the
/// validator: for a dependency on `1.0.x` it takes 2.0.0.
class MeasuredAnswersTest {
    private static final String VS = "http://example.org/fhir/acme/base/ValueSet/colours";

    private static @TempDir Path folder = Path.of("");
    private static SmallIndex index;

    @BeforeAll
    static void build() throws IOException {
        index = SmallIndex.in(folder)
                .with(SmallPackage.of("acme.fhir.base", "1.0.1").holding("ValueSet", VS, "1.0.1"))
                .with(SmallPackage.of("acme.fhir.base", "2.0.0").holding("ValueSet", VS, "2.0.0"))
                .with(SmallPackage.of("acme.fhir.us", "0.1.0").dependsOn("acme.fhir.base", "1.0.1"))
                .with(SmallPackage.of("acme.fhir.multi", "1.0.0").dependsOn("acme.fhir.base", "1.0.x"))
                .publish();
    }

    @AfterAll
    static void close() throws IOException {
        index.close();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
        "'', none, NEAREST, 2.0.0, UNVERSIONED",
        "|1.0.1, none, NEAREST, 1.0.1, EXACT",
        "|1.0.0, none, NEAREST, 1.0.1, FALLBACK",
        "|1.0, none, NEAREST, 1.0.1, PARTIAL",
        "|2.0, none, NEAREST, 2.0.0, PARTIAL",
        "|1.x, none, NEAREST, none, none",
        "|2.x.x, none, NEAREST, 2.0.0, WILDCARD",
        "|1.0.x, none, NEAREST, 1.0.1, WILDCARD",
        "|1.0?, none, NEAREST, none, none",
        "|9.9, none, NEAREST, none, none",
        "'', acme.fhir.us@0.1.0, NEAREST, 1.0.1, UNVERSIONED",
        "'', acme.fhir.us@0.1.0, LATEST, 2.0.0, UNVERSIONED",
        "'', acme.fhir.multi@1.0.0, NEAREST, 1.0.1, UNVERSIONED",
    })
    void areOursToo(String version, @Nullable String in, Strategy strategy, @Nullable String expected, @Nullable MatchKind kind) {
        var resolution = resolve(version, scope(in).by(strategy));
        assertThat(answer(resolution)).isEqualTo(expected);
        assertThat(resolution.matchKind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
        "'', none, 2.0.0", "|1.0.1, none, 1.0.1", "|1.0.0, none, none", "|1.0, none, none", "|1.0.x, none, none", "'', acme.fhir.us@0.1.0, 1.0.1",
        "|1.0.0, acme.fhir.us@0.1.0, none",
    })
    void areNotTakenForNearVersionsWhenStrict(String version, @Nullable String in, @Nullable String expected) {
        assertThat(answer(resolve(version, scope(in).by(Strategy.NEAREST).strictly()))).isEqualTo(expected);
    }

    private static ResolutionScope scope(@Nullable String in) {
        return in == null ? ResolutionScope.WHOLE_INDEX : ResolutionScope.WHOLE_INDEX.in(in);
    }

    private static Resolution resolve(String version, ResolutionScope scope) {
        return new Resolver(index.snapshot(), Limits.defaults(), scope).resolve(VS + version);
    }

    private static @Nullable String answer(Resolution resolution) {
        var resource = resolution.resource();
        return resource == null ? null : resource.version();
    }
}
