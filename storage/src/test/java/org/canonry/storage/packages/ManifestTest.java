package org.canonry.storage.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.Manifest.Note;
import org.canonry.storage.packages.ManifestRefused.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '\t',
            quoteCharacter = '`',
            value = {
                "``\tNOT_AN_OBJECT",
                "null\tNOT_AN_OBJECT",
                "[]\tNOT_AN_OBJECT",
                "{} {}\tINVALID_JSON",
                "{'a':1}\tINVALID_JSON",
                "{\"name\":\"a\"\tINVALID_JSON",
                "{\"version\":\"1.0.0\"}\tNO_NAME",
                "{\"name\":null,\"version\":\"1.0.0\"}\tNO_NAME",
                "{\"name\":\" \",\"version\":\"1.0.0\"}\tNO_NAME",
                "{\"name\":7,\"version\":\"1.0.0\"}\tINVALID_NAME",
                "{\"name\":\"../a\",\"version\":\"1.0.0\"}\tINVALID_NAME",
                "{\"name\":\"a\"}\tNO_VERSION",
                "{\"name\":\"a\",\"version\":\"\"}\tNO_VERSION",
                "{\"name\":\"a\",\"version\":1.10}\tINVALID_VERSION",
                "{\"name\":\"a\",\"version\":\"1.0.x\"}\tINVALID_VERSION",
                "{\"name\":\"a\",\"version\":\"../..\"}\tINVALID_VERSION"
            })
    void refusesManifestsThatNameNoPackageVersion(String json, Problem problem) {
        assertThat(read(json)).isInstanceOfSatisfying(ManifestRefused.class, refused -> {
            assertThat(refused.problem()).isEqualTo(problem);
            assertThat(refused.detail()).isNotBlank();
        });
    }

    @Test
    void saysWhereTheJsonBreaks() {
        assertThat(read("{\n  \"name\": oops }")).isInstanceOfSatisfying(
                ManifestRefused.class, refused -> assertThat(refused.detail()).startsWith("line 2, column "));
    }

    @Test
    void readsEveryField() {
        var manifest = manifest(
                """
                "fhirVersions":["4.0.1","R4B","4.0.1"],"type":"IG","canonical":"c","url":"u","homepage":"h","title":"t",
                "description":"d","author":"w","license":"CC0-1.0","date":"20251003154744","keywords":["k",1,null],
                "jurisdiction":"j","maintainers":[{"name":"n","email":"e"},"m"],"directories":{"lib":"package","x":1}""");
        assertThat(manifest.fhirVersions()).containsExactly("4.0.1", "4.3.0");
        assertThat(manifest.type()).contains("IG");
        assertThat(manifest.canonical()).contains("c");
        assertThat(manifest.url()).contains("u");
        assertThat(manifest.homepage()).contains("h");
        assertThat(manifest.title()).contains("t");
        assertThat(manifest.description()).contains("d");
        assertThat(manifest.author()).contains("w");
        assertThat(manifest.license()).contains("CC0-1.0");
        assertThat(manifest.keywords()).containsExactly("k");
        assertThat(manifest.jurisdictions()).containsExactly("j");
        assertThat(manifest.directories()).hasSize(1).containsEntry("lib", "package");
        assertThat(manifest.maintainers())
                .containsExactly(
                        new Person(Optional.of("n"), Optional.of("e"), Optional.empty()),
                        new Person(Optional.of("m"), Optional.empty(), Optional.empty()));
    }

    @Test
    void findsNothingInFieldsOfUnexpectedForm() {
        var manifest = manifest(
                """
                "fhirVersions":{},"type":[],"title":7,"author":[],"license":{},"date":"soon","dependencies":["a"],
                "maintainers":null,"directories":"x","keywords":{},"homepage":null,"description":""
                """);
        assertThat(manifest.fhirVersions()).isEmpty();
        assertThat(manifest.type()).isEmpty();
        assertThat(manifest.title()).isEmpty();
        assertThat(manifest.author()).isEmpty();
        assertThat(manifest.license()).isEmpty();
        assertThat(manifest.date()).isEmpty();
        assertThat(manifest.dependencies()).isEmpty();
        assertThat(manifest.maintainers()).isEmpty();
        assertThat(manifest.directories()).isEmpty();
        assertThat(manifest.keywords()).isEmpty();
        assertThat(manifest.description()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"fhirVersions\":[\"4.0.1\"]",
                "\"fhirVersions\":\"4.0.1\"",
                "\"fhir-version-list\":[\"4.0.1\"]",
                "\"fhirVersion\":\"R4\"",
                "\"fhirVersions\":[],\"fhir-version\":\"4.0.1, 4.0.1\""
            })
    void readsFhirVersionsUnderAnyOfTheirNames(String field) {
        assertThat(manifest(field).fhirVersions()).containsExactly("4.0.1");
    }

    @Test
    void takesAuthorAndLicenseFromObjectsToo() {
        var manifest = manifest("\"author\":{\"name\":\"w\"},\"license\":{\"type\":\"MIT\"}");
        assertThat(manifest.author()).contains("w");
        assertThat(manifest.license()).contains("MIT");
    }

    @ParameterizedTest
    @CsvSource({
        "20251003154744,2025-10-03T15:47:44Z",
        "2025-05-22T11:37:20.2101894+02:00,2025-05-22T09:37:20.210189400Z",
        "2025-05-22T11:37:20,2025-05-22T11:37:20Z",
        "2025-05-22,2025-05-22T00:00:00Z",
        "20250522,2025-05-22T00:00:00Z",
        "00010101000000,",
        "20251399000000,",
        "+999999999-01-01T00:00:00Z,",
        "yesterday,"
    })
    void readsDatesOfEveryFormAndNoneOfGarbage(String date, String instant) {
        assertThat(manifest("\"date\":\"" + date + "\"").date().map(Object::toString))
                .isEqualTo(Optional.ofNullable(instant));
    }

    @Test
    void notesAByteOrderMarkAndReadsOn() {
        assertThat(read("\ufeff{\"name\":\"a\",\"version\":\"1.0.0\"}"))
                .isInstanceOfSatisfying(
                        Manifest.class, manifest -> assertThat(manifest.notes()).containsExactly(Note.BYTE_ORDER_MARK));
        assertThat(read("\ufeff{\"name\":\"a\",\"version\":\"1.0.0\"}", StandardCharsets.UTF_16LE))
                .isInstanceOf(Manifest.class);
    }

    @Test
    void takesTheLastOfDuplicateKeysAndNotesIt() {
        var manifest = manifest("\"dependencies\":{\"x\":\"1.0.0\",\"x\":\"2.0.0\"}");
        assertThat(manifest.notes()).containsExactly(Note.DUPLICATE_KEY);
        assertThat(manifest.dependencies()).extracting(Dependency::requirement).containsExactly("2.0.0");
    }

    @Test
    void replacesCharactersThatCannotBeStored() {
        var manifest = manifest("\"title\":\"a\\ud800b\\u0000c\\ud83d\\ude00\",\"k\\u0000\":1");
        assertThat(manifest.notes()).containsExactly(Note.REPAIRED_TEXT);
        assertThat(manifest.title()).contains("a\ufffdb\ufffdc\ud83d\ude00");
        assertThat(manifest.raw().has("k\ufffd")).isTrue();
    }

    @Test
    void refusesAnAppleDoubleFile() {
        assertThat(Manifest.read(new byte[] {0, 5, 0x16, 7, 0, 2, 0, 0}))
                .isInstanceOfSatisfying(
                        ManifestRefused.class, refused -> assertThat(refused.detail()).contains("AppleDouble"));
    }

    @Test
    void refusesBytesThatAreNoText() {
        assertThat(Manifest.read(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'}))
                .isInstanceOfSatisfying(
                        ManifestRefused.class, refused -> assertThat(refused.problem()).isEqualTo(Problem.INVALID_JSON));
    }

    @Test
    void namesTheLimitsOnSizeAndDepth() {
        var small = Limits.defaults().with(Limit.MANIFEST_BYTES, 10);
        assertThat(Manifest.read("{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_8), small))
                .isEqualTo(new ManifestRefused(Problem.TOO_LARGE, "more than manifest_bytes (10 bytes)"));
        var deep = "{\"name\":\"a\",\"version\":\"1.0.0\",\"x\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
        assertThat(read(deep)).isInstanceOfSatisfying(ManifestRefused.class, refused -> {
            assertThat(refused.problem()).isEqualTo(Problem.TOO_LARGE);
            assertThat(refused.detail()).contains("manifest_levels (64 levels)");
        });
    }

    @Test
    void keepsEverythingThatWasWrittenAndLetsNobodyChangeIt() {
        var manifest = manifest("\"tools-version\":3,\"x\":4.10,\"y\":{\"z\":[null]}");
        manifest.raw().removeAll();
        assertThat(manifest.raw()).hasToString(
                "{\"name\":\"a\",\"version\":\"1.0.0\",\"tools-version\":3,\"x\":4.10,\"y\":{\"z\":[null]}}");
    }

    private static Manifest manifest(String fields) {
        return (Manifest) read("{\"name\":\"a\",\"version\":\"1.0.0\"," + fields + "}");
    }

    private static ManifestRead read(String json) {
        return read(json, StandardCharsets.UTF_8);
    }

    private static ManifestRead read(String json, Charset charset) {
        return Manifest.read(json.getBytes(charset));
    }
}
