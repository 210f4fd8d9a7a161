package org.canonry.storage.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.canonry.storage.SharedFiles;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// What becomes of packages as they were really published.
class RealTarballsTest {
    private static final Map<String, TarballProblem> REFUSED = Map.of(
            "broken-git-lfs-pointer-1.tgz", TarballProblem.NOT_GZIP,
            "broken-not-gzip-11-bytes.tgz", TarballProblem.NOT_GZIP,
            "plain-tar-not-gzip.tgz", TarballProblem.NOT_GZIP,
            "path-traversal-evil.tgz", TarballProblem.PATH_TRAVERSAL,
            "root-folder-not-package-1.tgz", TarballProblem.NO_MANIFEST);

    @Test
    void everyRealPackageIsReadThrough() throws IOException {
        var checks = new ArrayList<Executable>();
        for (var file : tarballs(SharedFiles.packages())) {
            checks.add(() -> assertThat(inspect(file)).as(file.toString()).isInstanceOf(Tarball.class));
        }
        assertThat(checks).hasSize(241);
        assertAll(checks);
    }

    @Test
    void everyOddOneIsTakenOrRefusedForWhatItIs() throws IOException {
        var problems = tarballs(SharedFiles.odd()).stream()
                .collect(Collectors.toMap(file -> file.getFileName().toString(), RealTarballsTest::problem));
        assertThat(problems).hasSize(13);
        problems.forEach((file, problem) ->
                assertThat(problem).as(file).isEqualTo(Optional.ofNullable(REFUSED.get(file))));
    }

    @Test
    void theWordsForTheOddOnesSayWhatIsWrong() throws IOException {
        assertThat(detail("broken-git-lfs-pointer-1.tgz")).contains("Git LFS pointer");
        assertThat(detail("broken-not-gzip-11-bytes.tgz")).contains("gzip file starts with 1f 8b");
        assertThat(detail("plain-tar-not-gzip.tgz")).contains("never compressed");
        assertThat(detail("path-traversal-evil.tgz")).contains("../evil.txt");
        assertThat(detail("root-folder-not-package-1.tgz")).contains("R4/package/package.json");
    }

    @Test
    void theOddOnesThatAreTakenGiveTheirFiles() throws IOException {
        assertThat(paths(odd("test.circular.snapshot-0.0.1.tgz")))
                .contains("AbrechnendeIK.json")
                .noneMatch(path -> path.contains("._"));
        assertThat(paths(odd("placeholder-no-content.tgz"))).containsExactly("package.json");
        assertThat(paths(odd("hl7.fhir.us.davinci-pdex-plan-net-0.0.1.0.tgz")))
                .containsExactly("package.json", "ig-r4.json", "ImplementationGuide-4y9cKSGi.json");
        assertThat(((Tarball) inspect(odd("scoped-name.tgz"))).summary().appleDoubles()).isPositive();
    }

    @Test
    void readsEveryJsonFileOfUsCore() throws IOException {
        var paths = paths(SharedFiles.tarball("hl7.fhir.us.core-8.0.0.tgz"));
        assertThat(paths).contains("package.json", "ImplementationGuide-hl7.fhir.us.core.json", "example/Device-udi-2.json");
        assertThat(paths).doesNotHaveDuplicates().allMatch(path -> path.endsWith(".json"));
    }

    private static List<Path> tarballs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tgz")).sorted().toList();
        }
    }

    private static InspectedTarball inspect(Path file) throws IOException {
        return Tarball.inspect(Content.of(file), Limits.defaults());
    }

    private static Optional<TarballProblem> problem(Path file) {
        try {
            return switch (inspect(file)) {
                case Tarball sound -> Optional.empty();
                case TarballRefused refused -> Optional.of(refused.problem());
            };
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    private static Path odd(String filename) {
        return SharedFiles.odd().resolve(filename);
    }

    private static String detail(String filename) throws IOException {
        return ((TarballRefused) inspect(odd(filename))).detail();
    }

    private static List<String> paths(Path file) throws IOException {
        var paths = new ArrayList<String>();
        ((Tarball) inspect(file)).forEachJsonFile((path, bytes) -> paths.add(path));
        return paths;
    }
}
