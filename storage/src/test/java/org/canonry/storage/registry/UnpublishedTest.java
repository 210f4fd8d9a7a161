package org.canonry.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.canonry.storage.SharedFiles;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnpublishedTest {
    @Test
    void readsWhatTakingInWouldList() throws IOException {
        var read = (Unpublished.Read) read("hl7.fhir.us.core-3.1.1.tgz", Limits.defaults());
        assertThat(read.manifest().id()).hasToString("hl7.fhir.us.core@3.1.1");
        assertThat(read.canonicals()).extracting(canonical -> canonical.url())
                .contains("http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient");
        assertThat(read.refused()).isEmpty();
    }

    @Test
    void tellsFilesThatItCannotRead() throws IOException {
        var read = (Unpublished.Read) read("hl7.fhir.us.core-3.1.1.tgz", Limits.defaults().with(Limit.JSON_LEVELS, 8));
        assertThat(read.refused()).isNotEmpty().allSatisfy(file -> assertThat(file.detail()).contains("json_levels"));
    }

    @ParameterizedTest
    @CsvSource({
        "broken-not-gzip-11-bytes.tgz, NOT_GZIP",
        "plain-tar-not-gzip.tgz, NOT_GZIP",
        "path-traversal-evil.tgz, PATH_TRAVERSAL",
        "no-version-1.tgz, NO_VERSION",
        "root-folder-not-package-1.tgz, NO_MANIFEST",
    })
    void refusesWhatIsNoPackage(String file, String reason) throws IOException {
        var refused = (Unpublished.Refused) Unpublished.read(Content.of(SharedFiles.odd().resolve(file)), Limits.defaults());
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.detail()).isNotBlank();
    }

    private static Unpublished read(String tarball, Limits limits) throws IOException {
        return Unpublished.read(Content.of(SharedFiles.tarball(tarball)), limits);
    }
}
