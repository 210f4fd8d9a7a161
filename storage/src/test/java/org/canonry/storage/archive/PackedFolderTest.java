package org.canonry.storage.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.Map;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedFolderTest {
    @TempDir
    private Path scratch;

    private Path folder;

    @BeforeEach
    void makePackage() throws IOException {
        folder = Files.createDirectories(scratch.resolve("mine"));
        write("package.json", "{}");
        write("StructureDefinition-a.json", "{\"a\":1}");
        write("example/b.JSON", "{\"b\":1}");
    }

    @Test
    void packsWhatATarballOfThePackageWouldHold() throws IOException {
        assertThat(pack(Limits.defaults())).containsExactly(
                Map.entry("StructureDefinition-a.json", "{\"a\":1}"), Map.entry("example/b.JSON", "{\"b\":1}"), Map.entry("package.json", "{}"));
    }

    @Test
    void passesOverWhatIsNoFileOfThePackage() throws IOException {
        write(".git/x.json", "{}");
        write("node_modules/other/package.json", "{}");
        write("readme.md", "#");
        assertThat(pack(Limits.defaults())).hasSize(3);
    }

    /// A link may lead to what the owner of the folder must not read, and round in circles.
    @Test
    void followsNoLinks() throws IOException {
        var secret = Files.writeString(scratch.resolve("secret.json"), "{\"secret\":1}");
        Files.createSymbolicLink(folder.resolve("link.json"), secret);
        Files.createSymbolicLink(folder.resolve("round"), folder);
        assertThat(pack(Limits.defaults())).hasSize(3);
    }

    @Test
    void readsAnHiddenFolderThatWasNamed() throws IOException {
        folder = Files.move(folder, scratch.resolve(".mine"));
        assertThat(pack(Limits.defaults())).hasSize(3);
    }

    @Test
    void namesTheLimitThatAFolderExceeds() {
        assertThatThrownBy(() -> pack(Limits.defaults().with(Limit.ARCHIVE_ENTRIES, 2)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("archive_entries");
        assertThatThrownBy(() -> pack(Limits.defaults().with(Limit.ARCHIVE_ENTRY_BYTES, 3))).hasMessageContaining("archive_entry_bytes");
        assertThatThrownBy(() -> pack(Limits.defaults().with(Limit.ARCHIVE_TOTAL_BYTES, 10))).hasMessageContaining("archive_total_bytes");
    }

    private Map<String, String> pack(Limits limits) throws IOException {
        var tarball = scratch.resolve("packed.tgz");
        PackedFolder.pack(folder, tarball, limits);
        var files = new TreeMap<String, String>();
        switch (Tarball.inspect(Content.of(tarball), limits)) {
            case Tarball sound -> sound.forEachJsonFile((path, bytes) -> files.put(path, new String(bytes, StandardCharsets.UTF_8)));
            case TarballRefused refused -> throw new AssertionError(refused);
        }
        return files;
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
