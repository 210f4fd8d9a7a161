package org.canonry.cli;

import static java.util.stream.Collectors.summingInt;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.canonry.storage.SharedFiles;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.registry.LogEvent;
import org.canonry.storage.registry.Quarantined;
import org.jooq.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Nothing of the real and the odd packages is lost, and nothing is there twice.
@ExtendWith(RealInstallation.Shared.class)
class RealCountsTest {
    private static final int REAL = 241;
    private static final int ODD = 13;
    private static final int AT_ONCE = 20;

    private final RealInstallation real;

    RealCountsTest(RealInstallation real) {
        this.real = real;
    }

    @Test
    void everyTarballIsInTheLogOrRefused() throws Exception {
        var intake = real.intake();
        assertThat(intake.loaded() + intake.refused().size()).isEqualTo(REAL + ODD);
        assertThat(intake.known()).isZero();
        assertThat(intake.refused()).extracting(Quarantined::source).doesNotContainAnyElementsOf(inventory().keySet());
        assertThat(real.events()).hasSize(intake.loaded());
        assertThat(real.events().stream().map(LogEvent::id).distinct()).hasSize(intake.loaded());
    }

    @Test
    void everyLineOfEachPackageIsADocumentAndARowOrInQuarantine() throws Exception {
        var counts = countsOfRows();
        var documents = countsOfDocuments();
        for (var event : real.events()) {
            var row = Objects.requireNonNull(counts.get((int) event.lsn()), event.id().toString());
            var lines = linesOf(event);
            assertThat(event.files().lines()).as("lines that %s says it has", event.id()).isEqualTo(lines);
            assertThat(row).as("rows of %s", event.id()).isEqualTo(new Counts(lines, lines - row.quarantined, row.quarantined));
            assertThat(rowsOf("canonical", event)).as("rows of canonical of %s", event.id()).isEqualTo(row.canonicals);
            assertThat(quarantinedLinesOf(event)).as("lines of %s in quarantine", event.id()).isEqualTo(row.quarantined);
            assertThat(documents.get(event.id().toString())).as("documents of %s", event.id()).isEqualTo(row.canonicals);
        }
    }

    @Test
    void theIndexIsTheSumOfItsPackages() throws Exception {
        var index = real.client().ask("{ index { lsn packages packageVersions canonicals distinctUrls quarantined } }").path("index");
        var events = real.events();
        var rows = countsOfRows().values();
        assertThat(index.path("lsn").asInt()).isEqualTo(events.size());
        assertThat(index.path("packageVersions").asInt()).isEqualTo(events.size());
        assertThat(index.path("packages").asLong()).isEqualTo(events.stream().map(LogEvent::name).distinct().count());
        assertThat(index.path("canonicals").asInt()).isEqualTo(rows.stream().mapToInt(Counts::canonicals).sum());
        assertThat(index.path("distinctUrls").asInt()).isEqualTo(number("select count(distinct url) from canonical"));
        assertThat(index.path("quarantined").asInt()).isEqualTo(quarantine().size());
        var collapsed = real.client().ask("{ one: canonicals { totalCount } each: canonicals(collapse: NONE) { totalCount } }");
        assertThat(collapsed.at("/one/totalCount")).isEqualTo(index.path("distinctUrls"));
        assertThat(collapsed.at("/each/totalCount")).isEqualTo(index.path("canonicals"));
    }

    @Test
    void theQuarantineIsTheRefusedTarballsFilesAndLines() throws Exception {
        var expected = new ArrayList<String>();
        real.intake().refused().forEach(refused -> expected.add(refused.source() + " " + refused.reason()));
        for (var event : real.events()) {
            event.refused().forEach(refused -> expected.add(refused.source() + " " + refused.reason()));
            assertThat(event.refused()).as("%s", event.id()).hasSize(event.files().refused());
        }
        var lines = countsOfRows().values().stream().mapToInt(Counts::quarantined).sum();
        assertThat(quarantine().stream().filter(item -> !item.path("line").isNull())).hasSize(lines);
        assertThat(quarantine().stream()
                        .filter(item -> item.path("line").isNull())
                        .map(item -> item.path("source").asString() + " " + item.path("reason").asString()))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(quarantine()).allSatisfy(item -> assertThat(item.path("detail").asString()).isNotBlank());
    }

    /// The last column are words of NOTES.tsv, which say why.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "broken-git-lfs-pointer-1.tgz | NOT_GZIP | Git LFS pointer | not gzip",
        "broken-not-gzip-11-bytes.tgz | NOT_GZIP | a gzip file starts with | bytes of text",
        "invalid-package-json-1.tgz | INVALID_JSON | package/package.json | invalid JSON",
        "no-version-1.tgz | NO_VERSION | no version | without version",
        "path-traversal-evil.tgz | PATH_TRAVERSAL | ../evil.txt | ../evil.txt",
        "plain-tar-not-gzip.tgz | NOT_GZIP | a tar that was never compressed | uncompressed POSIX tar",
        "root-folder-not-package-1.tgz | NO_MANIFEST | R4/package/package.json | R4/package/package.json",
        "xss-in-package-json.tgz | INVALID_NAME | name | every text field is a script",
    })
    void anOddTarballIsRefusedForWhatItsNoteSays(String file, String reason, String words, String note) throws Exception {
        assertThat(notes().get(file)).contains(note);
        assertThat(real.intake().refused()).filteredOn(item -> item.source().equals(file)).singleElement().satisfies(item -> {
            assertThat(item.reason()).isEqualTo(reason);
            assertThat(item.detail()).contains(words);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "hl7.fhir.us.davinci-pdex-plan-net-0.0.1.0.tgz | hl7.fhir.us.davinci-pdex-plan-net | 0.0.1.0 | four-part version",
        "medcom.fhir.dk.document-v.1.0.1.tgz | medcom.fhir.dk.document | v.1.0.1 | leading v.",
        "placeholder-no-content.tgz | openhie.fhir.template | 1.0.0 | only a package.json",
        "scoped-name.tgz | @fhir/example.fhir.uv.myig | 0.2.0 | npm scope",
        "test.circular.snapshot-0.0.1.tgz | test.circular.snapshot | 0.0.1 | in a circle",
    })
    void anOddTarballThatIsAPackageIsTakenInAsItIs(String file, String name, String version, String note) throws Exception {
        assertThat(notes().get(file)).contains(note);
        assertThat(find(name, version).at("/one/version").asString()).isEqualTo(version);
    }

    @Test
    void theTablesNameEveryOddTarball() throws Exception {
        assertThat(notes()).hasSize(ODD);
        assertThat(real.intake().refused()).hasSize(8);
        assertThat(real.intake().loaded()).isEqualTo(REAL + 5);
    }

    @Test
    void everyPackageOfTheInventoryIsThereByNameAndVersion() throws Exception {
        var inventory = inventory();
        assertThat(inventory).hasSize(REAL);
        for (var fields : inventory.values()) {
            var found = find(fields[1], fields[2]).path("one");
            assertThat(found.path("name").asString()).isEqualTo(fields[1]);
            assertThat(found.path("version").asString()).isEqualTo(fields[2]);
            assertThat(found.at("/tarball/sizeBytes").asString()).as(fields[0]).isEqualTo(fields[5]);
            assertThat(found.path("dependencies").size()).as(fields[0]).isEqualTo(fields.length > 9 ? fields[9].split(";").length : 0);
        }
    }

    private JsonNode find(String name, String version) throws Exception {
        return real.client().ask(
                """
                query ($name: String!, $version: String!) {
                  one: packageVersion(name: $name, version: $version) { name version tarball { sizeBytes } dependencies { name } }
                }""",
                Map.of("name", name, "version", version));
    }

    private int linesOf(LogEvent.Loaded event) throws IOException {
        var object = real.bucket().read(Key.of(event.resources())).orElseThrow();
        try (object;
                var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(object.stream()), StandardCharsets.UTF_8))) {
            return (int) lines.lines().filter(line -> !line.isBlank()).count();
        }
    }

    private Map<Integer, Counts> countsOfRows() throws IOException {
        var counts = new HashMap<Integer, Counts>();
        for (var row : real.database().read(sql -> sql.fetch("select lsn, lines, canonicals, quarantined from package_version"))) {
            counts.put(number(row, 0), new Counts(number(row, 1), number(row, 2), number(row, 3)));
        }
        return counts;
    }

    private static int number(Record row, int column) {
        return Objects.requireNonNull(row.get(column, Integer.class));
    }

    private int rowsOf(String table, LogEvent.Loaded event) throws IOException {
        return number("select count(distinct line) from %s where lsn = %d".formatted(table, event.lsn()));
    }

    private int quarantinedLinesOf(LogEvent.Loaded event) throws IOException {
        return number("select count(*) from quarantine where line is not null and lsn = " + event.lsn());
    }

    private int number(String query) throws IOException {
        return real.database().read(sql -> number(sql.fetchSingle(query), 0));
    }

    /// Documents of every package version, which are those of each of its types together.
    private Map<String, Integer> countsOfDocuments() throws Exception {
        var events = real.events();
        var counts = new HashMap<String, Integer>();
        for (var start = 0; start < events.size(); start += AT_ONCE) {
            var some = events.subList(start, Math.min(events.size(), start + AT_ONCE));
            var fields = IntStream.range(0, some.size()).mapToObj(i -> countsField(i, some.get(i))).collect(Collectors.joining("\n"));
            for (var version : real.client().ask("{ %s }".formatted(fields))) {
                var total = version.at("/canonicals/totalCount").asInt();
                assertThat(version.path("resourceTypes").valueStream().collect(summingInt(type -> type.path("count").asInt()))).isEqualTo(total);
                counts.put(version.path("name").asString() + "@" + version.path("version").asString(), total);
            }
        }
        return counts;
    }

    private static String countsField(int number, LogEvent.Loaded event) {
        return "v%d: packageVersion(name: \"%s\", version: \"%s\") { name version canonicals(first: 1) { totalCount } resourceTypes { count } }"
                .formatted(number, event.name(), event.version());
    }

    private List<JsonNode> quarantine() throws Exception {
        return real.client().all(
                """
                query ($first: Int, $after: String) {
                  quarantine(first: $first, after: $after) { nodes { source line reason detail } pageInfo { hasNextPage endCursor } }
                }""",
                "/quarantine", 4);
    }

    private static Map<String, String> notes() throws IOException {
        return table(SharedFiles.odd().resolve("NOTES.tsv")).stream().collect(Collectors.toMap(fields -> fields[0], fields -> fields[2]));
    }

    private static Map<String, String[]> inventory() throws IOException {
        var inventory = new TreeMap<String, String[]>();
        table(SharedFiles.packages().resolve("inventory.tsv")).forEach(fields -> inventory.put(fields[0], fields));
        return inventory;
    }

    private static List<String[]> table(Path file) throws IOException {
        return Files.readAllLines(file).stream().skip(1).map(line -> line.split("\t")).toList();
    }

    private record Counts(int lines, int canonicals, int quarantined) {}
}
