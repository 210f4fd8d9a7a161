package org.canonry.storage.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.canonry.storage.bucket.OpenedBucket.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketsTest {
    @TempDir
    Path folder;

    @Test
    void opensAFolderAndMakesItWhenItIsMissing() throws IOException {
        var location = folder.resolve("some/where");
        assertThat(Buckets.open(location.toString())).isInstanceOf(OpenedBucket.Ready.class);
        assertThat(location).isDirectory();
    }

    @Test
    void saysThatGoogleCloudStorageIsNotBuiltIn() throws IOException {
        assertThat(Buckets.open("gs://name"))
                .isInstanceOfSatisfying(OpenedBucket.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.GOOGLE_CLOUD_STORAGE);
                    assertThat(refused.detail()).contains("gs://name", "not built in yet", "folder");
                });
    }

    @Test
    void refusesWhatIsNoFolder() throws IOException {
        assertRefused("", Reason.EMPTY);
        assertRefused("https://example.org/bucket", Reason.UNKNOWN_SCHEME);
        assertRefused("a\u0000b", Reason.NOT_A_FOLDER);
        assertRefused(Files.createFile(folder.resolve("file")).toString(), Reason.NOT_A_FOLDER);
    }

    private static void assertRefused(String location, Reason reason) throws IOException {
        assertThat(Buckets.open(location))
                .isInstanceOfSatisfying(
                        OpenedBucket.Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
